"""Places with quotas, compiled: a heap for each place, proposals in blocks.

A wish is known by its cell, its number in the flat lists. Keys end in it instead of the number of
the applicant, which is the same order; so whoever is displaced goes on without a look at memory.

Where the heaps do not fit into a cache together, proposals are collected and then settled bucket
by bucket, a bucket being places next to each other whose heaps do fit. A proposal may come late,
and be rejected late: the order of proposals changes nothing in the result.

Only to be imported where Numba is installed.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility_rules.placement.engines.heaps import (
    NOBODY,
    NUMBERS,
    Number,
    compiled,
    make_heap,
    part,
    sink,
)
from mobility_rules.placement.engines.queue import BLOCK
from mobility_rules.placement.market import NOTHING, NUMBER_BITS, Integers, Keys

BUCKET = 1 << 18
"""Bytes of heaps that fit into a cache with room for all else that is needed at the same time."""
COLLECTED = 1 << 20
"""Proposals that are sorted into buckets at once."""


class State(NamedTuple):
    """All that is known while applicants come and go. wishes, standings: by cell, 2**32 at most. By
    place: seats, start (in the heap), held, cutoffs (the key that one must exceed)."""

    wishes: Integers
    standings: Integers
    width: int
    seats: Keys
    start: Keys
    heap: Keys
    held: Keys
    cutoffs: Keys


class Waiting(NamedTuple):
    """line: the cells at which applicants wait to propose; the displaced queue up again at its
    beginning. fetched: places and standings of a block. keys, places: proposals on their way.
    sorted_keys, sorted_places: the same by bucket, which is the place >> shift, the next of each
    bucket coming to `ends`."""

    line: NDArray[np.uint32]
    fetched: Integers
    keys: Keys
    places: Integers
    sorted_keys: Keys
    sorted_places: Integers
    ends: Keys
    shift: int


def state_of(wishes: Integers, standings: Integers, seats: Keys) -> State:
    """Everything as it is before the first applicant comes."""
    return State(
        wishes=wishes.ravel(),
        standings=standings.ravel(),
        width=wishes.shape[1],
        seats=seats,
        start=np.cumsum(seats) - seats,
        heap=np.empty(int(seats.sum()), dtype=np.int64),
        held=np.zeros(len(seats), dtype=np.int64),
        cutoffs=np.where(seats == 0, NOBODY, np.int64(NOTHING)),
    )


def everybody(state: State, bucket: int = BUCKET, collected: int = COLLECTED) -> Waiting:
    """All applicants, before their first wish. bucket: bytes of heaps, more or less."""
    cells, last = len(state.wishes), max(len(state.seats) - 1, 0)
    shift = 0
    while last >> shift > state.heap.nbytes // bucket:
        shift += 1
    line = np.arange(0, cells, state.width, dtype=np.uint32)
    size = BLOCK + (min(collected, len(line)) if last >> shift else 0)
    return Waiting(
        line=line,
        fetched=np.empty((2, BLOCK), dtype=np.int32),
        keys=np.empty(size, dtype=np.int64),
        places=np.empty(size, dtype=np.int32),
        sorted_keys=np.empty(size, dtype=np.int64),
        sorted_places=np.empty(size, dtype=np.int32),
        ends=np.empty((last >> shift) + 2, dtype=np.int64),
        shift=shift,
    )


@compiled
def settle_plain(state: State, queue: Waiting) -> None:
    """Let everybody come in, until nobody waits."""
    waiting = len(queue.line)
    while waiting:
        displaced = on_the_way = 0
        for begin in range(0, waiting, BLOCK):
            size = min(BLOCK, waiting - begin)
            fetch(state, queue, begin, size)
            on_the_way = propose(state, queue, begin, size, on_the_way)
            if on_the_way + BLOCK > len(queue.keys) or begin + size == waiting:
                displaced = settle(state, queue, on_the_way, displaced)
                on_the_way = 0
        waiting = displaced


@part
def fetch(state: State, queue: Waiting, begin: Number, size: Number) -> None:
    """Wait for memory once, not for one applicant after the other."""
    for at in range(size):
        cell = queue.line[begin + at]
        queue.fetched[0, at] = state.wishes[cell]
        queue.fetched[1, at] = state.standings[cell]


@part
def propose(
    state: State, queue: Waiting, begin: Number, size: Number, on_the_way: Number
) -> Number:
    """Each from its cell down at the first wish that no cutoff rejects. Returns how many proposals
    are on their way now."""
    for at in range(size):
        cell = np.int64(queue.line[begin + at])
        end = (cell // state.width + 1) * state.width
        place, standing = queue.fetched[0, at], queue.fetched[1, at]
        while True:
            key = np.int64(standing) << NUMBER_BITS | cell
            if place != NOTHING and key > state.cutoffs[place]:
                queue.keys[on_the_way] = key
                queue.places[on_the_way] = place
                on_the_way += 1
                break
            cell += 1
            if cell == end:
                break
            place, standing = state.wishes[cell], state.standings[cell]
    return on_the_way


@part
def settle(state: State, queue: Waiting, on_the_way: Number, displaced: Number) -> Number:
    """Let places choose, bucket by bucket. Returns how many of the displaced wait now."""
    sort(queue, on_the_way)
    for at in range(on_the_way):
        out = choose(state, queue.sorted_places[at], queue.sorted_keys[at])
        if out == NOTHING:
            continue
        cell = (out & NUMBERS) + 1
        if cell % state.width:
            queue.line[displaced] = cell
            displaced += 1
    return displaced


@part
def sort(queue: Waiting, on_the_way: Number) -> None:
    """By bucket alone: count, then put each to the end of its bucket."""
    queue.ends[:] = 0
    for at in range(on_the_way):
        queue.ends[(queue.places[at] >> queue.shift) + 1] += 1
    for bucket in range(1, len(queue.ends)):
        queue.ends[bucket] += queue.ends[bucket - 1]
    for at in range(on_the_way):
        bucket = queue.places[at] >> queue.shift
        to = queue.ends[bucket]
        queue.ends[bucket] = to + 1
        queue.sorted_keys[to] = queue.keys[at]
        queue.sorted_places[to] = queue.places[at]


@part
def choose(state: State, place: Number, key: Number) -> Number:
    """Hold one more, if that is above the cutoff. Returns the key of who has to go, or NOTHING."""
    if key <= state.cutoffs[place]:
        return key
    start, seats = state.start[place], state.seats[place]
    out: Number = NOTHING
    if state.held[place] == seats:
        out = state.cutoffs[place]
        sink(state.heap, start, seats, 0, key)
    else:
        state.heap[start + state.held[place]] = key
        state.held[place] += 1
        if state.held[place] < seats:
            return NOTHING
        make_heap(state.heap, start, seats)
    state.cutoffs[place] = state.heap[start]
    return out


def granted_in(state: State) -> Integers:
    """For each applicant the column of the wish that is held, or NOTHING."""
    granted = np.full(len(state.wishes) // state.width, NOTHING, dtype=np.int32)
    note(state, granted)
    return granted


@compiled
def note(state: State, granted: Integers) -> None:
    for place in range(len(state.start)):
        start = state.start[place]
        for at in range(start, start + state.held[place]):
            cell = state.heap[at] & NUMBERS
            granted[cell // state.width] = cell % state.width
