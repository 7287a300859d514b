"""What holds in every market, whatever it has: nothing exceeded, no envy, nobody hurt by those who
leave or by more seats, and no list that serves an applicant better than the honest one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_rules.placement.choice import dearer
from mobility_rules.placement.engines.plain import solve_plain
from mobility_rules.placement.market import NOTHING, Integers, Market, SeatRules
from tests.rules.placement.oracle import nobody_prefers, rank
from tests.rules.placement.small_markets import STANDINGS, seeded, small_market, with_list

LIES = 1_500


@st.composite
def markets(draw, most_applicants: int = 8, most_places: int = 4) -> Market:
    def pick(low: int, high: int) -> int:
        return draw(st.integers(low, high))

    return small_market(pick, most_applicants, most_places)


def seats_of(market: Market, granted: Integers) -> list[tuple[int, int, int]]:
    """Applicant, place and key of everybody who is placed."""
    keys = market.keys()
    return [
        (one, int(market.wishes[one, column]), int(keys[one, column]))
        for one, column in enumerate(granted.tolist())
        if column != NOTHING
    ]


@given(markets())
def test_no_quota_and_no_cap_is_exceeded(market):
    at_node = np.zeros(len(market.quotas), dtype=int)
    of_type = np.zeros((len(market.quotas), market.rules.caps.shape[1]), dtype=int)
    for one, place, _ in seats_of(market, solve_plain(market)):
        at_node[market.chain(place)] += 1
        of_type[market.bins[place], market.types[one]] += 1
    assert (at_node <= market.quotas).all()
    ruled = market.rules.rule_of != NOTHING
    assert (of_type[ruled] <= market.rules.caps[market.rules.rule_of[ruled]]).all()


@given(markets())
def test_nobody_envies_one_of_the_same_type_with_a_lower_standing(market):
    granted, keys = solve_plain(market), market.keys()
    seats = seats_of(market, granted)
    for one, column in dearer(market, granted):
        for other, place, key in seats:
            if place == market.wishes[one, column] and market.types[other] == market.types[one]:
                assert key >= keys[one, column]


@given(markets())
def test_nobody_envies_a_lower_standing_where_nothing_is_reserved_or_capped(market):
    market = replace(market, rules=_silent(market))
    granted, keys = solve_plain(market), market.keys()
    seats = seats_of(market, granted)
    for one, column in dearer(market, granted):
        for _, place, key in seats:
            if place == market.wishes[one, column]:
                assert key >= keys[one, column]


@given(markets(), st.data())
def test_a_withdrawal_never_hurts_anybody_who_remains(market, data):
    gone = data.draw(st.integers(0, market.applicants - 1))
    wishes = market.wishes.copy()
    wishes[gone] = NOTHING
    before = solve_plain(market)
    before[gone] = NOTHING
    assert nobody_prefers(before.tolist(), solve_plain(replace(market, wishes=wishes)).tolist())


@given(markets(), st.data())
def test_one_seat_more_never_hurts_anybody(market, data):
    quotas = market.quotas.copy()
    quotas[data.draw(st.integers(0, len(quotas) - 1))] += 1
    before = solve_plain(market).tolist()
    assert nobody_prefers(before, solve_plain(replace(market, quotas=quotas)).tolist())


@given(markets(), st.data())
def test_a_higher_standing_never_hurts_the_one_who_has_it(market, data):
    one = data.draw(st.integers(0, market.applicants - 1))
    column = data.draw(st.integers(0, market.wishes.shape[1] - 1))
    standings = market.standings.copy()
    standings[one, column] += data.draw(st.integers(1, STANDINGS))
    before, after = solve_plain(market)[one], solve_plain(replace(market, standings=standings))[one]
    assert rank(after) <= rank(before)


@pytest.mark.parametrize("part", range(3))
def test_no_other_list_gets_anybody_something_dearer(part):
    """All orders of all places and all beginnings of them, for each applicant of each market."""
    for seed in range(part, LIES, 3):
        assert not list(profitable_lies(seed, solve_plain)), seed


def test_the_search_finds_lies_where_first_wishes_are_granted_first():
    assert any(list(profitable_lies(seed, first_wishes_first)) for seed in range(100))


def profitable_lies(
    seed: int, solve: Callable[[Market], Integers]
) -> Iterator[tuple[Market, int, tuple[int, ...]]]:
    """The market, the applicant and the list that serves this one better than the honest one."""
    pick = seeded(seed)
    market = small_market(pick, most_applicants=6)
    for liar in range(market.applicants):
        honest = tuple(place for place in market.wishes[liar].tolist() if place != NOTHING)
        scores = np.array([pick(0, STANDINGS) for _ in range(market.places)], dtype=np.int32)
        market = with_list(market, liar, honest, scores)
        deserved = rank(solve(market)[liar])
        for told in _every_list(market.places):
            got = solve(with_list(market, liar, told, scores))[liar]
            if got != NOTHING and told[got] in honest[: int(min(deserved, len(honest)))]:
                yield market, liar, told


def first_wishes_first(market: Market) -> Integers:
    """Boston: who names a place first gets it before all who name it later. Quotas only."""
    keys, left = market.keys(), market.quotas.tolist()
    granted = np.full(market.applicants, NOTHING, dtype=np.int32)
    for column in range(market.wishes.shape[1]):
        for one in np.argsort(-keys[:, column]).tolist():
            place = int(market.wishes[one, column])
            if place != NOTHING and granted[one] == NOTHING and left[place] > 0:
                granted[one] = column
                left[place] -= 1
    return granted


def _every_list(places: int) -> list[tuple[int, ...]]:
    return [order for length in range(places + 1) for order in permutations(range(places), length)]


def _silent(market: Market) -> SeatRules:
    return replace(market.rules, rule_of=np.full_like(market.rules.rule_of, NOTHING))
