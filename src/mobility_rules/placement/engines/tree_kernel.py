"""Reserves, caps, shared quotas, compiled: applicants in lines, the lowest of bins in a tree.

A bin has for each type a line of those in open seats and, where there are such seats, of those in
reserve-first seats, in reserve-last seats, and in seats that were still free. Lines of a bin stand
next to each other, and so do bins of a group: whoever it rejects is the lowest within a range.

Only to be imported where Numba is installed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility_rules.placement.engines.heaps import (
    NOBODY,
    NUMBERS,
    Number,
    compiled,
    lowest_within,
    part,
    pop,
    push,
    set_lowest,
    sink,
)
from mobility_rules.placement.engines.queue import BLOCK, Queue, fetch, line_up, sort
from mobility_rules.placement.market import NOTHING, NUMBER_BITS, RESERVED, Integers, Keys

OPEN, FIRST, LAST, FREE = range(4)

Truths = NDArray[np.bool_]
Rows = Any
"""An array with named fields."""


class State(NamedTuple):
    """All that is known while applicants come and go. wishes, standings: the flat lists, one of
    which has a width. By place: bin_of, cell_of (the first one), is_typed (more than one). By cell:
    cutoffs, the greatest key that was rejected. The fields of
    bins, cells, lines and groups are described in ``shape``. heap: the lines; tops: the lowest of
    each, with the mark of a reserved seat; tree: the lowest of bins and ranges of bins."""

    wishes: Integers
    standings: Integers
    width: int
    types: Integers
    bin_of: Keys
    cell_of: Keys
    is_typed: Truths
    cutoffs: Keys
    bins: Rows
    cells: Rows
    lines: Rows
    groups: Rows
    heap: Keys
    tops: Keys
    tree: Keys


@compiled
def settle_trees(state: State, queue: Queue) -> None:
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
        who = wish // state.width
        end, type = (who + 1) * state.width, state.types[who]
        place, standing = queue.places[at], queue.standings[at]
        while True:
            if place != NOTHING:
                key = np.int64(standing) << NUMBER_BITS | wish
                cell = state.cell_of[place] + (type if state.is_typed[place] else 0)
                if key > state.cutoffs[cell]:
                    queue.keys[on_the_way] = key
                    queue.cells[on_the_way] = cell
                    on_the_way += 1
                    break
            wish += 1
            if wish == end:
                break
            place, standing = state.wishes[wish], state.standings[wish]
    return on_the_way


@part
def settle(state: State, queue: Queue, on_the_way: Number, displaced: Number) -> Number:
    """Let bins choose, bucket by bucket. Returns how many of the displaced wait now."""
    sort(queue, on_the_way)
    for at in range(on_the_way):
        cell, key = queue.sorted_cells[at], queue.sorted_keys[at]
        out = key & NUMBERS
        if key > state.cutoffs[cell]:
            bin = state.cells[cell].bin
            out = arrive(state, bin, cell - state.bins[bin].cell, key)
        if out != NOTHING:
            displaced = line_up(queue, out, state.width, displaced)
    return displaced


@part
def arrive(state: State, bin: Number, type: Number, key: Number) -> Number:
    """Take somebody in. Returns the wish that is rejected for it, or NOTHING."""
    cell = state.bins[bin].cell + type
    if state.cells[cell].count == state.cells[cell].cap:
        kind = lowest_kind(state, bin, type)
        if key < state.heap[state.lines[line_of(state, bin, kind, type)].start]:
            return refuse(state, cell, key)
        out = reject(state, bin, kind, type)
        enter(state, bin, type, key)
        return out
    if is_below_groups(state, bin, type, cell, key):
        return refuse(state, cell, key)
    if state.bins[bin].total == state.bins[bin].quota:
        return replace(state, bin, type, key)
    enter(state, bin, type, key)
    count(state, bin, 1)
    return trim(state, state.bins[bin].group)


@part
def replace(state: State, bin: Number, type: Number, key: Number) -> Number:
    """Take somebody into a bin that is full. Returns the wish that is rejected for it."""
    if state.bins[bin].kinds == FIRST:
        out = through(state, bin, OPEN, 0, state.bins[bin].quota, key)
        return refuse(state, state.bins[bin].cell, out)
    enter(state, bin, type, key)
    kind = FREE if state.bins[bin].kinds > FREE else OPEN
    lowest = lowest_of_kind(state, bin, kind)
    return reject(state, bin, kind, type_at(state, bin, lowest & NUMBERS))


@part
def trim(state: State, group: Number) -> Number:
    """Let the first group that holds one too many, from there on upwards, reject its lowest."""
    while group != NOTHING:
        if state.groups[group].total > state.groups[group].quota:
            lowest = lowest_within(state.tree, state.groups[group].begin, state.groups[group].end)
            state.groups[group].cutoff = min(lowest, RESERVED)
            wish = lowest & NUMBERS
            bin = state.bin_of[state.wishes[wish]]
            count(state, bin, -1)
            kind = FIRST if lowest >= RESERVED else OPEN
            return reject(state, bin, kind, type_at(state, bin, wish))
        group = state.groups[group].above
    return NOTHING


@part
def count(state: State, bin: Number, more: Number) -> None:
    """One more, or one fewer, in the bin and the groups above it."""
    state.bins[bin].total += more
    group = state.bins[bin].group
    while group != NOTHING:
        state.groups[group].total += more
        group = state.groups[group].above


@part
def refuse(state: State, cell: Number, key: Number) -> Number:
    """Remember whom the cell rejected. Returns the wish."""
    state.cutoffs[cell] = key
    return key & NUMBERS


@part
def is_below_groups(state: State, bin: Number, type: Number, cell: Number, key: Number) -> bool:
    """Whether a group above has rejected somebody better, and no reserved seat helps against it."""
    if state.bins[bin].kinds > FIRST:
        line, seats = line_of(state, bin, FIRST, type), state.cells[cell].first
        if seats > state.lines[line].held:
            return False
        if seats > 0 and key > state.heap[state.lines[line].start]:
            return False
    group = state.bins[bin].group
    while group != NOTHING:
        if key < state.groups[group].cutoff:
            return True
        group = state.groups[group].above
    return False


@part
def enter(state: State, bin: Number, type: Number, key: Number) -> None:
    """Take a seat: the best of a type in its reserve-first ones, then open ones, and so on down."""
    state.cells[state.bins[bin].cell + type].count += 1
    if state.bins[bin].kinds > FIRST:
        seats = state.cells[state.bins[bin].cell + type].first
        key = through(state, bin, FIRST, type, seats, key)
        if key == NOTHING:
            state.bins[bin].in_first += 1
    if key != NOTHING:
        add(state, bin, OPEN, type, key)
        state.bins[bin].in_open += 1
    open_seats = state.bins[bin].quota - state.bins[bin].in_first - state.bins[bin].last_seats
    if state.bins[bin].kinds > LAST and state.bins[bin].in_open > open_seats:
        lowest = lowest_of_kind(state, bin, OPEN)
        type = type_at(state, bin, lowest & NUMBERS)
        take(state, bin, OPEN, type)
        state.bins[bin].in_open -= 1
        seats = state.cells[state.bins[bin].cell + type].last
        key = through(state, bin, LAST, type, seats, lowest)
        if key != NOTHING:
            add(state, bin, FREE, type, key)


@part
def reject(state: State, bin: Number, kind: Number, type: Number) -> Number:
    """Let the lowest of a line go. Returns the wish."""
    key = take(state, bin, kind, type)
    cell = state.bins[bin].cell + type
    state.cells[cell].count -= 1
    if kind == FIRST:
        state.bins[bin].in_first -= 1
    if kind == OPEN:
        state.bins[bin].in_open -= 1
    return refuse(state, cell, key)


@part
def through(
    state: State, bin: Number, kind: Number, type: Number, seats: Number, key: Number
) -> Number:
    """Hold the best in so many seats. Returns who finds none, or NOTHING."""
    if seats == 0:
        return key
    line = line_of(state, bin, kind, type)
    start = state.lines[line].start
    if state.lines[line].held < seats:
        add(state, bin, kind, type, key)
        return NOTHING
    out = state.heap[start]
    if key < out:
        return key
    sink(state.heap, start, seats, 0, key)
    set_top(state, bin, line, kind, state.heap[start])
    return out


@part
def add(state: State, bin: Number, kind: Number, type: Number, key: Number) -> None:
    line = line_of(state, bin, kind, type)
    start = state.lines[line].start
    push(state.heap, start, state.lines[line].held, key)
    state.lines[line].held += 1
    set_top(state, bin, line, kind, state.heap[start])


@part
def take(state: State, bin: Number, kind: Number, type: Number) -> Number:
    line = line_of(state, bin, kind, type)
    start = state.lines[line].start
    key = pop(state.heap, start, state.lines[line].held)
    state.lines[line].held -= 1
    is_empty = state.lines[line].held == 0
    set_top(state, bin, line, kind, NOBODY if is_empty else state.heap[start])
    return key


@part
def set_top(state: State, bin: Number, line: Number, kind: Number, key: Number) -> None:
    """Say who is the lowest of a line now, and, where groups want to know, of the bin."""
    before = state.tops[line]
    if kind == FIRST and key != NOBODY:
        key += RESERVED
    state.tops[line] = key
    if state.bins[bin].group == NOTHING:
        return
    lowest = state.tree[bin + len(state.tree) // 2]
    if key < lowest:
        set_lowest(state.tree, bin, key)
    elif before == lowest:
        begin = state.bins[bin].line
        end = begin + state.bins[bin].kinds * state.bins[bin].width
        set_lowest(state.tree, bin, lowest_top(state, begin, end))


@part
def lowest_top(state: State, begin: Number, end: Number) -> Number:
    lowest = NOBODY
    for line in range(begin, end):
        lowest = min(lowest, state.tops[line])
    return lowest


@part
def line_of(state: State, bin: Number, kind: Number, type: Number) -> Number:
    return state.bins[bin].line + kind * state.bins[bin].width + type


@part
def type_at(state: State, bin: Number, wish: Number) -> Number:
    """As the bin sees it: where nothing depends on the type all are alike."""
    return state.types[wish // state.width] if state.bins[bin].width > 1 else 0


@part
def lowest_of_kind(state: State, bin: Number, kind: Number) -> Number:
    begin = line_of(state, bin, kind, 0)
    return lowest_top(state, begin, begin + state.bins[bin].width)


@part
def lowest_kind(state: State, bin: Number, type: Number) -> Number:
    """Where the lowest of a type sits."""
    for kind in (FREE, LAST, OPEN):
        if kind < state.bins[bin].kinds and state.lines[line_of(state, bin, kind, type)].held > 0:
            return kind
    return FIRST
