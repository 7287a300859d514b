"""What was probably meant: a wrong keyboard layout first, then the nearest word that is known."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sapar.search.stems import form_of, words_in
from sapar.search.vocabulary import Vocabulary

SHORTEST_GUESSED = 4
TWO_SLIPS_FROM = 7
MOST_LETTERS = 200
_LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
# The Kazakh layout keeps its nine letters where others have digits.
_KAZAKH_KEYS = str.maketrans("2345890-=", "әіңғүұқөһ")
_TO_RUSSIAN = str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS)
_TO_LATIN = str.maketrans(_RUSSIAN_KEYS, _LATIN_KEYS)


def guess(text: str, known: Vocabulary) -> str:
    """The text with its unknown words replaced; empty when there is nothing to suggest."""
    parts = text[:MOST_LETTERS].split()
    better = [_better(part, known) for part in parts]
    return " ".join(better) if better != parts else ""


def _better(part: str, known: Vocabulary) -> str:
    """A part between two spaces: as a whole from the other keyboard, or else word by word."""
    if _is_known(part, known):
        return part
    small = part.casefold()
    for typed in (
        small.translate(_TO_RUSSIAN),
        small.translate(_KAZAKH_KEYS).translate(_TO_RUSSIAN),
        small.translate(_TO_LATIN),
    ):
        if typed != small and _is_known(typed, known):
            return typed
    words = [_nearest(found[0], known) for found in words_in(part)]
    return " ".join(words) if words else part


def _is_known(part: str, known: Vocabulary) -> bool:
    words = list(words_in(part))
    return bool(words) and all(known.knows(form_of(found[0])) for found in words)


def _nearest(word: str, known: Vocabulary) -> str:
    form = form_of(word)
    if len(form) < SHORTEST_GUESSED or known.knows(form):
        return word
    slips = 2 if len(form) >= TWO_SLIPS_FROM else 1
    lengths = range(len(form) - slips, len(form) + slips + 1)
    # The first letter is seldom the wrong one, and far fewer words begin with it.
    for first in (form[0], ""):
        choices = known.of_lengths(lengths, first)
        best = process.extractOne(form, choices, scorer=OSA.distance, score_cutoff=slips)
        if best:
            return known.shown[best[0]]
    return word
