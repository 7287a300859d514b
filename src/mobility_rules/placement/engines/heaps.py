"""What the compiled engine is made of: heaps in one array, and the lowest of a range of them.

Only to be imported where Numba is installed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit

from mobility_rules.placement.market import NUMBER_BITS, Keys

Function = TypeVar("Function", bound=Callable[..., Any])

Number = Any
"""A whole number: an int, or one of NumPy's. Compiled, they are one thing."""
NUMBERS = np.int64((1 << NUMBER_BITS) - 1)
NOBODY = np.int64(2**63 - 1)
"""Greater than every key: what an empty heap has as its lowest."""


def compiled(function: Function, *, inline: bool = False) -> Function:
    """Translated when it is first called; kept for later processes where there is a place to.

    The functions make no arrays, they only use those that they are given. So references need no
    counting (`_nrt`), which would take longer than all the rest. Other threads may go on meanwhile
    (`nogil`). inline: within each caller, since
    handing over that many arrays is work, too.
    """
    options: dict[str, Any] = {"_nrt": False, "nogil": True, "forceinline": inline}
    try:
        return cast(Function, njit(cache=True, **options)(function))
    except RuntimeError:
        return cast(Function, njit(**options)(function))


def part(function: Function) -> Function:
    """A part of those that are compiled."""
    return compiled(function, inline=True)


@part
def sink(heap: Keys, start: Number, size: Number, at: Number, key: Number) -> None:
    """Put a key into the empty spot and let it sink until nothing below it is lower."""
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and heap[start + child + 1] < heap[start + child]:
            child += 1
        if heap[start + child] >= key:
            break
        heap[start + at] = heap[start + child]
        at = child
    heap[start + at] = key


@part
def make_heap(heap: Keys, start: Number, size: Number) -> None:
    """Bring keys in any order into that of a heap, the lowest first."""
    for at in range(size // 2 - 1, -1, -1):
        sink(heap, start, size, at, heap[start + at])


@part
def push(heap: Keys, start: Number, size: Number, key: Number) -> None:
    """One more: the heap has size + 1 afterwards."""
    at = size
    while at > 0:
        above = (at - 1) // 2
        if heap[start + above] <= key:
            break
        heap[start + at] = heap[start + above]
        at = above
    heap[start + at] = key


@part
def pop(heap: Keys, start: Number, size: Number) -> Number:
    """Take the lowest out: the heap has size - 1 afterwards."""
    lowest = heap[start]
    sink(heap, start, size - 1, 0, heap[start + size - 1])
    return lowest


@part
def set_lowest(tree: Keys, at: Number, key: Number) -> None:
    """tree: at half of its length + i what i has as its lowest, before it the lowest of pairs."""
    at += len(tree) // 2
    tree[at] = key
    while at > 1:
        at //= 2
        lowest = min(tree[2 * at], tree[2 * at + 1])
        if tree[at] == lowest:
            break
        tree[at] = lowest


@part
def lowest_within(tree: Keys, begin: Number, end: Number) -> Number:
    """The lowest of begin .. end - 1."""
    left, right = begin + len(tree) // 2, end + len(tree) // 2
    lowest = NOBODY
    while left < right:
        if left & 1:
            lowest = min(lowest, tree[left])
            left += 1
        if right & 1:
            right -= 1
            lowest = min(lowest, tree[right])
        left //= 2
        right //= 2
    return lowest
