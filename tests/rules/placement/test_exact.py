"""The exact mode against every assignment of small markets."""

from collections import Counter
from itertools import product

import numpy as np
import pytest

from mobility_rules.placement.exact import solve_exact
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.market import NOTHING, Market, plain_market
from tests.rules.placement.small_markets import seeded, small_market


def test_the_most_are_placed_and_then_the_ranks_are_smallest():
    placed = 0
    for seed in range(300):
        market = small_market(seeded(seed), 5, 3)
        best = max(_worth(given) for given in _allowed(market, np.zeros(market.places)))
        granted = solve_exact(market).tolist()
        assert _worth(granted) == best
        assert _is_allowed(market, granted, np.zeros(market.places))
        placed += best[0]
    assert placed > 300


def test_a_place_with_a_minimum_takes_enough_or_nobody():
    closed = 0
    for seed in range(300):
        market = small_market(seeded(seed), 5, 3)
        minimums = np.minimum(market.quotas[: market.places], 1 + seed % 3)
        best = max(_worth(given) for given in _allowed(market, minimums))
        granted = solve_exact(market, minimums).tolist()
        assert _worth(granted) == best
        assert _is_allowed(market, granted, minimums)
        closed += best != max(_worth(given) for given in _allowed(market, 0 * minimums))
    assert closed > 20


def test_a_required_wish_is_granted_whatever_it_costs():
    market = plain_market(
        wishes=np.array([[0, 1], [0, NOTHING]], dtype=np.int32),
        standings=np.zeros((2, 2), dtype=np.int32),
        quotas=np.array([1, 1], dtype=np.int64),
    )
    assert solve_exact(market).tolist() == [1, 0]
    required = np.array([0, NOTHING], dtype=np.int32)
    assert solve_exact(market, required=required).tolist() == [0, NOTHING]
    with pytest.raises(QuotasRefused, match="no-allocation"):
        solve_exact(market, required=np.array([0, 0], dtype=np.int32))


def test_a_search_that_takes_too_long_is_refused_and_gives_nothing():
    """Of two places with two seats each, for two people or nobody, three people fill one."""
    wishes = np.array([[0, 1], [0, 1], [1, 0]], dtype=np.int32)
    standings, quotas = np.zeros((3, 2), dtype=np.int32), np.array([2, 2], dtype=np.int64)
    market, minimums = plain_market(wishes, standings, quotas), np.array([2, 2])
    assert np.count_nonzero(solve_exact(market, minimums, seconds=60) != NOTHING) == 2
    with pytest.raises(QuotasRefused, match="exact-out-of-time") as refused:
        solve_exact(market, minimums, seconds=0)
    assert refused.value.values == {"seconds": 0}


def test_somebody_can_gain_by_another_list_than_the_honest_one():
    """That is why the mode says so: Anna and Berik both like Vilnius better than Riga, and who has
    nothing else to name gets it."""
    standings, quotas = np.zeros((2, 2), dtype=np.int32), np.array([1, 1], dtype=np.int64)
    honest = plain_market(np.array([[0, 1], [0, 1]], dtype=np.int32), standings, quotas)
    loser = int(np.flatnonzero(solve_exact(honest) == 1)[0])
    lists = honest.wishes.copy()
    lists[loser, 1] = NOTHING
    assert solve_exact(plain_market(lists, standings, quotas))[loser] == 0


def test_nobody_wishes_anything():
    nobody = np.full((3, 0), NOTHING, dtype=np.int32)
    market = plain_market(nobody, nobody, np.array([1], dtype=np.int64))
    assert solve_exact(market, np.array([1])).tolist() == [NOTHING] * 3


def _worth(given: list[int]) -> tuple[int, int]:
    ranks = [column for column in given if column != NOTHING]
    return len(ranks), -sum(ranks)


def _allowed(market: Market, minimums: np.ndarray) -> list[list[int]]:
    choices = [
        [NOTHING, *(column for column, place in enumerate(wishes) if place != NOTHING)]
        for wishes in market.wishes.tolist()
    ]
    tried = (list(given) for given in product(*choices))
    return [given for given in tried if _is_allowed(market, given, minimums)]


def _is_allowed(market: Market, given: list[int], minimums: np.ndarray) -> bool:
    at: Counter[int] = Counter()
    typed: Counter[tuple[int, int]] = Counter()
    for row, column in enumerate(given):
        if column != NOTHING:
            place = market.wishes[row, column]
            nodes = {int(place), *_above(market, int(place))}
            at.update(nodes)
            typed.update((node, int(market.types[row])) for node in nodes)
    if any(count > market.quotas[node] for node, count in at.items()):
        return False
    if any(0 < at[place] < minimums[place] for place in range(market.places)):
        return False
    caps, rule_of = market.rules.caps, market.rules.rule_of
    return all(
        rule_of[node] == NOTHING or count <= caps[rule_of[node], kind]
        for (node, kind), count in typed.items()
    )


def _above(market: Market, node: int) -> list[int]:
    parent = int(market.parents[node])
    return [] if parent == NOTHING else [parent, *_above(market, parent)]
