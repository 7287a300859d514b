"""Names for one run alone: strangers see these instead of application numbers.

An application number stands in mails and on lists, so whoever knows one would read its owner's
score and wishes. A pseudonym is random, means nothing outside its run, and is told to nobody but
its applicant. Two letters and four digits, such as ``KD-3927``: nobody takes it for a number.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from sapar.core.public_ids import ALPHABET

DIGITS = "".join(sign for sign in ALPHABET if sign.isdigit())
LETTERS = "".join(sign for sign in ALPHABET if sign.isalpha())
PATTERN = f"[{LETTERS}]{{2}}-[{DIGITS}]{{4}}"


def new_pseudonyms(numbers: Iterable[str]) -> dict[str, str]:
    """Application number -> pseudonym, each once."""
    given: dict[str, str] = {}
    taken: set[str] = set()
    for number in numbers:
        pseudonym = _pseudonym()
        while pseudonym in taken:
            pseudonym = _pseudonym()
        taken.add(pseudonym)
        given[number] = pseudonym
    return given


def _pseudonym() -> str:
    first = secrets.choice(LETTERS)
    second = secrets.choice(LETTERS.replace(first, ""))
    return f"{first}{second}-{''.join(secrets.choice(DIGITS) for _ in range(4))}"
