"""What is wrong with the catalogues, as sentences that name the file and the message."""

import re
from collections.abc import Iterator
from functools import cache

from babel.messages.catalog import Catalog, Message

from dev.messages.catalogues import LANGUAGES, PLURAL_FORMS, ids_of, path_of, read, texts_of
from dev.messages.extraction import PROJECT
from dev.messages.foreign import used_messages

ALLOWED_EQUAL = PROJECT / "dev" / "kazakh_equals_russian.txt"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|%[sd]")
PLURAL_FORM = re.compile(r"^msgstr\[(\d+)\]", re.MULTILINE)


def faults_of_app(app: str) -> Iterator[str]:
    """Every fault of the catalogues of one app."""
    catalogues = {language: read(path_of(app, language)) for language in LANGUAGES}
    for language, catalogue in catalogues.items():
        for fault in _faults_of_catalogue(app, catalogue, language):
            yield f"{app}/{language}: {fault}"
    for text in equal_texts(catalogues["kk"], catalogues["ru"], _allowed_to_be_equal()):
        yield f"{app}/kk: the same as in Russian: {text!r}"


def differing_translations(apps: list[str]) -> Iterator[str]:
    """Messages that two apps word differently: Django would show one of the two in both."""
    for language in LANGUAGES:
        first: dict[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...]]] = {}
        for app in apps:
            for message in read(path_of(app, language)):
                if not message.id or not all(texts_of(message)):
                    continue
                key = (message.context or "", ids_of(message))
                other, texts = first.setdefault(key, (app, texts_of(message)))
                if texts != texts_of(message):
                    yield f"{app}/{language}: worded differently in {other}: {key[1][0]!r}"


def _faults_of_catalogue(app: str, catalogue: Catalog, language: str) -> Iterator[str]:
    used_keys, known_keys = _keys(used_messages(app, catalogue, language)), _keys(catalogue)
    for key in sorted(used_keys - known_keys):
        yield f"not in the catalogue (run `make messages`): {key[1][0]!r}"
    for key in sorted(known_keys - used_keys):
        yield f"no longer used (run `make messages`): {key[1][0]!r}"
    for message in catalogue:
        if message.id:
            yield from faults_of_message(message)
    yield from _plural_faults(app, language)


def faults_of_message(message: Message) -> Iterator[str]:
    ids, strings = ids_of(message), texts_of(message)
    if message.fuzzy:
        yield f"fuzzy: {ids[0]!r}"
    if not all(strings):
        yield f"untranslated: {ids[0]!r}"
        return
    must = set.intersection(*(set(PLACEHOLDER.findall(text)) for text in ids))
    may = set.union(*(set(PLACEHOLDER.findall(text)) for text in ids))
    for text in strings:
        found = set(PLACEHOLDER.findall(text))
        if not must <= found <= may:
            wrong = ", ".join(sorted((must - found) | (found - may)))
            yield f"placeholder {wrong} missing or unknown: {ids[0]!r}"


def _plural_faults(app: str, language: str) -> Iterator[str]:
    path = path_of(app, language)
    if not path.exists():
        return
    content = path.read_text(encoding="utf-8")
    rule = PLURAL_FORMS[language]
    if f'"Plural-Forms: {rule}\\n"' not in content:
        yield f"the plural rule is not {rule!r} (run `make messages`)"
    forms = int(rule.removeprefix("nplurals=")[0])
    if any(int(number) >= forms for number in PLURAL_FORM.findall(content)):
        yield f"a message has more than {forms} plural forms"


def equal_texts(kazakh: Catalog, russian: Catalog, allowed: set[str]) -> Iterator[str]:
    for message in kazakh:
        other = russian.get(message.id, message.context) if message.id else None
        if other is None:
            continue
        theirs = {text.casefold() for text in texts_of(other)}
        for text in dict.fromkeys(texts_of(message)):
            words = PLACEHOLDER.sub("", text)
            has_words = any(letter.isalpha() for letter in words)
            if has_words and text.casefold() in theirs and text not in allowed:
                yield text


@cache
def _allowed_to_be_equal() -> set[str]:
    lines = ALLOWED_EQUAL.read_text(encoding="utf-8").splitlines()
    texts = [line.partition("  # ") for line in lines if line and not line.startswith("#")]
    for text, _, reason in texts:
        if not reason:
            raise SystemExit(f"{ALLOWED_EQUAL.name}: {text!r} has no reason")
    return {text for text, _, _reason in texts}


def _keys(catalogue: Catalog) -> set[tuple[str, tuple[str, ...]]]:
    return {(message.context or "", ids_of(message)) for message in catalogue if message.id}
