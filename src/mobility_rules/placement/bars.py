"""What a newcomer would have to beat at each place.

A newcomer is one contract more: it is added to what the place and the groups above it hold, they
choose again, and it stays or it does not. From this one table come the certificate, the last
admitted scores and the explanations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from mobility_rules.placement.market import (
    NOTHING,
    NUMBER_BITS,
    RESERVED,
    Integers,
    Keys,
    Market,
)
from mobility_rules.placement.seats import NOBODY, Held, Pools, held_seats, pools

Number = TypeVar("Number", int, Keys)
Scalar = TypeVar("Scalar", bound=np.generic)
BEYOND = NOBODY
"""To be beaten where no standing is enough, such as seats that are all reserved for others: nobody
sits there who could be."""


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """By place and type; one column for all types where there are neither reserves nor caps.

    beat: the key above which a newcomer stays, or with which if it is the own one, held at a wish
    that is less dear; NOTHING: any key is enough; BEYOND: none is.
    below, above: the key of who would have to go then; NOTHING: nobody, a seat is free. above is
    for newcomers from the key open on: they move somebody out of the open seats, who may in turn
    move somebody else out of the seats that are reserved last.
    """

    beat: Keys
    below: Keys
    open: Keys
    above: Keys

    def leaves(self, cells: Keys | Integers, keys: Keys) -> Keys:
        """Who would have to go for newcomers with these keys; cells: the flat place and type."""
        moves_open = keys >= self.open.ravel()[cells]
        return np.where(moves_open, self.above.ravel()[cells], self.below.ravel()[cells])


def bars(market: Market, granted: Integers) -> Bars:
    """What a newcomer of each type must beat at each place, given a result, whoever made it."""
    return bars_over(market, held_seats(market, granted))


def bars_over(market: Market, held: Held) -> Bars:
    """The same, given who holds a seat."""
    return _Building(market, held).bars()


def last_admitted(market: Market, granted: Integers) -> Keys:
    """By place and type (one column without reserves and caps): the key of the last one admitted
    to what the type competes for there; NOTHING where anybody would get in, or nobody could."""
    beat = bars(market, granted).beat
    return np.where(beat == BEYOND, NOTHING, beat)


def types_of(market: Market) -> Integers:
    """The column of `Bars` that counts for each applicant."""
    return market.types if market.rules.exist else np.zeros_like(market.types)


def number_of(keys: Number) -> Number:
    """The applicant behind a key, or behind each of many."""
    return keys & ((1 << NUMBER_BITS) - 1)


class _Building:
    """The table by node and type, from the places up. has_room: whether the node takes one more
    without rejecting anybody, so that the groups above it decide."""

    def __init__(self, market: Market, held: Held) -> None:
        self.market, self.held = market, held
        self.kinds = market.rules.first.shape[1] if market.rules.exist else 1
        self.pools = pools(market, held) if market.rules.exist else None
        self.counts = np.bincount(held.node, minlength=len(market.quotas))
        lowest = np.full(len(market.quotas), BEYOND, dtype=np.int64)
        np.minimum.at(lowest, held.node, held.key)
        is_full = self.counts >= market.quotas
        self.has_room = self._by_type(~is_full)
        self.beat = self._by_type(np.where(is_full, lowest, NOTHING))
        self.below = self.beat.copy()
        self.open, self.above = np.full_like(self.beat, BEYOND), self.beat.copy()

    def bars(self) -> Bars:
        if self.pools is not None:
            self._at_pools(self.pools)
        if (self.market.parents != NOTHING).any():
            self._below_groups()
        below, above = (np.where(one == BEYOND, NOTHING, one) for one in (self.below, self.above))
        bins = self.market.bins
        return Bars(self.beat[bins], below[bins], self.open[bins], above[bins])

    def _at_pools(self, seats: Pools) -> None:
        """With reserves or caps it depends on the type. A newcomer comes before the reserve-first
        seats; whoever loses those comes before the open ones, whoever loses these before those that
        are reserved last, and in the end before the spare ones."""
        rules, nodes = self.market.rules, seats.nodes
        row = rules.rule_of[nodes]
        has_first, has_last = seats.counts < rules.first[row], seats.in_last < rules.last[row]
        is_capped, is_full = seats.counts >= rules.caps[row], ~self.has_room[nodes]
        last_open = seats.lowest_open[:, None]
        weakest = np.where(has_last, BEYOND, np.minimum(seats.lowest_last, seats.lowest_first))
        below = np.minimum(weakest, seats.lowest_spare[:, None])
        above = self._out_of_open(seats, below)
        below[is_capped] = seats.lowest[is_capped]
        beat = np.where(is_capped, below, np.minimum(below, last_open))
        beat[(has_first | has_last) & ~is_capped] = NOTHING
        opens = np.where(last_open < seats.lowest_first, last_open, BEYOND)
        opens[has_first] = NOTHING
        self.has_room[nodes] = has_room = ~is_capped & ~is_full
        self.beat[nodes] = np.where(has_room, NOTHING, beat)
        self.below[nodes] = np.where(has_room, NOTHING, below)
        self.open[nodes] = np.where(is_full & ~is_capped, opens, BEYOND)
        self.above[nodes] = above[:, None]

    def _out_of_open(self, seats: Pools, below: Keys) -> Keys:
        """Who has to go when the last one loses an open seat: that one, or who loses another seat
        to that one."""
        goes = seats.lowest_open.copy()
        rows = np.flatnonzero(goes != BEYOND)
        types = self.market.types[number_of(goes[rows])]
        goes[rows] = np.minimum(goes[rows], below[rows, types])
        return goes

    def _below_groups(self) -> None:
        """Where a node has room, the first full group above it decides."""
        above, lowest = self._first_full_group()
        nodes = np.flatnonzero((above != NOTHING) & self.has_room.any(axis=1))
        weakest = self._by_type(lowest[above[nodes]])
        is_marked = (weakest >= RESERVED) & (weakest != BEYOND)
        bare = np.where(is_marked, weakest - RESERVED, weakest)
        has_mark, own_mark = self._marks(nodes)
        # Without a mark of the own nobody who has one can be beaten, but for those of the same
        # type in the same place, whose mark passes to the better one.
        beat = np.minimum(np.where(is_marked, BEYOND, bare), own_mark)
        leaves = np.where(beat == BEYOND, bare, beat)
        with_mark = np.where(is_marked | (weakest == BEYOND), bare, NOTHING)
        beat, leaves = np.where(has_mark, with_mark, beat), np.where(has_mark, bare, leaves)
        room = self.has_room[nodes]
        self.beat[nodes] = np.where(room, beat, self.beat[nodes])
        self.below[nodes] = np.where(room, leaves, self.below[nodes])

    def _marks(self, nodes: Keys) -> tuple[NDArray[np.bool_], Keys]:
        """By type: whether a reserved seat is left for one more; and otherwise the lowest key that
        holds one."""
        has_mark = np.zeros((len(nodes), self.kinds), dtype=bool)
        own_mark = np.full((len(nodes), self.kinds), BEYOND, dtype=np.int64)
        if self.pools is not None:
            rules, row = self.market.rules, np.searchsorted(self.pools.nodes, nodes)
            is_pool = rules.rule_of[nodes] != NOTHING
            row = row[is_pool]
            has_mark[is_pool] = self.pools.counts[row] < rules.first[rules.rule_of[nodes[is_pool]]]
            own_mark[is_pool] = self.pools.lowest_first[row]
        return has_mark, own_mark

    def _first_full_group(self) -> tuple[Integers, Keys]:
        """For each node the first group above it that is full, or NOTHING; and for each group the
        lowest key it holds, reserved seats marked."""
        market, counts = self.market, self.counts.copy()
        lowest = np.full(len(counts), BEYOND, dtype=np.int64)
        marks = np.where(self.held.is_first, RESERVED, 0)
        np.minimum.at(lowest, self.held.node, self.held.key | marks)
        for nodes in levels(market)[:0:-1]:
            np.add.at(counts, market.parents[nodes], counts[nodes])
            np.minimum.at(lowest, market.parents[nodes], lowest[nodes])
        above = market.parents.copy()
        while (passes := (above != NOTHING) & (counts[above] < market.quotas[above])).any():
            above[passes] = market.parents[above[passes]]
        return above, lowest

    def _by_type(self, values: NDArray[Scalar]) -> NDArray[Scalar]:
        return np.repeat(values[:, None], self.kinds, axis=1)


def levels(market: Market) -> list[Keys]:
    """The nodes that have a say, by the number of groups above them, the outermost first."""
    has_say = np.zeros(len(market.quotas), dtype=bool)
    depth = np.zeros(len(market.quotas), dtype=np.int32)
    reached, above = market.bins, market.parents
    while len(reached):
        has_say[reached] = True
        reached = np.unique(market.parents[reached])
        reached = reached[reached != NOTHING]
    while (still := above != NOTHING).any():
        depth[still] += 1
        above = np.where(still, market.parents[above], NOTHING)
    return [
        np.flatnonzero(has_say & (depth == level)) for level in range(int(depth.max(initial=0)) + 1)
    ]
