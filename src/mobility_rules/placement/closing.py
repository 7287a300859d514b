"""Places that take at least so many or nobody, in numbers: who gets what, and who takes nobody.

`minimums` says the same by name, and what each of the two ways costs.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from mobility_rules.placement.engines import Engine, engine_for, solve
from mobility_rules.placement.exact import solve_exact
from mobility_rules.placement.market import NOTHING, Integers, Keys, Market
from mobility_rules.placement.policy import MinimumMode
from mobility_rules.placement.seats import taken_seats


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """market: without the wishes for closed places. closed: their numbers. granted: the column of
    the wish granted to each applicant, or NOTHING."""

    market: Market
    granted: Integers
    engine: Engine
    closed: tuple[int, ...] = ()


def give_seats(
    market: Market,
    mode: MinimumMode,
    least: Keys,
    *,
    required: Integers | None = None,
    shut: Collection[int] = (),
    engine: Engine | None = None,
    seconds: float | None = None,
) -> Placed:
    """The result in this way. Without minimums closing is the ordinary placement.

    least: how many each place takes at least, 0 for any number. required: for each applicant the
    column that has to be granted, or NOTHING; standings, which say it too, mean nothing to the
    exact way. shut: places closed beforehand. seconds: how long the exact way may search. Raises
    `QuotasRefused` as `solve_exact` does.
    """
    engine, market = engine or engine_for(market), without(market, shut)
    if mode is MinimumMode.CLOSE:
        return _close(market, least, shut, engine)
    granted = solve_exact(market, least, required, seconds=seconds)
    return with_empty_closed(market, least, shut, granted, engine)


def without(market: Market, shut: Collection[int]) -> Market:
    """The market without the wishes for these places."""
    if not shut:
        return market
    is_shut = np.isin(market.wishes, list(shut))
    return replace(market, wishes=np.where(is_shut, np.int32(NOTHING), market.wishes))


def with_empty_closed(
    market: Market, least: Keys, shut: Collection[int], granted: Integers, engine: Engine
) -> Placed:
    """A result of the exact way: places with a minimum that take nobody count as closed."""
    empty = np.flatnonzero((least > 0) & (taken_seats(market, granted) == 0))
    closed = sorted({*shut, *empty.tolist()})
    return Placed(without(market, closed), granted, engine, tuple(closed))


def _close(market: Market, least: Keys, shut: Collection[int], engine: Engine) -> Placed:
    """Close the place that lacks the most, of several the first by name, and run again."""
    closed = list(shut)
    while True:
        granted = solve(market, engine)
        taken = taken_seats(market, granted)
        lacking = np.where((taken > 0) & (taken < least), least - taken, 0)
        if not lacking.any():
            return Placed(market, granted, engine, tuple(sorted(closed)))
        closed.append(int(lacking.argmax()))
        market = without(market, closed[-1:])
