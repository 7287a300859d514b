"""The kernel of the placement by itself: each engine, the certificate, what reserves and groups
cost, and how it grows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numba import njit

from benchmarks.best import best_of
from benchmarks.placement_markets import complex_market, plain
from benchmarks.placement_rows import Row
from mobility_rules.placement.checking import check
from mobility_rules.placement.engines import Engine, solve
from mobility_rules.placement.market import Integers, Market

HUNDRED_THOUSAND = (100_000, 2_000, 10)
MILLION = (1_000_000, 10_000, 10)
TEN_MILLION = (10_000_000, 100_000, 10)
TIMES, TIMES_OF_COMPLEX, TIMES_OF_TEN_MILLION = 9, 5, 3
ENGINES = {Engine.NUMPY: "NumPy", Engine.NUMBA: "Numba"}


class Unnamed:
    """A result without faults names nobody."""

    applicants: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


def rows() -> list[Row]:
    """Everything up to a million."""
    warm_up()
    market = plain(*MILLION)
    stream, _sum = best_of(TIMES, lambda: streamed(market.wishes.ravel(), market.standings.ravel()))
    taken, granted = _solved(market, TIMES)
    numpy, numba = taken[Engine.NUMPY], taken[Engine.NUMBA]
    checking, checks = best_of(TIMES, lambda: check(market, granted, Unnamed()))
    if not all(one.holds for one in checks):
        raise AssertionError("the result does not stand up to its certificate")
    return [
        Row("1,000,000 × 10,000 × 10, NumPy", numpy, "Numba", numba, at_most=3.5),
        Row("the same, Numba", numba, "reading both arrays once", stream, at_most=90),
        Row("its certificate, one pass", checking, "NumPy", numpy, at_most=0.25),
        *_complex_rows(taken),
        *_growth_rows(taken),
    ]


def rows_of_ten_million() -> list[Row]:
    """From one million to ten, which takes some gigabytes."""
    warm_up()
    small, _granted = best_of(TIMES, _deed(plain(*MILLION)))
    large, _granted = best_of(TIMES_OF_TEN_MILLION, _deed(plain(*TEN_MILLION)))
    what = f"10,000,000 × 100,000 × 10, Numba, best of {TIMES_OF_TEN_MILLION}"
    why = (
        "heaps are settled in buckets that fit into the processor's cache, but the list of whoever "
        "is displaced has to be fetched from memory"
    )
    return [Row(what, large, "1,000,000", small, at_most=15, why=why)]


def warm_up() -> None:
    """Load or compile what is compiled, which nobody wants to measure."""
    for make in (plain, complex_market):
        solve(make(200, 40, 3), Engine.NUMBA)
    streamed(np.zeros(1, dtype=np.int32), np.zeros(1, dtype=np.int32))


@njit
def streamed(wishes: Integers, standings: Integers) -> int:
    """Read both arrays once, as fast as memory allows: the sum of all they hold."""
    total = 0
    for wish in wishes:
        total += wish
    for standing in standings:
        total += standing
    return total


def _complex_rows(plain_taken: dict[Engine, float]) -> Iterator[Row]:
    taken, _granted = _solved(complex_market(*MILLION), TIMES_OF_COMPLEX)
    for engine, name in ENGINES.items():
        what = f"reserves, caps, nested groups at 1,000,000, {name}"
        why = "cells, lines and groups take more memory than the inner cache holds"
        yield Row(what, taken[engine], "plain", plain_taken[engine], at_most=5, why=why)


def _growth_rows(of_a_million: dict[Engine, float]) -> Iterator[Row]:
    taken, _granted = _solved(plain(*HUNDRED_THOUSAND), TIMES)
    for engine, name in ENGINES.items():
        what = f"from 100,000 × 2,000 × 10 to a million, {name}"
        yield Row(what, of_a_million[engine], "100,000", taken[engine], at_most=25)


def _solved(market: Market, times: int) -> tuple[dict[Engine, float], Integers]:
    """Seconds of each engine, turn by turn, and the result, which is the same."""
    taken = dict.fromkeys(ENGINES, float("inf"))
    results = {}
    for _turn in range(times):
        for engine in ENGINES:
            again, results[engine] = best_of(1, _deed(market, engine))
            taken[engine] = min(taken[engine], again)
    numpy, numba = results.values()
    if not np.array_equal(numpy, numba):
        raise AssertionError("two engines disagree")
    return taken, numpy


def _deed(market: Market, engine: Engine = Engine.NUMBA) -> Callable[[], Integers]:
    return lambda: solve(market, engine)
