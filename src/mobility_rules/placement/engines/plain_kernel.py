"""Places with quotas, compiled: a heap for each place, applicants in blocks.

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
from mobility_rules.placement.engines.queue import BLOCK, Queue
from mobility_rules.placement.market import NOTHING, NUMBER_BITS, Integers, Keys


class State(NamedTuple):
    """All that is known while applicants come and go. By place: seats, start (in the heap), held,
    cutoffs (the key that one must exceed)."""

    wishes: Integers
    standings: Integers
    column: Integers
    seats: Keys
    start: Keys
    heap: Keys
    held: Keys
    cutoffs: Keys


def state_of(wishes: Integers, standings: Integers, seats: Keys) -> State:
    """Everything as it is before the first applicant comes."""
    return State(
        wishes=wishes,
        standings=standings,
        column=np.zeros(len(wishes), dtype=np.int32),
        seats=seats,
        start=np.cumsum(seats) - seats,
        heap=np.empty(int(seats.sum()), dtype=np.int64),
        held=np.zeros(len(seats), dtype=np.int64),
        cutoffs=np.where(seats == 0, NOBODY, np.int64(NOTHING)),
    )


@compiled
def settle_plain(state: State, queue: Queue) -> None:
    """Let everybody come in. At the end the column is that of the wish that is granted, or the
    width for who gets none."""
    wishes, standings, column = state.wishes, state.standings, state.column
    waiting, width = wishes.shape
    while waiting:
        displaced = 0
        for begin in range(0, waiting, BLOCK):
            size = min(BLOCK, waiting - begin)
            for at in range(size):
                who = queue.line[begin + at]
                queue.places[at] = wishes[who, column[who]]
                queue.standings[at] = standings[who, column[who]]
            for at in range(size):
                out = settle(state, queue.line[begin + at], queue.places[at], queue.standings[at])
                if out != NOTHING:
                    column[out] += 1
                    if column[out] < width:
                        queue.line[displaced] = out
                        displaced += 1
        waiting = displaced


@part
def settle(state: State, who: Number, place: Number, standing: Number) -> Number:
    """Propose from there down. Returns who is displaced by it, or NOTHING."""
    wish, width = np.int64(state.column[who]), state.wishes.shape[1]
    while True:
        key = np.int64(standing) << NUMBER_BITS | who
        if place != NOTHING and key > state.cutoffs[place]:
            state.column[who] = wish
            return sit(state, place, key)
        wish += 1
        if wish == width:
            state.column[who] = wish
            return NOTHING
        place, standing = state.wishes[who, wish], state.standings[who, wish]


@part
def sit(state: State, place: Number, key: Number) -> Number:
    """Hold one more, above the cutoff. Returns whom that displaces, or NOTHING."""
    start, seats = state.start[place], state.seats[place]
    out: Number = NOTHING
    if state.held[place] == seats:
        out = state.cutoffs[place] & NUMBERS
        sink(state.heap, start, seats, 0, key)
    else:
        state.heap[start + state.held[place]] = key
        state.held[place] += 1
        if state.held[place] < seats:
            return NOTHING
        make_heap(state.heap, start, seats)
    state.cutoffs[place] = state.heap[start]
    return out
