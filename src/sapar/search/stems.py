"""From words as people write them to what the index compares: folded, untangled, stemmed.

Russian and English have Snowball stemmers. Kazakh has none there, so its case, possessive and
plural endings are taken off in the reverse of the order in which the language puts them on (stem,
plural, possessive, case: Kessikbayeva and Cicekli, "Rule Based Morphological Analyzer of Kazakh
Language", 2014). It is light on purpose: verbs are left alone and no stem gets shorter than four
letters, because a stem too short finds what nobody asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

from sapar.core.folding import fold

WORD_LENGTH = 40
SHORTEST_KAZAKH_STEM = 4
_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile(r"[а-яё]")
_LATIN = re.compile(r"[a-z]")
_ALIKE = ("abcehkmoptxy", "авсенкмортху")
_TO_CYRILLIC = str.maketrans(*_ALIKE)
_TO_LATIN = str.maketrans(*reversed(_ALIKE))
# Folded (қ is к, ң is н, і is и, ү and ұ are у), the longest first.
_CASES = re.compile(
    r"(нын|нин|дын|дин|тын|тин|нда|нде|дан|ден|тан|тен|нан|нен|мен|бен|пен|"
    r"га|ге|ка|ке|на|не|да|де|та|те|ны|ни|ды|ди|ты|ти)$"
)
_POSSESSIVES = re.compile(r"(ымыз|имиз|ыныз|иниз|мыз|миз|ныз|низ|сын|син|ым|им|ын|ин|сы|си|ы|и)$")
_PLURALS = re.compile(r"(лар|лер|дар|дер|тар|тер)$")


def words_in(text: str) -> Iterator[re.Match[str]]:
    """The words with their places in the text; a very long one is no word."""
    return (found for found in _WORD.finditer(text) if len(found[0]) <= WORD_LENGTH)


def stems_of(text: str, language: str) -> list[str]:
    """The words of a text in that language, in order, as the index keeps them."""
    return [stem(form_of(found[0]), language) for found in words_in(text)]


@lru_cache(maxsize=50_000)
def form_of(word: str) -> str:
    """Folded, and in one alphabet: a word that mixes look-alikes is what most letters say."""
    form = fold(word)
    latin, cyrillic = len(_LATIN.findall(form)), len(_CYRILLIC.findall(form))
    if latin and cyrillic:
        return form.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)
    return form


@lru_cache(maxsize=50_000)
def stem(form: str, language: str) -> str:
    """What the forms of a word share. A word in Latin letters is English in every language."""
    if _LATIN.match(form):
        return str(snowballstemmer.stemmer("english").stemWord(form))
    if not _CYRILLIC.match(form):
        return form
    if language == "kk":
        return _kazakh_stem(form)
    return str(snowballstemmer.stemmer("russian").stemWord(form))


def possible_stems(form: str) -> set[str]:
    """Of a word whose language nobody told."""
    return {stem(form, language) for language in ("kk", "ru")}


def _kazakh_stem(form: str) -> str:
    for endings in (_CASES, _POSSESSIVES, _PLURALS):
        shorter = endings.sub("", form)
        if len(shorter) >= SHORTEST_KAZAKH_STEM:
            form = shorter
    return form
