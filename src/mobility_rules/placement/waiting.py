"""What a newcomer would have to beat at each place, and who waits for it in which order.

One pass over a result, whoever made it: from these tables come the certificate, the last admitted
score, the waiting lists and the explanations. A newcomer is one contract more: it is added to what
the place and the groups above it hold, they choose again, and it stays or it does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from mobility_rules.placement.market import (
    NOTHING,
    NUMBER_BITS,
    RESERVED,
    Integers,
    Keys,
    Market,
)
from mobility_rules.placement.seats import Held, Pools, held_seats, pools

Number = TypeVar("Number", int, Keys)
BEYOND = np.iinfo(np.int64).max
"""To be beaten where no standing is enough, such as seats that are all reserved for others."""


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """By place and type; one column for all types where there are neither reserves nor caps.

    beat: the key above which a newcomer stays, or with which if it is the own one, held at a wish
    that is less dear; NOTHING: any key is enough; BEYOND: none is.
    leaves: the key of who would have to go then; NOTHING: nobody, a seat is free.
    """

    beat: Keys
    leaves: Keys


def types_of(market: Market) -> Integers:
    """The column of `Bars` that counts for each applicant."""
    return market.types if market.rules.exist else np.zeros_like(market.types)


def bars(market: Market, granted: Integers) -> Bars:
    """What a newcomer of each type must beat at each place."""
    held = held_seats(market, granted)
    counts = np.bincount(held.node, minlength=len(market.quotas))
    lowest = np.full(len(market.quotas), BEYOND, dtype=np.int64)
    np.minimum.at(lowest, held.node, held.key)
    full = (counts >= market.quotas)[:, None]
    kinds = market.rules.first.shape[1] if market.rules.exist else 1
    beat = np.where(full, lowest[:, None], NOTHING)
    beat = np.repeat(beat, kinds, axis=1) if kinds > 1 else beat
    leaves = beat.copy()
    has_room = np.repeat(~full, kinds, axis=1)
    seats = pools(market, held) if market.rules.exist else None
    if seats is not None:
        _within_pools(market, seats, counts, beat, leaves, has_room)
    if (market.parents != NOTHING).any():
        _below_groups(market, held, seats, counts, beat, leaves, has_room)
    leaves[leaves == BEYOND] = NOTHING
    return Bars(beat[market.bins], leaves[market.bins])


def _within_pools(
    market: Market, seats: Pools, counts: Keys, beat: Keys, leaves: Keys, has_room: np.ndarray
) -> None:
    """At nodes with reserves or caps it depends on the type whose seat could be taken."""
    nodes = seats.nodes
    rules = market.rules
    first, last, caps = (
        table[market.rules.rule_of[nodes]] for table in (rules.first, rules.last, rules.caps)
    )
    is_full = (counts[nodes] >= market.quotas[nodes])[:, None]
    is_capped = seats.counts >= caps
    is_owed = ~is_capped & is_full & ((seats.counts < first) | (seats.in_last < last))
    lowest_open = seats.lowest_open[:, None]
    must = np.where(is_capped, seats.lowest, np.minimum(lowest_open, seats.lowest))
    goes = np.where(is_owed, _without_seat(market, seats)[:, None], must)
    must = np.where(is_owed & (goes != BEYOND), NOTHING, must)
    has_room[nodes] = ~is_capped & ~is_full
    beat[nodes] = np.where(has_room[nodes], NOTHING, must)
    leaves[nodes] = np.where(has_room[nodes], NOTHING, goes)


def _without_seat(market: Market, seats: Pools) -> Keys:
    """Who has to leave when one open seat is less: the last in those, or whoever loses to that one
    a seat that is reserved last for their type."""
    weakest = seats.lowest_open.copy()
    rows = np.flatnonzero(weakest != BEYOND)
    types = market.types[number_of(weakest[rows])]
    weakest[rows] = np.minimum(weakest[rows], seats.lowest_last[rows, types])
    return weakest


def _below_groups(
    market: Market,
    held: Held,
    seats: Pools | None,
    counts: Keys,
    beat: Keys,
    leaves: Keys,
    has_room: np.ndarray,
) -> None:
    """Where a bin has room, the first full group above it decides; who holds a reserved seat is
    compared with the mark of that."""
    counts, lowest = _summed(market, counts, held)
    above = market.parents.copy()
    while (open_ones := (above != NOTHING) & (counts[above] < market.quotas[above])).any():
        above[open_ones] = market.parents[above[open_ones]]
    chosen = np.flatnonzero((above != NOTHING) & has_room.any(axis=1))
    weakest = np.repeat(lowest[above[chosen]][:, None], beat.shape[1], axis=1)
    is_marked = (weakest >= RESERVED) & (weakest != BEYOND)
    bare = np.where(is_marked, weakest - RESERVED, weakest)
    must = np.where(is_marked, BEYOND, weakest)
    goes = bare
    if seats is not None:
        row = np.full(len(market.quotas), NOTHING)
        row[seats.nodes] = np.arange(len(seats.nodes))
        ruled = row[chosen]
        first = market.rules.first[market.rules.rule_of[chosen]] * (ruled != NOTHING)[:, None]
        mark_is_free = (seats.counts[ruled] < first) & (ruled != NOTHING)[:, None]
        own_mark = np.where(first > 0, seats.lowest_first[ruled], BEYOND)
        must = np.minimum(must, own_mark)
        goes = np.where(must == BEYOND, bare, must)
        freely = np.where(is_marked, bare, np.where(weakest == BEYOND, BEYOND, NOTHING))
        must, goes = np.where(mark_is_free, freely, must), np.where(mark_is_free, bare, goes)
    room = has_room[chosen]
    beat[chosen] = np.where(room, must, beat[chosen])
    leaves[chosen] = np.where(room, goes, leaves[chosen])


def _summed(market: Market, counts: Keys, held: Held) -> tuple[Keys, Keys]:
    """How many every node holds with all below it, and the lowest key, reserved seats marked."""
    counts = counts.copy()
    lowest = np.full(len(counts), BEYOND, dtype=np.int64)
    np.minimum.at(lowest, held.node, held.key | np.where(held.is_first, RESERVED, 0))
    for nodes in levels(market)[:0:-1]:
        np.add.at(counts, market.parents[nodes], counts[nodes])
        np.minimum.at(lowest, market.parents[nodes], lowest[nodes])
    return counts, lowest


def levels(market: Market) -> list[Integers]:
    """The nodes that have a say, by the number of groups above them, the outermost first."""
    speaks = np.zeros(len(market.quotas), dtype=bool)
    at = np.unique(market.bins)
    depth = np.zeros(len(market.quotas), dtype=np.int32)
    while len(at):
        speaks[at] = True
        above = market.parents[at]
        at = np.unique(above[above != NOTHING])
    up = market.parents.copy()
    while (still := up != NOTHING).any():
        depth[still] += 1
        up[still] = market.parents[up[still]]
    chosen = np.flatnonzero(speaks)
    deepest = int(depth[chosen].max(initial=0))
    return [chosen[depth[chosen] == level] for level in range(deepest + 1)]


def last_admitted(market: Market, granted: Integers) -> Keys:
    """By place and type (one column without reserves and caps): the key of the last one admitted
    to what the type competes for there; NOTHING where anybody would get in, or nobody could."""
    beat = bars(market, granted).beat
    return np.where(beat == BEYOND, NOTHING, beat)


def missed(market: Market, granted: Integers) -> Keys:
    """The flat indices (applicant * columns + column) of all wishes dearer than the one granted."""
    length = market.wishes.shape[1]
    got = np.where(granted == NOTHING, length, granted).astype(np.int8 if length < 127 else int)
    dearer = np.arange(length, dtype=got.dtype) < got[:, None]
    dearer &= market.wishes != NOTHING
    return np.flatnonzero(dearer)


def waiting_positions(market: Market, granted: Integers) -> Integers:
    """[applicant, rank - 1]: the position, from 1, among all who missed the place and got nothing
    dearer, placed lower down or not; 0 where nothing was missed."""
    positions = np.zeros(market.wishes.size, dtype=np.int32)
    at = missed(market, granted)
    positions[at] = positions_at(market, at)
    return positions.reshape(market.wishes.shape)


def positions_at(market: Market, at: Keys) -> Integers:
    """The same for the missed wishes given by their flat indices."""
    places = market.wishes.ravel()[at]
    order = _by_place_and_key(market, places, market.standings.ravel()[at])
    counts = np.bincount(places, minlength=market.places)
    ends = np.cumsum(counts)
    positions = np.empty(len(at), dtype=np.int32)
    positions[order] = np.repeat(ends, counts) - np.arange(len(at))
    return positions


def _by_place_and_key(market: Market, places: Integers, standings: Integers) -> Keys:
    """One sort of packed values; the index at the end is in the order of the numbers."""
    count = len(places)
    index_bits = max(count - 1, 1).bit_length()
    standing_bits = int(standings.max(initial=0)).bit_length()
    place_bits = max(market.places - 1, 1).bit_length()
    if place_bits + standing_bits + index_bits > 63:
        return np.lexsort((standings, places))
    packed = places.astype(np.int64) << (standing_bits + index_bits)
    packed |= standings.astype(np.int64) << index_bits
    packed |= np.arange(count)
    packed.sort()
    packed &= (1 << index_bits) - 1
    return packed


def number_of(keys: Number) -> Number:
    """The applicant behind a key, or behind each of many."""
    return keys & ((1 << NUMBER_BITS) - 1)
