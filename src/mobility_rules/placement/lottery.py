"""A draw that neither the office nor an applicant can steer.

When the call opens, the hash of a secret seed is published; nobody can change the seed afterwards.
The draw mixes the seed with the hash of all submitted application numbers, which the office could
not know when it chose the seed. Once the seed is revealed anybody can repeat the draw.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import lt

import numpy as np
from numpy.typing import NDArray

from mobility_rules.canonical import JsonObject


@dataclass(frozen=True, slots=True)
class Lottery:
    """A draw with all that is needed to repeat it.

    promised: the published commitment. application_numbers: all that were submitted, whether or
    not they came to take part in the placement.
    """

    seed: str
    promised: str
    application_numbers: tuple[str, ...]

    @property
    def is_kept(self) -> bool:
        """Whether the revealed seed is the one that was promised."""
        return hmac.compare_digest(commitment(self.seed), self.promised)

    def positions(self) -> dict[str, int]:
        return draw(self.seed, self.application_numbers)

    def to_json(self) -> JsonObject:
        return {
            "seed": self.seed,
            "promised": self.promised,
            "application_numbers": sorted(self.application_numbers),
        }

    @classmethod
    def from_json(cls, data: JsonObject) -> Lottery:
        return cls(data["seed"], data["promised"], tuple(data["application_numbers"]))


def commitment(seed: str) -> str:
    """What is published when the call opens: SHA-256 of the seed's UTF-8 text, in hexadecimal."""
    return _hash(seed)


def draw(seed: str, application_numbers: Iterable[str]) -> dict[str, int]:
    """The position of every application number in the draw, from 1, the best, without gaps.

    The order in which the numbers come does not matter. Raises ValueError for a doubled number.
    """
    numbers = sorted(application_numbers)
    best_first = draw_order(seed, numbers).tolist()
    return {numbers[row]: position for position, row in enumerate(best_first, start=1)}


def draw_order(seed: str, numbers: Sequence[str]) -> NDArray[np.int64]:
    """The same draw for a million: the rows of ``numbers``, the best first. They come sorted.

    Everybody's ticket is the SHA-256 of the mixed seed, a colon and the own number; the smallest
    ticket is the best. Raises ValueError for numbers that are doubled or not in order.
    """
    if not all(map(lt, numbers, islice(numbers, 1, None))):
        raise ValueError("an application number is doubled")
    start = hashlib.sha256(f"{_hash(f'{seed}:{_hash(chr(10).join(numbers))}')}:".encode())
    tickets = []
    for number in numbers:
        ticket = start.copy()
        ticket.update(number.encode())
        tickets.append(ticket.digest())
    beginnings = np.frombuffer(b"".join(tickets), dtype=">u8")[::4].astype(np.uint64)
    order = np.argsort(beginnings, kind="stable")
    if np.any(np.diff(beginnings[order]) == 0):
        return np.array(sorted(range(len(numbers)), key=tickets.__getitem__), dtype=np.int64)
    return order


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
