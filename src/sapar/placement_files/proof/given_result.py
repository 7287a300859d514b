"""Whether a result that somebody else has worked out is the one that these inputs give."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mobility_rules.placement.closing import Placed
from mobility_rules.placement.market import NOTHING, Integers, Market
from sapar.placement_files.market.market_tables import Placement
from sapar.placement_files.market.placing import of_equal_worth


class NotTheResult(ValueError):
    """Something else was given than these inputs lead to; says the first difference."""


def must_agree(placement: Placement, placed: Placed, given: Mapping[str, str | None]) -> None:
    """Raises `NotTheResult` when something else was given."""
    granted = columns_of(placement, placed.market, given)
    if not np.array_equal(granted, placed.granted):
        raise NotTheResult(first_difference(placement, placed, granted))


def preferred(placement: Placement, placed: Placed, given: Mapping[str, str | None]) -> Placed:
    """What was given, if it is as good as what the exact mode found."""
    try:
        granted = columns_of(placement, placement.market, given)
    except NotTheResult:
        return placed
    return of_equal_worth(placement, placed, granted) or placed


def columns_of(placement: Placement, market: Market, given: Mapping[str, str | None]) -> Integers:
    """The wish that each applicant is given, by its column. Raises `NotTheResult` for people or
    places that are not in the market, and for a place that is no wish."""
    names = placement.applicants.to_pylist()
    if missing := sorted(set(names) ^ set(given)):
        raise NotTheResult(f"{missing[0]} is in the inputs or in the result, but not in both")
    number_of = {name: number for number, name in enumerate(placement.seats.places)}
    granted = np.full(len(names), NOTHING, dtype=np.int32)
    for row, name in enumerate(names):
        place = given[name]
        if place is None:
            continue
        columns = np.flatnonzero(market.wishes[row] == number_of.get(place, NOTHING - 1))
        if not len(columns):
            raise NotTheResult(f"{name} got {place}, which is no wish that may be granted")
        granted[row] = columns[0]
    return granted


def first_difference(placement: Placement, placed: Placed, granted: Integers) -> str:
    """The first applicant by name who was given something else."""
    for row in placement.by_name.tolist():
        if granted[row] != placed.granted[row]:
            told = _told(placement, placed, row, int(granted[row]))
            again = _told(placement, placed, row, int(placed.granted[row]))
            return f"{placement.names.applicants[row]} got {told}; computed anew it is {again}"
    return "nothing differs"


def _told(placement: Placement, placed: Placed, row: int, column: int) -> str:
    if column == NOTHING:
        return "no place"
    return placement.seats.nodes[placed.market.wishes[row, column]]
