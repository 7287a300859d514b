"""Reserves, caps and shared quotas, compiled: applicants in lines, the lowest of each in a tree.

A bin has for each type a line of those in open seats and, where there are such seats, of those in
reserve-first seats, in reserve-last seats, and in seats that were still free. Lines of a bin stand
next to each other, and so do those of a group: whoever it rejects is the lowest within a range.

Only to be imported where Numba is installed.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility_rules.placement.engines.heaps import (
    NOBODY,
    compiled,
    lowest_within,
    pop,
    push,
    set_lowest,
)
from mobility_rules.placement.market import NOTHING, NUMBER_BITS, RESERVED, Integers, Keys

NUMBERS = np.int64((1 << NUMBER_BITS) - 1)
OPEN, FIRST, LAST, FREE = range(4)

Rows = NDArray[np.void]


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
def settle_trees(state: State) -> None:
    """Let everybody come in. At the end the column is that of the wish that is granted, or the
    width for who gets none."""
    column, wishes = state.column, state.wishes
    applicants, width = wishes.shape
    for first in range(applicants):
        who = first
        while who != NOTHING and column[who] < width:
            out = who
            place = wishes[who, column[who]]
            if place != NOTHING:
                key = np.int64(state.standings[who, column[who]]) << NUMBER_BITS | who
                bin = state.bin_of[place]
                type = type_at(state, bin, who)
                if key > state.cells[state.bins[bin].cell + type].cutoff:
                    out = arrive(state, bin, type, key)
            if out != NOTHING:
                column[out] += 1
            who = out


@compiled
def arrive(state: State, bin: int, type: int, key: int) -> int:
    """Take somebody in. Returns the number of who is rejected for it, or NOTHING."""
    cell = state.bins[bin].cell + type
    if state.cells[cell].count == state.cells[cell].cap:
        kind = lowest_kind(state, bin, type)
        if key < state.heap[state.lines[line_of(state, bin, kind, type)].start]:
            state.cells[cell].cutoff = key
            return key & NUMBERS
        out = reject(state, bin, kind, type)
        enter(state, bin, type, key)
        return out
    enter(state, bin, type, key)
    if state.bins[bin].total > state.bins[bin].quota:
        kind = FREE if state.bins[bin].kinds > FREE else OPEN
        lowest = lowest_of_kind(state, bin, kind)
        return reject(state, bin, kind, type_at(state, bin, lowest & NUMBERS))
    group = state.bins[bin].group
    while group != NOTHING:
        if state.groups[group].total > state.groups[group].quota:
            lowest = lowest_within(state.tree, state.groups[group].begin, state.groups[group].end)
            who = lowest & NUMBERS
            bin = state.bin_of[state.wishes[who, state.column[who]]]
            kind = FIRST if lowest >= RESERVED else OPEN
            return reject(state, bin, kind, type_at(state, bin, who))
        group = state.groups[group].above
    return NOTHING


@compiled
def enter(state: State, bin: int, type: int, key: int) -> None:
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
def reject(state: State, bin: int, kind: int, type: int) -> int:
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
def through(state: State, line: int, seats: int, mark: int, key: int) -> int:
    """Hold the best in so many seats. Returns who finds none, or NOTHING."""
    if state.lines[line].size < seats:
        add(state, line, mark, key)
        return NOTHING
    if seats == 0 or key < state.heap[state.lines[line].start]:
        return key
    out = take(state, line, mark)
    add(state, line, mark, key)
    return out


@compiled
def count_in(state: State, bin: int, type: int, more: int) -> None:
    state.cells[state.bins[bin].cell + type].count += more
    state.bins[bin].total += more
    group = state.bins[bin].group
    while group != NOTHING:
        state.groups[group].total += more
        group = state.groups[group].above


@compiled
def add(state: State, line: int, mark: int, key: int) -> None:
    push(state.heap, state.lines[line].start, state.lines[line].size, key)
    state.lines[line].size += 1
    set_lowest(state.tree, line, state.heap[state.lines[line].start] + mark)


@compiled
def take(state: State, line: int, mark: int) -> int:
    key = pop(state.heap, state.lines[line].start, state.lines[line].size)
    state.lines[line].size -= 1
    empty = state.lines[line].size == 0
    set_lowest(state.tree, line, NOBODY if empty else state.heap[state.lines[line].start] + mark)
    return key


@compiled
def line_of(state: State, bin: int, kind: int, type: int) -> int:
    return state.bins[bin].line + kind * state.bins[bin].width + type


@compiled
def type_at(state: State, bin: int, who: int) -> int:
    """As the bin sees it: where nothing depends on the type all are alike."""
    return state.types[who] if state.bins[bin].width > 1 else 0


@compiled
def lowest_of_kind(state: State, bin: int, kind: int) -> int:
    begin = line_of(state, bin, kind, 0)
    return lowest_within(state.tree, begin, begin + state.bins[bin].width)


@compiled
def lowest_kind(state: State, bin: int, type: int) -> int:
    """Where the lowest of a type sits."""
    for kind in (FREE, LAST, OPEN):
        if kind < state.bins[bin].kinds and state.lines[line_of(state, bin, kind, type)].size > 0:
            return kind
    return FIRST
