"""Notices words that mix Latin with Cyrillic letters: they look like a word and are another.

Somebody who writes "Аlmа" with two Cyrillic letters may have a wrong keyboard or may want to pass
for somebody else; what was typed is kept, and staff see a mark beside it.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+")


def mixes_alphabets(text: str) -> bool:
    """Whether a single word has both Latin and Cyrillic letters; two whole words may differ."""
    return any(_is_mixed(word) for word in _WORD.findall(unicodedata.normalize("NFC", text)))


def _is_mixed(word: str) -> bool:
    names = [unicodedata.name(letter, "") for letter in word]
    return any(name.startswith("LATIN ") for name in names) and any(
        name.startswith("CYRILLIC ") for name in names
    )
