"""The best of several, which is what other work on the machine disturbs least."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def best_of(times: int, deed: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds that the quickest one took, and what the last one returned."""
    taken, result = timed(deed)
    for _turn in range(times - 1):
        again, result = timed(deed)
        taken = min(taken, again)
    return taken, result


def timed(deed: Callable[[], Result]) -> tuple[float, Result]:
    began = time.perf_counter()
    result = deed()
    return time.perf_counter() - began, result
