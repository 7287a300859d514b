"""Places with quotas, compiled: a heap for each place.

Only to be imported where Numba is installed.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mobility_rules.placement.engines.heaps import (
    NOBODY,
    NUMBERS,
    Number,
    compiled,
    make_heap,
    part,
    sink,
)
from mobility_rules.placement.engines.queue import BLOCK, Queue, fetch, line_up, sort
from mobility_rules.placement.market import NOTHING, NUMBER_BITS, Integers, Keys


class State(NamedTuple):
    """All that is known while applicants come and go. wishes, standings: the flat lists, one of
    which has a width. By place: seats, start (in the heap), held, cutoffs (the key that one must
    exceed)."""

    wishes: Integers
    standings: Integers
    width: int
    seats: Keys
    start: Keys
    heap: Keys
    held: Keys
    cutoffs: Keys


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


@compiled
def settle_plain(state: State, queue: Queue) -> None:
    """Let everybody come in, until nobody waits."""
    waiting = len(queue.line)
    while waiting:
        displaced = on_the_way = 0
        for begin in range(0, waiting, BLOCK):
            size = min(BLOCK, waiting - begin)
            fetch(queue, state.wishes, state.standings, begin, size)
            on_the_way = propose(state, queue, begin, size, on_the_way)
            if on_the_way + BLOCK > len(queue.keys) or begin + size == waiting:
                displaced = settle(state, queue, on_the_way, displaced)
                on_the_way = 0
        waiting = displaced


@part
def propose(state: State, queue: Queue, begin: Number, size: Number, on_the_way: Number) -> Number:
    """Each from there down at the first wish that no cutoff rejects. Returns how many proposals
    are on their way now."""
    for at in range(size):
        wish = np.int64(queue.line[begin + at])
        end = (wish // state.width + 1) * state.width
        place, standing = queue.places[at], queue.standings[at]
        while True:
            key = np.int64(standing) << NUMBER_BITS | wish
            if place != NOTHING and key > state.cutoffs[place]:
                queue.keys[on_the_way] = key
                queue.cells[on_the_way] = place
                on_the_way += 1
                break
            wish += 1
            if wish == end:
                break
            place, standing = state.wishes[wish], state.standings[wish]
    return on_the_way


@part
def settle(state: State, queue: Queue, on_the_way: Number, displaced: Number) -> Number:
    """Let places choose, bucket by bucket. Returns how many of the displaced wait now."""
    sort(queue, on_the_way)
    for at in range(on_the_way):
        out = choose(state, queue.sorted_cells[at], queue.sorted_keys[at])
        if out != NOTHING:
            displaced = line_up(queue, out & NUMBERS, state.width, displaced)
    return displaced


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
