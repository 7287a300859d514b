"""The readable engine against brute force, and the way back from what one may ask of it."""

from dataclasses import replace

import numpy as np
import pytest

from mobility_rules.placement.engines.plain import LiveMarket, solve_plain
from mobility_rules.placement.market import NOTHING, STANDINGS, Market, plain_market
from tests.rules.placement.oracle import assert_best_of_the_fair
from tests.rules.placement.small_markets import Pick, seeded, small_market

MARKETS = 20_000
PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_the_result_is_the_fair_one_that_everybody_likes_best(part):
    """By trying all assignments of 20,000 markets with reserves, caps, nested groups, pools, ties
    and holes. In some of them more than one is fair, so that liking it best says something."""
    several = 0
    for seed in range(part, MARKETS, PARTS):
        market = small_market(seeded(seed), most_applicants=4 + (seed % 20 < PARTS))
        several += assert_best_of_the_fair(market, solve_plain(market)) > 1
    assert several >= 50


def test_the_order_of_entering_changes_nothing():
    for seed in range(2000):
        pick = seeded(seed)
        market = small_market(pick, most_applicants=7)
        live = LiveMarket(market)
        for applicant in _shuffled(pick, market.applicants):
            live.enter(applicant)
        assert live.granted().tolist() == solve_plain(market).tolist(), seed


def test_a_market_taken_back_goes_on_as_if_nothing_had_happened():
    for seed in range(2000):
        pick = seeded(seed)
        market = small_market(pick, most_applicants=7)
        order = _shuffled(pick, market.applicants)
        live = LiveMarket(market)
        for at, applicant in enumerate(order):
            mark, before = live.mark(), live.granted().tolist()
            for other in order[at:][:: pick(1, 2)]:
                if pick(0, 1):
                    live.enter(other)
                else:
                    live.seat(other, pick(0, market.places - 1), pick(0, STANDINGS))
            live.undo(mark)
            assert live.granted().tolist() == before, seed
            live.enter(applicant)
        assert live.granted().tolist() == solve_plain(market).tolist(), seed


def test_a_market_that_starts_from_a_result_takes_in_the_others():
    for seed in range(2000):
        pick = seeded(seed)
        market = small_market(pick, most_applicants=7)
        late = [one for one in range(market.applicants) if pick(0, 1)]
        live = LiveMarket.holding(market, solve_plain(_without(market, late)), late)
        live.enter_all(late)
        assert live.granted().tolist() == solve_plain(market).tolist(), seed


def test_somebody_seated_stays_exactly_when_a_run_with_that_wish_alone_grants_it():
    for seed in range(3000):
        pick = seeded(seed)
        market = small_market(pick, most_applicants=6)
        one, place = pick(0, market.applicants - 1), pick(0, market.places - 1)
        standing = pick(0, 5)
        others = solve_plain(_without(market, [one]))
        live = LiveMarket.holding(market, others, (one,))
        mark = live.mark()
        stays = live.seat(one, place, standing)
        expected = solve_plain(_with_one_wish(market, one, place, standing))
        assert stays == (expected[one] == 0), seed
        expected[one] = NOTHING
        assert live.granted().tolist() == expected.tolist(), seed
        live.undo(mark)
        assert live.granted().tolist() == others.tolist(), seed


def test_a_chain_tells_whom_each_place_rejected():
    """0 and 1 hold the places; 2 comes above both to the first, 0 goes on to the second."""
    market = plain_market(
        wishes=np.array([[0, 1], [1, NOTHING], [0, NOTHING]], dtype=np.int32),
        standings=np.array([[5, 5], [4, 0], [9, 0]], dtype=np.int32),
        quotas=np.array([1, 1]),
    )
    live = LiveMarket(market)
    live.enter(0)
    live.enter(1)
    live.rejections = []
    live.enter(2)
    assert live.rejections == [(0, 5 << 32 | 0), (1, 4 << 32 | 1)]
    assert live.granted().tolist() == [1, NOTHING, 0]


def test_nobody_and_nothing_to_give():
    for applicants, places in ((0, 2), (2, 0), (0, 0)):
        lists = np.full((applicants, places), NOTHING, dtype=np.int32)
        market = plain_market(lists, np.zeros_like(lists), np.ones(places, dtype=np.int64))
        assert solve_plain(market).tolist() == [NOTHING] * applicants


def _shuffled(pick: Pick, count: int) -> list[int]:
    left = list(range(count))
    return [left.pop(pick(0, len(left) - 1)) for _ in range(count)]


def _without(market: Market, applicants: list[int]) -> Market:
    wishes = market.wishes.copy()
    wishes[applicants] = NOTHING
    return replace(market, wishes=wishes)


def _with_one_wish(market: Market, applicant: int, place: int, standing: int) -> Market:
    wishes, standings = market.wishes.copy(), market.standings.copy()
    wishes[applicant] = NOTHING
    wishes[applicant, 0], standings[applicant, 0] = place, standing
    return replace(market, wishes=wishes, standings=standings)
