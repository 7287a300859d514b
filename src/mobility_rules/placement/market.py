"""A market in numbers: the one form in which every engine, check and explanation takes it.

Applicants, places and groups are rows. Applicants are numbered by the tie-break, the last one
first, so that of two equal ones the greater number wins; then the strict order of a place is one
whole number, ``standing << 32 | number``, and nobody ever needs to sort ties again.

What a place, or a group that shares its seats, does with the proposals it has:

1. Of each type only the best count, as many as its cap.
2. Reserve-first seats: of each type the best, as many as it has such seats.
3. Open seats: the best of the others, whatever their type, until only the reserve-last seats are
   left. What step 2 did not need is open here.
4. Reserve-last seats: of each type the best of those who are left, as many as it has such seats.
5. Seats that are still free: the best of those who are left.

Groups above choose among what is left over by their members: who holds a reserved seat comes before
who holds an open one, then by standing. So a reserve is kept in the shared quotas above it, too.
A group with reserves or caps of its own is one pool of seats: its places must not have a smaller
quota than it has, for that would cross (`QuotasRefused` ``pool-crossed``): with both, a rejected
applicant could come to be wanted again, and no fair allocation need exist. For the same reason
nothing is reserved last below a shared quota that may have to choose: `QuotasRefused`
``reserve-last-below-group``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int32]
Keys = NDArray[np.int64]

NOTHING = -1
UNLIMITED = 2**31 - 1
STANDINGS = 2**30
"""Standings lie in 0 .. STANDINGS - 1, so that key and the mark of a reserved seat fit 63 bits."""
NUMBER_BITS = 32
RESERVED = np.int64(1) << 62
"""Added to the key of whoever holds a reserved seat when a group above compares."""


@dataclass(frozen=True, slots=True, eq=False)
class SeatRules:
    """Reserves and caps. rule_of: for each node the row of its rules, or NOTHING. first, last,
    caps: by row and type the reserve-first seats, the reserve-last seats, the cap or UNLIMITED."""

    rule_of: Integers
    first: Integers
    last: Integers
    caps: Integers

    @property
    def exist(self) -> bool:
        return len(self.first) > 0


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """Nodes are the places, in order, then the groups.

    wishes: [applicant, rank - 1] the place, or NOTHING: a hole (a dropped wish, the end of a list)
    that is skipped. standings: [applicant, rank - 1] the standing at that wish, the greater the
    better. types: the type of each applicant, 0 where there are none. quotas, parents: of each
    node, parents being group nodes or NOTHING. bins: for each place the node at which it chooses:
    itself, or the pool it belongs to.
    """

    wishes: Integers
    standings: Integers
    types: Integers
    quotas: Keys
    parents: Integers
    bins: Integers
    rules: SeatRules

    @property
    def applicants(self) -> int:
        return len(self.wishes)

    @property
    def places(self) -> int:
        return len(self.bins)

    @property
    def is_plain(self) -> bool:
        """Places with quotas and nothing else."""
        return len(self.quotas) == self.places and not self.rules.exist

    def keys(self) -> Keys:
        """[applicant, rank - 1]: the strict order of places in one number; NOTHING at holes."""
        numbers = np.arange(self.applicants, dtype=np.int64)[:, None]
        keys = (self.standings.astype(np.int64) << NUMBER_BITS) | numbers
        keys[self.wishes == NOTHING] = NOTHING
        return keys

    def chain(self, place: int) -> list[int]:
        """The nodes that have a say over a place: its bin and every group above that."""
        node = int(self.bins[place])
        nodes = []
        while node != NOTHING:
            nodes.append(node)
            node = int(self.parents[node])
        return nodes


def no_rules(nodes: int, types: int = 1) -> SeatRules:
    """Rules that say nothing about any node."""
    empty = np.zeros((0, types), dtype=np.int32)
    return SeatRules(np.full(nodes, NOTHING, dtype=np.int32), empty, empty, empty)


def plain_market(wishes: Integers, standings: Integers, quotas: Keys) -> Market:
    """A market of places with quotas and nothing else."""
    places = len(quotas)
    return Market(
        wishes=wishes,
        standings=standings,
        types=np.zeros(len(wishes), dtype=np.int32),
        quotas=quotas,
        parents=np.full(places, NOTHING, dtype=np.int32),
        bins=np.arange(places, dtype=np.int32),
        rules=no_rules(places),
    )


def as_standings(values: Keys, tiers: Keys | None = None) -> Integers:
    """Any whole numbers as standings in the same order; a higher tier comes before any score.

    values: [applicant, rank - 1]. tiers: one for each applicant. Numbers too far apart for 30 bits
    are replaced by their place in the order of all that occur.
    """
    if values.size == 0:
        return np.zeros(values.shape, dtype=np.int32)
    lowest, highest = int(values.min()), int(values.max())
    span = highest - lowest + 1
    if tiers is None:
        levels, least = 1, 0
    else:
        least = int(tiers.min())
        levels = int(tiers.max()) - least + 1
    if span * levels <= STANDINGS:
        raised = values - lowest
        if tiers is not None:
            raised = raised + (tiers[:, None] - least) * span
        return raised.astype(np.int32, copy=False)
    return _by_order(values, tiers)


def _by_order(values: Keys, tiers: Keys | None) -> Integers:
    ordered = np.unique(values, return_inverse=True)[1].reshape(values.shape)
    if tiers is not None:
        level = np.unique(tiers, return_inverse=True)[1].reshape(-1, 1)
        both = level * (int(ordered.max()) + 1) + ordered
        ordered = np.unique(both, return_inverse=True)[1].reshape(values.shape)
    if int(ordered.max()) >= STANDINGS:
        raise ValueError(f"more than {STANDINGS} different standings")
    return ordered.astype(np.int32)
