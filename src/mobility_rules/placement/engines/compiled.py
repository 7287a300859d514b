"""The engine in Numba, where that is installed: the quickest from some 300,000 applicants on.

Numba itself is only imported when a market is solved.
"""

from __future__ import annotations

import numpy as np

from mobility_rules.placement.engines.packing import useful_seats
from mobility_rules.placement.engines.queue import everybody
from mobility_rules.placement.market import NOTHING, Integers, Market


def solve_compiled(market: Market) -> Integers:
    """For each applicant the column of the wish granted, or NOTHING."""
    if market.wishes.size == 0:
        return np.full(market.applicants, NOTHING, dtype=np.int32)
    return _settled_plain(market) if market.is_plain else _settled_trees(market)


def _settled_plain(market: Market) -> Integers:
    from mobility_rules.placement.engines import plain_kernel as kernel

    state = kernel.state_of(market.wishes, market.standings, useful_seats(market))
    kernel.settle_plain(state, kernel.everybody(state))
    return kernel.granted_in(state)


def _settled_trees(market: Market) -> Integers:
    from mobility_rules.placement.engines.shape import state_of
    from mobility_rules.placement.engines.tree_kernel import settle_trees

    state = state_of(market)
    settle_trees(state, everybody(market.applicants))
    state.column[state.column == market.wishes.shape[1]] = NOTHING
    return state.column
