"""What is asked of a placement beside its result: exact thresholds, and the exact mode."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks.best import best_of, timed
from benchmarks.placement_kernels import MILLION, warm_up
from benchmarks.placement_markets import plain
from benchmarks.placement_rows import Row
from mobility_rules.placement.engines import Engine, solve
from mobility_rules.placement.exact import Programme, as_programme, load, optimum, solve_exact
from mobility_rules.placement.market import Keys, Market
from mobility_rules.placement.thresholds import thresholds

TEN_THOUSAND = (10_000, 500, 10)
TWO_THOUSAND = (2_000, 100, 10)
FIVE_HUNDRED = (500, 25, 10)
ASKED = 1_000
TIMES = 5


def rows_of_thresholds() -> list[Row]:
    """How many a second, for everybody and for a thousand of a million."""
    warm_up()
    return [
        _threshold_row("of everybody among 10,000 × 500 × 10", plain(*TEN_THOUSAND), None),
        _threshold_row("of 1,000 among 1,000,000 × 10,000 × 10", plain(*MILLION), ASKED),
    ]


def rows_of_exact() -> list[Row]:
    """Beside HiGHS alone, given the same programme."""
    return [
        _exact_row("2,000 × 100 × 10", plain(*TWO_THOUSAND), None),
        _exact_row("10,000 × 500 × 10", plain(*TEN_THOUSAND), None),
        _exact_row("500 × 25 × 10, minimums that bind", *_with_minimums(plain(*FIVE_HUNDRED))),
    ]


def _threshold_row(whose: str, market: Market, asked: int | None) -> Row:
    granted = solve(market, Engine.NUMBA)
    chosen = None if asked is None else range(0, market.applicants, market.applicants // asked)
    taken, found = best_of(TIMES, lambda: thresholds(market, granted, chosen))
    return Row(f"thresholds {whose}", len(found.rival) / taken, unit="a second")


def _exact_row(what: str, market: Market, minimums: Keys | None) -> Row:
    taken, _granted = best_of(TIMES, lambda: solve_exact(market, minimums))
    programme = as_programme(market, minimums)
    bare = min(_bare(programme) for _turn in range(TIMES))
    return Row(f"exact mode, {what}", taken, "HiGHS alone", bare, at_most=2)


def _bare(programme: Programme) -> float:
    """HiGHS keeps what it found, so that each time takes a new one."""
    highs = load(programme)
    return timed(lambda: optimum(highs))[0]


def _with_minimums(market: Market) -> tuple[Market, Keys]:
    """Twice the seats, so that not all are filled, and half of them asked for at every place."""
    quotas = 2 * market.quotas
    return replace(market, quotas=quotas), np.maximum(quotas // 2, 2)
