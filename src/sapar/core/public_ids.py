"""Public ids: what stands in an address, a letter or a published list.

Random, so that they cannot be guessed, counted or put in order; without characters that look alike
when they are read aloud or typed from paper (no 0/O, 1/I/L, U/V).
"""

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PATTERN = f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}"


def new_public_id() -> str:
    """A fresh id such as ``7KQ4-M2XD``; 30**8 are possible."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def is_public_id(text: str) -> bool:
    return re.fullmatch(PATTERN, text) is not None


class PublicIdConverter:
    """``<publicid:application_id>`` in URL patterns."""

    regex = PATTERN

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
