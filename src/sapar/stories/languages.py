"""Tells in which of the three languages a reader wrote.

Long texts are told apart by a model that is loaded when the first one comes; short ones by their
letters, since a model guesses at a greeting.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from sapar.core.translated import LANGUAGES

SHORT = 25  # letters
_KAZAKH = frozenset("әғқңөұүһі")
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"\S+://\S+|\S+@\S+")


def language_of(text: str) -> str:
    """``kk``, ``ru``, ``en``, or an empty string when there are no letters to tell by."""
    words = _ADDRESS.sub(" ", text)
    letters = [letter.casefold() for letter in _LETTER.findall(words)]
    if len(letters) < SHORT:
        return _by_letters(letters)
    code, _score = _identifier().classify(words[:2000])
    return str(code)


def _by_letters(letters: list[str]) -> str:
    if not letters:
        return ""
    if any(letter in _KAZAKH for letter in letters):
        return "kk"
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in letters)
    return "ru" if cyrillic * 2 > len(letters) else "en"


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
