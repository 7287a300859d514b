"""The part of a text where the words stand, with marks around them.

The index knows stems; a reader wants to see the words as they were written. So the original is
searched for whatever begins as a stem does, and each such word is stemmed to be sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from sapar.search.matching import Wanted
from sapar.search.stems import form_of, stem

LETTERS = 260
LEAD = 70
MOST_PLACES = 40
# What `fold` makes one letter of.
_SAME = {"а": "аә", "г": "гғ", "к": "кқ", "н": "нң", "о": "оө", "у": "уұү", "х": "хһ", "и": "иі"}
_SAME["е"] = "её"
Place = tuple[int, int]


def marked(text: str, language: str, wanted: Sequence[Wanted]) -> SafeString:
    """The whole text with its words marked."""
    return _with_marks(text, list(_places(text, language, wanted)), 0, len(text))


def excerpt_of(text: str, language: str, wanted: Sequence[Wanted]) -> SafeString:
    """About two lines around most of the words, or the beginning."""
    places = list(islice(_places(text, language, wanted), MOST_PLACES))
    start = _start_of_richest(places)
    if start > 0:
        start = text.find(" ", start) + 1 or start
    end = len(text) if len(text) <= start + LETTERS else text.rfind(" ", start, start + LETTERS)
    end = end if end > start else start + LETTERS
    inside = _with_marks(text, [place for place in places if place[0] >= start], start, end)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return mark_safe(before + inside + after)  # noqa: S308  (escaped piece by piece)


def _places(text: str, language: str, wanted: Sequence[Wanted]) -> Iterator[Place]:
    stems = {stem for word in wanted for stem in word.stems}
    beginnings = tuple(start for word in wanted for start in word.beginnings)
    candidates = _pattern(stems | set(beginnings))
    for found in candidates.finditer(text):
        form = form_of(found[0])
        if stem(form, language) in stems or (beginnings and form.startswith(beginnings)):
            yield found.span()


def _pattern(starts: set[str]) -> re.Pattern[str]:
    """Words that may be meant: a stemmer alters the end of a word, hardly ever its beginning."""
    kept = {start[: max(2, len(start) - 2)] for start in starts}
    begins = "|".join(sorted("".join(map(_letter, start)) for start in kept))
    return re.compile(rf"(?<![^\W_])(?:{begins})[^\W_]*", re.IGNORECASE)


def _letter(letter: str) -> str:
    return f"[{_SAME[letter]}]" if letter in _SAME else re.escape(letter)


def _start_of_richest(places: Sequence[Place]) -> int:
    """Where a window begins that holds the most words."""
    if not places:
        return 0
    room = LETTERS - LEAD
    richest = max(places, key=lambda first: sum(0 <= at - first[0] < room for at, _end in places))
    return max(0, richest[0] - LEAD)


def _with_marks(text: str, places: Sequence[Place], start: int, end: int) -> SafeString:
    pieces, done = [], start
    for first, last in places:
        if last > end:
            break
        pieces += [escape(text[done:first]), "<mark>", escape(text[first:last]), "</mark>"]
        done = last
    pieces.append(escape(text[done:end]))
    return mark_safe("".join(pieces))  # noqa: S308  (escaped piece by piece)
