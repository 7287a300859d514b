"""The engine in Numba, where that is installed: the quickest from some 300,000 applicants on.

Numba itself is only imported when a market is solved.
"""

from __future__ import annotations

from mobility_rules.placement.engines.packing import useful_seats
from mobility_rules.placement.market import NOTHING, Integers, Market


def solve_compiled(market: Market) -> Integers:
    """For each applicant the column of the wish granted, or NOTHING."""
    column = _settled(market)
    column[column >= market.wishes.shape[1]] = NOTHING
    return column


def _settled(market: Market) -> Integers:
    if market.is_plain:
        from mobility_rules.placement.engines.plain_kernel import settle_plain

        return settle_plain(market.wishes, market.standings, useful_seats(market))
    from mobility_rules.placement.engines.shape import state_of
    from mobility_rules.placement.engines.tree_kernel import settle_trees

    state = state_of(market)
    settle_trees(state)
    return state.column
