"""Reserves, caps and shared quotas, compiled: applicants in lines, the lowest of each in a tree.

A bin has for each type a line of those in open seats and, where there are such seats, of those in
reserve-first seats, in reserve-last seats, and in seats that were still free. Lines of a bin stand
next to each other, and so do those of a group: whoever it rejects is the lowest within a range.

Only to be imported where Numba is installed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from mobility_rules.placement.engines.heaps import (
    NOBODY,
    NUMBERS,
    Number,
    compiled,
    lowest_within,
    pop,
    push,
    set_lowest,
    sink,
)
from mobility_rules.placement.engines.queue import BLOCK, Queue
from mobility_rules.placement.market import NOTHING, NUMBER_BITS, RESERVED, Integers, Keys

OPEN, FIRST, LAST, FREE = range(4)

Rows = Any
"""An array with named fields."""


class State(NamedTuple):
    """All that is known while applicants come and go. bin_of: by place; the fields of bins, cells,
    lines and groups are described in ``shape``. heap: the lines; tree: the lowest of each line, and
    of ranges of them."""

    wishes: Integers
    standings: Integers
    types: Integers
    bin_of: Keys
    column: Integers
    bins: Rows
    cells: Rows
    lines: Rows
    groups: Rows
    heap: Keys
    tree: Keys


@compiled
def settle_trees(state: State, queue: Queue) -> None:
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


@compiled
def settle(state: State, who: Number, place: Number, standing: Number) -> Number:
    """Propose from there down. Returns who else is rejected for it, or NOTHING."""
    width = state.wishes.shape[1]
    while True:
        if place != NOTHING:
            key = np.int64(standing) << NUMBER_BITS | who
            bin = state.bin_of[place]
            type = type_at(state, bin, who)
            if key > state.cells[state.bins[bin].cell + type].cutoff:
                out = arrive(state, bin, type, key)
                if out != who:
                    return out
        state.column[who] += 1
        wish = state.column[who]
        if wish == width:
            return NOTHING
        place, standing = state.wishes[who, wish], state.standings[who, wish]


@compiled
def arrive(state: State, bin: Number, type: Number, key: Number) -> Number:
    """Take somebody in. Returns the number of who is rejected for it, or NOTHING."""
    cell = state.bins[bin].cell + type
    if state.bins[bin].kinds == FIRST and state.bins[bin].total == state.bins[bin].quota:
        out = through(state, state.bins[bin].line, state.bins[bin].quota, 0, key)
        state.cells[cell].cutoff = out
        return out & NUMBERS
    if state.cells[cell].count == state.cells[cell].cap:
        kind = lowest_kind(state, bin, type)
        if key < state.heap[state.lines[line_of(state, bin, kind, type)].start]:
            state.cells[cell].cutoff = key
            return key & NUMBERS
        out = reject(state, bin, kind, type)
        enter(state, bin, type, key)
        return out
    if is_below_groups(state, bin, type, key):
        state.cells[cell].cutoff = key
        return key & NUMBERS
    enter(state, bin, type, key)
    if state.bins[bin].total > state.bins[bin].quota:
        kind = FREE if state.bins[bin].kinds > FREE else OPEN
        lowest = lowest_of_kind(state, bin, kind)
        return reject(state, bin, kind, type_at(state, bin, lowest & NUMBERS))
    group = state.bins[bin].group
    while group != NOTHING:
        if state.groups[group].total > state.groups[group].quota:
            lowest = lowest_within(state.tree, state.groups[group].begin, state.groups[group].end)
            state.groups[group].cutoff = min(lowest, RESERVED)
            who = lowest & NUMBERS
            bin = state.bin_of[state.wishes[who, state.column[who]]]
            kind = FIRST if lowest >= RESERVED else OPEN
            return reject(state, bin, kind, type_at(state, bin, who))
        group = state.groups[group].above
    return NOTHING


@compiled
def is_below_groups(state: State, bin: Number, type: Number, key: Number) -> bool:
    """Whether a group above has rejected somebody better, and no reserved seat helps against it."""
    if state.bins[bin].kinds > FIRST:
        line = line_of(state, bin, FIRST, type)
        if state.lines[line].held < state.cells[state.bins[bin].cell + type].first:
            return False
        if state.lines[line].held > 0 and key > state.heap[state.lines[line].start]:
            return False
    group = state.bins[bin].group
    while group != NOTHING:
        if key < state.groups[group].cutoff:
            return True
        group = state.groups[group].above
    return False


@compiled
def enter(state: State, bin: Number, type: Number, key: Number) -> None:
    """Take a seat: the best of a type in its reserve-first ones, then open ones, and so on down."""
    count_in(state, bin, type, 1)
    if state.bins[bin].kinds > FIRST:
        seats = state.cells[state.bins[bin].cell + type].first
        key = through(state, line_of(state, bin, FIRST, type), seats, RESERVED, key)
        if key == NOTHING:
            state.bins[bin].in_first += 1
    if key != NOTHING:
        add(state, line_of(state, bin, OPEN, type), 0, key)
        state.bins[bin].in_open += 1
    open_seats = state.bins[bin].quota - state.bins[bin].in_first - state.bins[bin].last_seats
    if state.bins[bin].kinds > LAST and state.bins[bin].in_open > open_seats:
        lowest = lowest_of_kind(state, bin, OPEN)
        type = type_at(state, bin, lowest & NUMBERS)
        take(state, line_of(state, bin, OPEN, type), 0)
        state.bins[bin].in_open -= 1
        seats = state.cells[state.bins[bin].cell + type].last
        key = through(state, line_of(state, bin, LAST, type), seats, 0, lowest)
        if key != NOTHING:
            add(state, line_of(state, bin, FREE, type), 0, key)


@compiled
def reject(state: State, bin: Number, kind: Number, type: Number) -> Number:
    """Let the lowest of a line go. Returns the number."""
    mark = RESERVED if kind == FIRST else 0
    key = take(state, line_of(state, bin, kind, type), mark)
    count_in(state, bin, type, -1)
    if kind == FIRST:
        state.bins[bin].in_first -= 1
    if kind == OPEN:
        state.bins[bin].in_open -= 1
    state.cells[state.bins[bin].cell + type].cutoff = key
    return key & NUMBERS


@compiled
def through(state: State, line: Number, seats: Number, mark: Number, key: Number) -> Number:
    """Hold the best in so many seats. Returns who finds none, or NOTHING."""
    if state.lines[line].held < seats:
        add(state, line, mark, key)
        return NOTHING
    if seats == 0 or key < state.heap[state.lines[line].start]:
        return key
    start = state.lines[line].start
    out = state.heap[start]
    sink(state.heap, start, seats, 0, key)
    set_lowest(state.tree, line, state.heap[start] + mark)
    return out


@compiled
def count_in(state: State, bin: Number, type: Number, more: Number) -> None:
    state.cells[state.bins[bin].cell + type].count += more
    state.bins[bin].total += more
    group = state.bins[bin].group
    while group != NOTHING:
        state.groups[group].total += more
        group = state.groups[group].above


@compiled
def add(state: State, line: Number, mark: Number, key: Number) -> None:
    push(state.heap, state.lines[line].start, state.lines[line].held, key)
    state.lines[line].held += 1
    set_lowest(state.tree, line, state.heap[state.lines[line].start] + mark)


@compiled
def take(state: State, line: Number, mark: Number) -> Number:
    key = pop(state.heap, state.lines[line].start, state.lines[line].held)
    state.lines[line].held -= 1
    empty = state.lines[line].held == 0
    set_lowest(state.tree, line, NOBODY if empty else state.heap[state.lines[line].start] + mark)
    return key


@compiled
def line_of(state: State, bin: Number, kind: Number, type: Number) -> Number:
    return state.bins[bin].line + kind * state.bins[bin].width + type


@compiled
def type_at(state: State, bin: Number, who: Number) -> Number:
    """As the bin sees it: where nothing depends on the type all are alike."""
    return state.types[who] if state.bins[bin].width > 1 else 0


@compiled
def lowest_of_kind(state: State, bin: Number, kind: Number) -> Number:
    begin = line_of(state, bin, kind, 0)
    return lowest_within(state.tree, begin, begin + state.bins[bin].width)


@compiled
def lowest_kind(state: State, bin: Number, type: Number) -> Number:
    """Where the lowest of a type sits."""
    for kind in (FREE, LAST, OPEN):
        if kind < state.bins[bin].kinds and state.lines[line_of(state, bin, kind, type)].held > 0:
            return kind
    return FIRST
