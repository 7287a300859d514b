"""The engine in Numba, where that is installed: the quickest from some 300,000 applicants on.

Numba itself is only imported when a market is solved.
"""

from __future__ import annotations

import numpy as np

from mobility_rules.placement.engines.packing import useful_seats
from mobility_rules.placement.market import NOTHING, Integers, Market


def solve_compiled(market: Market) -> Integers:
    """For each applicant the column of the wish granted, or NOTHING."""
    if market.wishes.size == 0:
        return np.full(market.applicants, NOTHING, dtype=np.int32)
    return settled_plain(market) if market.is_plain else settled_trees(market)


def settled_plain(market: Market, **buckets: int) -> Integers:
    """buckets: other than `everybody` has them."""
    from mobility_rules.placement.engines.plain_kernel import settle_plain, state_of
    from mobility_rules.placement.engines.queue import everybody, granted_in

    lists = market.wishes.shape
    state = state_of(market.wishes, market.standings, useful_seats(market))
    settle_plain(state, everybody(lists, market.places, state.heap.nbytes, **buckets))
    return granted_in(state.heap, state.start, state.held, lists)


def settled_trees(market: Market, **buckets: int) -> Integers:
    """The same with reserves, caps and shared quotas."""
    from mobility_rules.placement.engines.queue import everybody, granted_in
    from mobility_rules.placement.engines.shape import state_of
    from mobility_rules.placement.engines.tree_kernel import settle_trees

    lists = market.wishes.shape
    state = state_of(market)
    settle_trees(state, everybody(lists, len(state.cells), state.heap.nbytes, **buckets))
    return granted_in(state.heap, state.lines["start"], state.lines["held"], lists)
