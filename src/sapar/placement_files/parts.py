"""Work on millions of rows in parts: each fits a cache, and as many are done at once as there are
processors, since NumPy and Arrow let other threads go on meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

ROWS = 1 << 16
"""In one part."""

Item = TypeVar("Item")
Result = TypeVar("Result")


def for_each(deed: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """The results in order; of several that fail the first one says so."""
    items = list(items)
    if len(items) < 2:
        return [deed(item) for item in items]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(deed, items))


def in_parts(deed: Callable[[slice], Result], rows: int) -> list[Result]:
    """The deed for every part of so many rows."""
    return for_each(deed, [slice(start, start + ROWS) for start in range(0, rows, ROWS)])
