"""Who holds a seat where, and in places with reserves by which right.

Follows the five steps of a place's choice for all places at once, for a result that is already
there: nobody is rejected here, the holders only take their seats.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from mobility_rules.placement.market import NOTHING, NUMBER_BITS, Integers, Keys, Market
from mobility_rules.placement.positions import positions

NOBODY = np.iinfo(np.int64).max
"""Above every key: the lowest one where nobody sits."""


class Seat(IntEnum):
    """By which right somebody holds a seat. SPARE: one that was reserved last and is needed by
    nobody of that type, so that it is open to those who are left."""

    OPEN = 0
    FIRST = 1
    LAST = 2
    SPARE = 3


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """All who hold a seat. place: NOTHING for a wish that may not be granted; node: the bin; key:
    the standing there; right: the kind of the seat."""

    applicant: Keys
    place: Integers
    node: Integers
    key: Keys
    type: Integers
    right: NDArray[np.int8]

    @property
    def is_first(self) -> NDArray[np.bool_]:
        return np.equal(self.right, Seat.FIRST)


@dataclass(frozen=True, slots=True, eq=False)
class Pools:
    """Nodes with reserves or caps, by row, and what they hold of each type; lowest_open and
    lowest_spare are of any type. Lowest keys are NOBODY where there is nobody."""

    nodes: Keys
    counts: Keys
    in_last: Keys
    lowest: Keys
    lowest_first: Keys
    lowest_last: Keys
    lowest_open: Keys
    lowest_spare: Keys


def held_seats(market: Market, granted: Integers) -> Held:
    """Everybody who holds a seat, with the right by which it is held."""
    applicants = np.flatnonzero(granted != NOTHING)
    at = applicants * market.wishes.shape[1] + granted[applicants]
    place = market.wishes.ravel()[at]
    node = market.bins[place]
    standing = market.standings.ravel()[at]
    key = (standing.astype(np.int64) << NUMBER_BITS) | applicants
    types = market.types[applicants]
    right = np.zeros(len(applicants), dtype=np.int8)
    if market.rules.exist:
        ruled = np.flatnonzero(market.rules.rule_of[node] != NOTHING)
        right[ruled] = _rights(market, node[ruled], standing[ruled], types[ruled])
    return Held(applicants, place, node, key, types, right)


def rights(market: Market, granted: Integers) -> NDArray[np.int8]:
    """For each applicant the `Seat` held, or NOTHING; a spare one is open."""
    held = held_seats(market, granted)
    result = np.full(market.applicants, NOTHING, dtype=np.int8)
    result[held.applicant] = np.where(held.right == Seat.SPARE, Seat.OPEN, held.right)
    return result


def taken_seats(market: Market, granted: Integers) -> Keys:
    """How many each place takes."""
    placed = np.flatnonzero(granted != NOTHING)
    return np.bincount(market.wishes[placed, granted[placed]], minlength=market.places)


def pools(market: Market, held: Held) -> Pools:
    """The tables of all nodes with reserves or caps."""
    nodes = np.flatnonzero(market.rules.rule_of != NOTHING)
    row_of = np.full(len(market.quotas), NOTHING)
    row_of[nodes] = np.arange(len(nodes))
    ruled = np.flatnonzero(row_of[held.node] != NOTHING)
    row, key, right = row_of[held.node[ruled]], held.key[ruled], held.right[ruled]
    shape = (len(nodes), market.rules.first.shape[1])
    cell = row * shape[1] + held.type[ruled]
    is_open, first, last, spare = (right == kind for kind in Seat)
    size = shape[0] * shape[1]
    return Pools(
        nodes=nodes,
        counts=np.bincount(cell, minlength=size).reshape(shape),
        in_last=np.bincount(cell[last], minlength=size).reshape(shape),
        lowest=_lowest(cell, key, size).reshape(shape),
        lowest_first=_lowest(cell[first], key[first], size).reshape(shape),
        lowest_last=_lowest(cell[last], key[last], size).reshape(shape),
        lowest_open=_lowest(row[is_open], key[is_open], len(nodes)),
        lowest_spare=_lowest(row[spare], key[spare], len(nodes)),
    )


def _rights(
    market: Market, node: Integers, standing: Integers, types: Integers
) -> NDArray[np.int8]:
    rules = market.rules
    rows, kinds = rules.first.shape
    row = rules.rule_of[node]
    cell = row * kinds + types
    right = np.full(len(node), Seat.OPEN, dtype=np.int8)
    right[positions(cell, standing, rows * kinds) <= rules.first[row, types]] = Seat.FIRST
    if not rules.last.any():
        return right
    others = np.flatnonzero(right == Seat.OPEN)
    taken = np.bincount(row[right == Seat.FIRST], minlength=rows)
    open_seats = market.quotas[node] - (taken + rules.last.sum(axis=1))[row]
    left = others[positions(row[others], standing[others], rows) > open_seats[others]]
    is_last = positions(cell[left], standing[left], rows * kinds) <= rules.last[row, types][left]
    right[left] = np.where(is_last, Seat.LAST, Seat.SPARE)
    return right


def _lowest(cell: Keys, key: Keys, size: int) -> Keys:
    lowest = np.full(size, NOBODY, dtype=np.int64)
    np.minimum.at(lowest, cell, key)
    return lowest
