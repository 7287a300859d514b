"""A draw that neither the office nor an applicant can steer.

When the call opens, the hash of a secret seed is published; nobody can change the seed afterwards.
The draw mixes the seed with the hash of all submitted application numbers, which the office could
not know when it chose the seed. Once the seed is revealed anybody can repeat the draw.
"""

import hashlib
import hmac
from collections.abc import Iterable


def commitment(seed: str) -> str:
    """What is published when the call opens: SHA-256 of the seed's UTF-8 text, in hexadecimal."""
    return _hash(seed)


def keeps(seed: str, promised: str) -> bool:
    """Whether a revealed seed is the one that was promised."""
    return hmac.compare_digest(commitment(seed), promised)


def draw(seed: str, application_numbers: Iterable[str]) -> dict[str, int]:
    """The position of every application number in the draw, from 1, the best, without gaps.

    The order in which the numbers come does not matter. Raises ValueError for a doubled number.
    """
    numbers = sorted(application_numbers)
    if len(set(numbers)) != len(numbers):
        raise ValueError("an application number is doubled")
    mixed = _hash(f"{seed}:{_hash(chr(10).join(numbers))}")
    drawn = sorted(numbers, key=lambda number: (_hash(f"{mixed}:{number}"), number))
    return {number: position for position, number in enumerate(drawn, start=1)}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
