"""Tells texts of another language from those of the page's own.

Compares with all messages of the project, and looks for what no page may say: two English words in
a row, a Kazakh letter in Russian, a bare code. What people typed and what they are called is data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from babel.messages.catalog import Catalog

from dev.messages.catalogues import ids_of, path_of, read, texts_of
from dev.messages.extraction import all_apps
from sapar.accounts.models import Engagement, Person
from sapar.content.models import Attendance, Regulation
from sapar.partnerships.models import PartnerContact
from sapar.stories.models import Comment, Story, StoryPhoto
from sapar.ui.forms import LANGUAGE_LABELS
from tests.journeys.texts import TYPED

ENGLISH = re.compile(r"\b[a-z]{3,} [a-z]{2,}\b")
KAZAKH_LETTERS = re.compile("[әғқңөұүһӘҒҚҢӨҰҮҺ]")
CODE = re.compile(r"[a-z]+(?:[-_][a-z]+)+|.*(?:%\(|\{\{|\{%|\bNone\b).*")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
LEAST_LETTERS = 12
NAMES = ("family_name", "given_name", "patronymic", "passport_family_name", "passport_given_name")


def untranslated_texts(texts: Iterable[str]) -> list[str]:
    """Those of ``texts`` that the project owes in all three languages: not what authors wrote."""
    names = _names()
    return [text for text in dict.fromkeys(texts) if _without(text, names)]


def foreign_texts(texts: Iterable[str], language: str) -> list[str]:
    """Those of ``texts`` that a page in ``language`` may not say."""
    names = _names()
    return [text for text in dict.fromkeys(texts) if _is_foreign(_without(text, names), language)]


def _is_foreign(text: str, language: str) -> bool:
    words, patterns = _words_of_others(language)
    return bool(
        text in words
        or patterns.fullmatch(text)
        or ENGLISH.search(text)
        or CODE.fullmatch(text)
        or (language == "ru" and KAZAKH_LETTERS.search(text))
    )


def _without(text: str, names: re.Pattern[str]) -> str:
    for typed in TYPED:
        text = text.replace(typed, "")
    return names.sub("", text).strip()


def _names() -> re.Pattern[str]:
    """What is called so in every language: people, positions, acts, and tellers' own words."""
    full = [" ".join(names) for names in Person.objects.values_list(*NAMES)]
    full += Attendance.objects.values_list("name", flat=True)
    full += Comment.objects.values_list("author_name", flat=True)
    full += PartnerContact.objects.values_list("name", flat=True)
    words = {word for name in full for word in name.split()}
    words |= set(Engagement.objects.exclude(position="").values_list("position", flat=True))
    words |= set(Regulation.objects.exclude(number="").values_list("number", flat=True))
    words |= set(Story.objects.exclude(title="").values_list("title", flat=True))
    alts = StoryPhoto.objects.values_list("picture__alt", flat=True)
    words |= {text for alt in alts for text in alt.as_dict().values() if text}
    words |= set(LANGUAGE_LABELS.values())
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


@cache
def _words_of_others(language: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """Messages in the other languages: those without a placeholder, and patterns of the rest."""
    own = frozenset(text for text, _id in _texts(language))
    others = [text for other in ("kk", "ru") if other != language for text, _id in _texts(other)]
    others += [text for _text, text in _texts(language)]
    foreign = {_plain(text) for text in others} - {_plain(text) for text in own}
    bare = {text for text in foreign if not PLACEHOLDER.search(text)}
    patterns = [_pattern(text) for text in foreign - bare if _letters(text) >= LEAST_LETTERS]
    return frozenset(bare), re.compile("|".join(patterns))


def _texts(language: str) -> Iterator[tuple[str, str]]:
    """Every translation with its English text."""
    for app in all_apps():
        catalogue: Catalog = read(path_of(app, language))
        for message in catalogue:
            if message.id:
                english = ids_of(message)
                for text in texts_of(message):
                    yield text, english[0]
                    yield text, english[-1]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _letters(text: str) -> int:
    return sum(letter.isalpha() for letter in PLACEHOLDER.sub("", text))


def _pattern(text: str) -> str:
    return ".+?".join(re.escape(part) for part in PLACEHOLDER.split(text))
