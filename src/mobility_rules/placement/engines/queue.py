"""Who waits to propose in the compiled engine, and which proposals are on their way.

A wish is known by its number in the flat lists. Keys end in it instead of the number of the
applicant, which is the same order; so whoever is displaced goes on without a look at memory.

Where the heaps do not fit into a cache together, proposals are collected and then settled bucket
by bucket, a bucket being what stands next to each other and fits. A proposal may come late, and be
rejected late: the order of proposals changes nothing in the result.

Only to be imported where Numba is installed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility_rules.placement.engines.heaps import NUMBERS, Number, compiled, part
from mobility_rules.placement.market import NOTHING, Integers, Keys

BLOCK = 64
"""Applicants whose wishes are fetched together, so that the processor waits for memory once."""
BUCKET = 1 << 18
"""Bytes of heaps that fit into a cache with room for all else that is needed at the same time."""
COLLECTED = 1 << 20
"""Proposals that are sorted into buckets at once."""


class Queue(NamedTuple):
    """line: the wishes at which applicants wait, 2**32 at most; the displaced queue up again at its
    beginning. places, standings: fetched for a block. keys, cells: proposals on their way, a cell
    being a place, or what a bin has for a type. sorted_keys, sorted_cells: the same by bucket,
    which is the cell >> shift, the next of each bucket coming to `ends`."""

    line: NDArray[np.uint32]
    places: Integers
    standings: Integers
    keys: Keys
    cells: Integers
    sorted_keys: Keys
    sorted_cells: Integers
    ends: Keys
    shift: int


def everybody(
    lists: tuple[int, ...],
    cells: int,
    size: int,
    bucket: int = BUCKET,
    collected: int = COLLECTED,
) -> Queue:
    """All applicants, before their first wish. lists: applicants and wishes of each. size: bytes
    of all heaps; bucket: of those in one bucket, more or less."""
    applicants, width = lists
    last = max(cells - 1, 0)
    shift = 0
    while last >> shift > size // bucket:
        shift += 1
    room = BLOCK + (min(collected, applicants) if last >> shift else 0)
    return Queue(
        line=np.arange(0, applicants * width, width, dtype=np.uint32),
        places=np.empty(BLOCK, dtype=np.int32),
        standings=np.empty(BLOCK, dtype=np.int32),
        keys=np.empty(room, dtype=np.int64),
        cells=np.empty(room, dtype=np.int32),
        sorted_keys=np.empty(room, dtype=np.int64),
        sorted_cells=np.empty(room, dtype=np.int32),
        ends=np.empty((last >> shift) + 2, dtype=np.int64),
        shift=shift,
    )


@part
def fetch(queue: Queue, wishes: Integers, standings: Integers, begin: Number, size: Number) -> None:
    """The wishes of a block."""
    for at in range(size):
        wish = queue.line[begin + at]
        queue.places[at] = wishes[wish]
        queue.standings[at] = standings[wish]


@part
def sort(queue: Queue, on_the_way: Number) -> None:
    """By bucket alone: count, then put each to the end of its bucket."""
    queue.ends[:] = 0
    for at in range(on_the_way):
        queue.ends[(queue.cells[at] >> queue.shift) + 1] += 1
    for bucket in range(1, len(queue.ends)):
        queue.ends[bucket] += queue.ends[bucket - 1]
    for at in range(on_the_way):
        bucket = queue.cells[at] >> queue.shift
        to = queue.ends[bucket]
        queue.ends[bucket] = to + 1
        queue.sorted_keys[to] = queue.keys[at]
        queue.sorted_cells[to] = queue.cells[at]


@part
def line_up(queue: Queue, wish: Number, width: Number, waiting: Number) -> Number:
    """Let whoever lost a wish wait at the next one. Returns how many wait now."""
    if (wish + 1) % width:
        queue.line[waiting] = wish + 1
        waiting += 1
    return waiting


def granted_in(heap: Keys, starts: Any, held: Any, lists: tuple[int, ...]) -> Integers:
    """For each applicant the column of the wish that is held in one of the heaps, or NOTHING."""
    granted = np.full(lists[0], NOTHING, dtype=np.int32)
    note(heap, starts, held, lists[1], granted)
    return granted


@compiled
def note(heap: Keys, starts: Any, held: Any, width: int, granted: Integers) -> None:
    for which in range(len(starts)):
        for at in range(starts[which], starts[which] + held[which]):
            wish = heap[at] & NUMBERS
            granted[wish // width] = wish % width
