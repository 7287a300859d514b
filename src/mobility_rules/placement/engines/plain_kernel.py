"""Places with quotas, compiled: a heap for each place, applicants in blocks.

Only to be imported where Numba is installed.
"""

from __future__ import annotations

import numpy as np

from mobility_rules.placement.engines.heaps import NOBODY, compiled, make_heap, sink
from mobility_rules.placement.market import NOTHING, NUMBER_BITS, Integers, Keys

BLOCK = 64
NUMBERS = np.int64((1 << NUMBER_BITS) - 1)


@compiled
def settle_plain(wishes: Integers, standings: Integers, seats: Keys) -> Integers:
    """The column of the wish at which each applicant ends; the width for who gets none.

    Applicants wait in a line. The next wishes of a block of them are fetched together, so that the
    processor waits for memory once, not for one applicant after the other.
    """
    applicants, width = wishes.shape
    start = np.cumsum(seats) - seats
    heap = np.empty(seats.sum(), dtype=np.int64)
    held = np.zeros(len(seats), dtype=np.int64)
    cutoffs = np.where(seats == 0, NOBODY, np.int64(NOTHING))
    column = np.zeros(applicants, dtype=np.int32)
    line = np.arange(applicants).astype(np.int32)
    places = np.empty(BLOCK, dtype=np.int32)
    levels = np.empty(BLOCK, dtype=np.int32)
    waiting = applicants if width else 0
    while waiting:
        displaced = 0
        for begin in range(0, waiting, BLOCK):
            block = line[begin : min(begin + BLOCK, waiting)]
            for at in range(len(block)):
                places[at] = wishes[block[at], column[block[at]]]
                levels[at] = standings[block[at], column[block[at]]]
            for at in range(len(block)):
                who = np.int64(block[at])
                wish, place, standing = np.int64(column[who]), places[at], levels[at]
                key = np.int64(standing) << NUMBER_BITS | who
                while wish < width and (place == NOTHING or key <= cutoffs[place]):
                    wish += 1
                    if wish < width:
                        place, standing = wishes[who, wish], standings[who, wish]
                        key = np.int64(standing) << NUMBER_BITS | who
                column[who] = wish
                if wish == width:
                    continue
                out = sit(heap, start[place], held, seats, cutoffs, place, key)
                if out != NOTHING:
                    column[out] += 1
                    if column[out] < width:
                        line[displaced] = out
                        displaced += 1
        waiting = displaced
    return column


@compiled
def sit(
    heap: Keys, start: int, held: Keys, seats: Keys, cutoffs: Keys, place: int, key: int
) -> int:
    """Hold one more, above the cutoff. Returns whom that displaces, or NOTHING."""
    if held[place] == seats[place]:
        out = cutoffs[place] & NUMBERS
        sink(heap, start, held[place], 0, key)
        cutoffs[place] = heap[start]
        return out
    heap[start + held[place]] = key
    held[place] += 1
    if held[place] == seats[place]:
        make_heap(heap, start, held[place])
        cutoffs[place] = heap[start]
    return NOTHING
