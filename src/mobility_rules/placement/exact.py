"""The most placed, and of those the smallest sum of ranks, with places that take enough or nobody.

HiGHS finds it as an integer programme. It looks at ranks and never at standings, so it is neither
free of envy nor proof against lies: in most small markets somebody gains by another list than the
honest one. It is for an office that has to know what closing places costs. Reserves say who comes
before whom, which has no meaning here.

One weight keeps the order of both aims: one more placed outweighs any sum of ranks, for the weight
is greater than the greatest possible difference between two of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.market import NOTHING, Integers, Keys, Market
from mobility_rules.placement.seats import taken_seats

if TYPE_CHECKING:
    from highspy._core import _Highs

Numbers = NDArray[np.float64]
Whole = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """Maximise gains @ x, rows within their bounds. The first columns are the wishes, row by row of
    the market; then one for each place with a minimum: whether it is open. starts, rows, values:
    the matrix, column by column."""

    gains: Numbers
    lower: Numbers
    row_lower: Numbers
    row_upper: Numbers
    starts: Integers
    rows: Integers
    values: Numbers
    wishes: int

    @property
    def columns(self) -> int:
        return len(self.gains)


def solve_exact(
    market: Market,
    minimums: Keys | None = None,
    required: Integers | None = None,
    *,
    seconds: float | None = None,
) -> Integers:
    """The column of the wish granted to each applicant, or NOTHING.

    minimums: for each place how many it takes at least, or nobody. required: for each applicant the
    column of a wish that has to be granted, or NOTHING. seconds: how long HiGHS may search at a
    time. Raises `QuotasRefused` ``no-allocation`` when what is required cannot be granted,
    ``exact-out-of-time``; what was found until then is never given, since another machine would
    have found something else.
    """
    granted = _granted(market, as_programme(market, None, required), seconds)
    if minimums is None or _is_kept(market, granted, minimums):
        return granted
    return _granted(market, as_programme(market, minimums, required), seconds)


def worth(granted: Integers) -> tuple[int, int]:
    """How many are placed, and the sum of their ranks: all that is promised."""
    seated = granted[granted != NOTHING]
    return len(seated), int(seated.sum()) + len(seated)


def _granted(market: Market, programme: Programme, seconds: float | None) -> Integers:
    granted = np.full(market.applicants, NOTHING, dtype=np.int32)
    if programme.wishes:
        chosen = optimum(load(programme), seconds)[: programme.wishes] == 1
        applicant, column = np.nonzero(market.wishes != NOTHING)
        granted[applicant[chosen]] = column[chosen]
    return granted


def _is_kept(market: Market, granted: Integers, minimums: Keys) -> bool:
    """Whether every minimum is kept without being asked for, which is found ten times sooner."""
    taken = taken_seats(market, granted)
    return bool(np.all((taken == 0) | (taken >= minimums)))


def as_programme(
    market: Market, minimums: Keys | None = None, required: Integers | None = None
) -> Programme:
    """The programme of a market."""
    applicant, column = np.nonzero(market.wishes != NOTHING)
    wished = market.wishes[applicant, column].astype(np.int64)
    with_minimum = 0 if minimums is None else int(np.count_nonzero(minimums))
    matrix = _Matrix(len(wished) + with_minimum)
    matrix.enter(np.arange(len(wished)), applicant)
    matrix.bound(-np.inf, np.ones(market.applicants))
    _enter_quotas(matrix, market, wished)
    _enter_caps(matrix, market, wished, market.types[applicant])
    if minimums is not None:
        _enter_minimums(matrix, market, wished, minimums)
    gains, lower = np.zeros(matrix.columns), np.zeros(matrix.columns)
    gains[: len(wished)] = _weight(market) - column
    if required is not None:
        lower[: len(wished)] = required[applicant] == column
    starts, rows, values = matrix.by_column()
    return Programme(
        gains=gains,
        lower=lower,
        row_lower=np.concatenate(matrix.lower),
        row_upper=np.concatenate(matrix.upper),
        starts=starts,
        rows=rows,
        values=values,
        wishes=len(wished),
    )


def _weight(market: Market) -> int:
    """More than what the sums of ranks, counted from 0, of two allocations can differ by."""
    most = min(market.applicants, int(market.quotas[: market.places].sum()))
    return most * (int(market.wishes.shape[1]) - 1) + 1


def load(programme: Programme) -> _Highs:
    """HiGHS with the programme, on one thread, so that it repeats itself.

    Without minimums the groups of applicants and of places nest, so that every corner is whole and
    simplex is enough. The outer class of highspy greets on standard output, which is not ours.
    """
    import highspy
    from highspy._core import _Highs

    highs = _Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    kind = highspy.HighsVarType.kContinuous
    if programme.columns > programme.wishes:
        kind = highspy.HighsVarType.kInteger
        highs.setOptionValue("mip_rel_gap", 0.0)
        highs.setOptionValue("mip_abs_gap", 0.5)
    else:
        highs.setOptionValue("solver", "simplex")
    highs.passModel(
        programme.columns,
        len(programme.row_lower),
        len(programme.rows),
        int(highspy.MatrixFormat.kColwise),
        int(highspy.ObjSense.kMaximize),
        0.0,
        programme.gains,
        programme.lower,
        np.ones(programme.columns),
        programme.row_lower,
        programme.row_upper,
        programme.starts,
        programme.rows,
        programme.values,
        np.full(programme.columns, int(kind), dtype=np.int32),
    )
    return highs


def optimum(highs: _Highs, seconds: float | None = None) -> Numbers:
    """The values of all columns, each 0 or 1."""
    import highspy

    if seconds is not None:
        highs.setOptionValue("time_limit", float(seconds))
        highs.setOptionValue("mip_detect_symmetry", False)  # it would not heed the limit
    highs.run()
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kTimeLimit:
        raise QuotasRefused("exact-out-of-time", seconds=seconds)
    if status != highspy.HighsModelStatus.kOptimal:
        raise QuotasRefused("no-allocation", status=highs.modelStatusToString(status))
    return np.round(np.asarray(highs.getSolution().col_value))


class _Matrix:
    """Collects the matrix group of rows by group of rows."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.lower: list[Numbers] = []
        self.upper: list[Numbers] = []
        self.height = 0
        self.entries: list[tuple[Whole, Whole, Numbers]] = []

    def enter(self, columns: Whole, rows: Whole, values: Whole | float = 1.0) -> None:
        """Values in rows that are counted from the first one without bounds."""
        same = np.broadcast_to(np.asarray(values, dtype=np.float64), columns.shape)
        self.entries.append((columns, rows + self.height, same))

    def bound(self, lower: float, upper: Whole | Numbers) -> None:
        """The bounds of the rows that were entered since the last ones."""
        self.lower.append(np.full(len(upper), lower))
        self.upper.append(upper.astype(np.float64))
        self.height += len(upper)

    def by_column(self) -> tuple[Integers, Integers, Numbers]:
        """Where each column starts, its rows, its values."""
        columns, rows, values = (np.concatenate(part) for part in zip(*self.entries, strict=True))
        order = np.argsort(columns, kind="stable")
        starts = np.searchsorted(columns[order], np.arange(self.columns + 1))
        return starts.astype(np.int32), rows[order].astype(np.int32), values[order]


def _enter_quotas(matrix: _Matrix, market: Market, wished: Whole) -> None:
    """A row for every node; a wish counts at its place and in all groups around it."""
    columns, nodes = np.arange(len(wished)), wished
    while len(columns):
        matrix.enter(columns, nodes)
        above = market.parents[nodes]
        columns, nodes = columns[above != NOTHING], above[above != NOTHING]
    matrix.bound(-np.inf, market.quotas)


def _enter_caps(matrix: _Matrix, market: Market, wished: Whole, types: Whole) -> None:
    """A row for every row of rules and type."""
    row = market.rules.rule_of[market.bins[wished]]
    columns = np.flatnonzero(row != NOTHING)
    matrix.enter(columns, row[columns] * market.rules.caps.shape[1] + types[columns])
    matrix.bound(-np.inf, market.rules.caps.ravel())


def _enter_minimums(matrix: _Matrix, market: Market, wished: Whole, minimums: Keys) -> None:
    """Two rows for every place with a minimum: as many as it takes where it is open, and no one
    where it is not."""
    places = np.flatnonzero(minimums)
    switch = np.arange(len(wished), matrix.columns)
    number = np.full(len(minimums), NOTHING)
    number[places] = np.arange(len(places))
    columns = np.flatnonzero(minimums[wished])
    most = np.minimum(np.bincount(wished, minlength=len(minimums)), market.quotas[: len(minimums)])
    for values, lower, upper in (
        (minimums[places], 0.0, np.inf),
        (np.maximum(most[places], 1), -np.inf, 0.0),
    ):
        matrix.enter(columns, number[wished[columns]])
        matrix.enter(switch, number[places], -values)
        matrix.bound(lower, np.full(len(places), upper))
