"""Every stated threshold is confirmed by placing everybody anew: with it, and with one less."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from mobility_rules.placement.bars import BEYOND, last_admitted, number_of, types_of
from mobility_rules.placement.engines import live_without
from mobility_rules.placement.engines.plain import solve_plain
from mobility_rules.placement.engines.plain_live import LivePlainMarket
from mobility_rules.placement.market import NOTHING, NUMBER_BITS, STANDINGS, SeatRules, plain_market
from mobility_rules.placement.thresholds import thresholds
from mobility_rules.placement.waiting import missed
from tests.rules.placement.small_markets import seeded, small_market

PAIRS = 3_000


def test_three_thousand_thresholds_are_exact():
    """Groups, pools, reserves first and last, caps, ties, few seats for many."""
    pairs = confirmed = 0
    beyond = with_rules = cutoff_differs = 0
    for seed in range(2_000):
        market = by_twos(small_market(seeded(seed), most_applicants=14, most_places=5))
        granted = solve_plain(market)
        cutoffs = last_admitted(market, granted)
        for one, column, rival in rows(thresholds(market, granted)):
            cutoff = int(cutoffs[market.wishes[one, column], types_of(market)[one]])
            pairs += 1
            confirmed += is_exact(market, one, column, rival)
            beyond += rival == BEYOND
            with_rules += market.rules.exist
            cutoff_differs += rival != BEYOND and just_above(cutoff, one) != just_above(rival, one)
        if pairs >= PAIRS:
            break
    assert confirmed == pairs >= PAIRS
    assert with_rules > PAIRS / 4
    assert min(beyond, cutoff_differs) > 10, "too little of what is difficult was tried"


def test_the_last_admitted_is_a_wrong_threshold_for_some():
    """Why it is not used: whom one displaces may come back, and where one leaves others move up."""
    tried = too_low = too_high = 0
    for seed in range(60):
        market = crowded(seed)
        granted = solve_plain(market)
        cutoffs = last_admitted(market, granted)[:, 0]
        for one, column, rival in rows(thresholds(market, granted)):
            cutoff = int(cutoffs[market.wishes[one, column]])
            said, enough = just_above(cutoff, one), just_above(rival, one)
            tried += 1
            if said < enough:
                too_low += 1
                assert not is_reached(market, one, column, said)
            if said > enough:
                too_high += 1
                assert is_reached(market, one, column, said - 1)
    assert too_low > 20
    assert too_high > 20
    assert too_low + too_high < tried / 5


def test_asking_for_some_gives_the_same_as_asking_for_all():
    market = crowded(1)
    granted = solve_plain(market)
    every = {(one, column): rival for one, column, rival in rows(thresholds(market, granted))}
    assert set(every) == {divmod(at, market.wishes.shape[1]) for at in missed(market, granted)}
    told = []
    some = thresholds(market, granted, [3, 1, 20], lambda done, total: told.append((done, total)))
    asked = {row: rival for row, rival in every.items() if row[0] in (3, 1, 20)}
    assert {(one, column): rival for one, column, rival in rows(some)} == asked
    people = len({one for one, _ in asked})
    assert told == [(done, people) for done in range(1, people + 1)]


@pytest.mark.parametrize("make", [live_without, LivePlainMarket])
def test_a_market_without_those_asked_for_may_have_been_made_before(make):
    market = crowded(1)
    granted = solve_plain(market)
    asked = list(range(0, market.applicants, 2))
    assert (granted[asked] == 0).any(), "who missed nothing takes part, too"
    ready = thresholds(market, granted, asked, others=make(market, asked))
    assert list(rows(ready)) == list(rows(thresholds(market, granted, asked)))


def test_it_does_not_matter_how_far_standings_lie_apart():
    """With no room for a step between two standings, those that occur are counted instead."""
    far = STANDINGS // 6 - 1
    told = 0
    for seed in range(150):
        market = by_twos(small_market(seeded(seed), most_applicants=10, most_places=4))
        granted = solve_plain(market)
        stretched = replace(market, standings=market.standings * far)
        near, apart = thresholds(market, granted), thresholds(stretched, granted)
        for (one, column, rival), (_, _, other) in zip(rows(near), rows(apart), strict=True):
            told += 1
            assert (rival == BEYOND) is (other == BEYOND)
            if rival != BEYOND:
                assert other >> NUMBER_BITS == (rival >> NUMBER_BITS) * far
                assert is_exact(stretched, one, column, other)
    assert told > 150


def test_where_the_own_standing_would_be_enough_there_is_nobody_to_beat():
    """As in a result that others made: the best is left without a seat."""
    wishes = np.zeros((2, 1), dtype=np.int32)
    plain = plain_market(wishes, np.array([[1], [2]], dtype=np.int32), np.array([1]))
    capped = replace(plain, rules=one_cap(at_most=1))
    for market in (plain, capped):
        table = thresholds(market, np.array([0, NOTHING], dtype=np.int32))
        assert list(rows(table)) == [(1, 0, NOTHING)]


def one_cap(at_most):
    none = np.zeros((1, 1), dtype=np.int32)
    return SeatRules(np.zeros(1, np.int32), none, none, np.full((1, 1), at_most, np.int32))


def test_nobody_asked_for_and_nobody_there():
    market = crowded(1)
    assert len(thresholds(market, solve_plain(market), []).rival) == 0
    empty = plain_market(np.zeros((0, 0), np.int32), np.zeros((0, 0), np.int32), np.array([3]))
    assert len(thresholds(empty, np.zeros(0, np.int32)).rival) == 0


def by_twos(market):
    """Between two standings there is always one more, so that "just above" can be placed."""
    return replace(market, standings=2 * market.standings)


def crowded(seed):
    """Scores of one's own at each place, so that who is displaced may come back."""
    random = np.random.default_rng(seed)
    wishes = np.argsort(random.random((40, 8)), axis=1)[:, :5].astype(np.int32)
    standings = 2 * random.integers(0, 30, wishes.shape, dtype=np.int32)
    return plain_market(wishes, standings, np.array([Random(seed).randint(1, 5)] * 8))


def rows(table):
    yield from zip(
        table.applicant.tolist(), table.column.tolist(), table.rival.tolist(), strict=True
    )


def just_above(rival, applicant):
    """The least standing with which the applicant comes before that key."""
    return (rival >> NUMBER_BITS) + (applicant < number_of(rival))


def is_reached(market, applicant, column, standing):
    """Whether the applicant with that standing gets the wish, or a dearer one."""
    standings = market.standings.copy()
    standings[applicant, column] = standing
    got = solve_plain(replace(market, standings=standings))[applicant]
    return NOTHING < got <= column


def is_exact(market, applicant, column, rival):
    if rival == BEYOND:
        return not is_reached(market, applicant, column, STANDINGS - 1)
    enough = just_above(rival, applicant)
    if enough == 0 or is_reached(market, applicant, column, enough - 1):
        return False
    return is_reached(market, applicant, column, enough)
