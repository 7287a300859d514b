"""Reads, merges, writes and compiles the catalogue of one app in one language.

Catalogues are written so that two branches rarely meet in the same line: sorted by message, no
dates, no line numbers, nothing obsolete, nothing fuzzy. A changed message is an untranslated one.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from dev.messages.extraction import SOURCES

# Kazakh as in Django's own catalogue, so that the two merge; Russian without Django's fourth
# form, which no Russian text needs. Django keeps catalogues with different rules side by side.
PLURAL_FORMS = {
    "kk": "nplurals=2; plural=(n != 1);",
    "ru": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
    ),
}
LANGUAGES = tuple(PLURAL_FORMS)

HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: Sapar\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""


def path_of(app: str, language: str) -> Path:
    """Where the catalogue of an app stands."""
    return SOURCES / app / "locale" / language / "LC_MESSAGES" / "django.po"


def read(path: Path) -> Catalog:
    """The catalogue in a file; an empty one when there is none yet."""
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file, ignore_obsolete=True)


def ids_of(message: Message) -> tuple[str, ...]:
    """The text of a message in English: one, or singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def texts_of(message: Message) -> tuple[str, ...]:
    """The text of a message in the catalogue's language, in every form; empty where none is."""
    text = message.string or ""
    return (text,) if isinstance(text, str) else tuple(text)


def translations_of(apps: list[str], language: str) -> Catalog:
    """What is translated in any of these apps; the first app that has a message words it.

    Django, too, shows one translation of a message, whichever app asks for it.
    """
    found = Catalog()
    for app in apps:
        for message in read(path_of(app, language)):
            if message.id and all(texts_of(message)) and not found.get(message.id, message.context):
                found.add(message.id, message.string, context=message.context)
    return found


def merge(used: Catalog, translated: Catalog, elsewhere: Catalog, language: str) -> Catalog:
    """The used messages with the translations they already have, here or in another app."""
    merged = Catalog()
    merged.mime_headers = [("Plural-Forms", PLURAL_FORMS[language])]
    for message in used:
        if not message.id:
            continue
        known = translated.get(message.id, message.context)
        merged.add(
            message.id,
            string=_text_for(message, known, elsewhere.get(message.id, message.context)),
            locations=sorted({(name, 0) for name, _line in message.locations}),
            flags=message.flags,
            user_comments=known.user_comments if known else (),
            context=message.context,
        )
    return merged


def _text_for(message: Message, *known: Message | None) -> str | tuple[str, ...]:
    """The first translation that fits: a plural needs one with all its forms."""
    for candidate in known:
        if candidate and candidate.pluralizable == message.pluralizable:
            texts = texts_of(candidate)
            if any(texts):
                return texts if message.pluralizable else texts[0]
    return ""


def write(catalog: Catalog, path: Path, language: str) -> None:
    """Write a catalogue in the one form; remove the file when there is nothing to translate."""
    if len(catalog) == 0:
        path.unlink(missing_ok=True)
        return
    body = BytesIO()
    write_po(body, catalog, width=100, omit_header=True, sort_output=True, include_lineno=False)
    header = HEADER.format(language=language, plural_forms=PLURAL_FORMS[language])
    content = header + body.getvalue().decode().strip() + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def compile_all() -> int:
    """Compile every catalogue that is newer than its compiled form; return how many were."""
    compiled = 0
    for source in SOURCES.glob("*/locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        content = BytesIO()
        write_mo(content, read(source))
        target.write_bytes(content.getvalue())
        compiled += 1
    return compiled
