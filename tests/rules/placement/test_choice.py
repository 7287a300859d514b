"""The published steps of a choice, one example each, and what every choice must have in common."""

import numpy as np
import pytest

from mobility_rules.placement.choice import (
    Proposal,
    choose,
    choose_in_tree,
    is_accepted,
    is_feasible,
    is_stable,
    proposal,
)
from mobility_rules.placement.market import NOTHING, UNLIMITED, Market, SeatRules, no_rules
from tests.rules.placement.small_markets import seeded, small_market

A, B, C = 0, 1, 2


def bin_of(quota: int, *, first=(0, 0, 0), last=(0, 0, 0), caps=(UNLIMITED,) * 3) -> Market:
    """One place with rules about three types, and nobody before it yet."""
    tables = (np.array([table], dtype=np.int32) for table in (first, last, caps))
    nobody = np.zeros((0, 1), dtype=np.int32)
    return Market(
        wishes=nobody,
        standings=nobody,
        types=np.zeros(0, dtype=np.int32),
        quotas=np.array([quota]),
        parents=np.array([NOTHING], dtype=np.int32),
        bins=np.array([0], dtype=np.int32),
        rules=SeatRules(np.array([0], dtype=np.int32), *tables),
    )


def before(*standings_and_types: tuple[int, int], place: int = 0) -> list[Proposal]:
    return [
        Proposal(standing << 32 | number, 0, number, place, type)
        for number, (standing, type) in enumerate(standings_and_types)
    ]


def kept(market: Market, *standings_and_types: tuple[int, int]) -> tuple[list[int], list[int]]:
    """The standings of those in reserved seats, and in open ones."""
    reserved, in_open = choose(market, 0, before(*standings_and_types))
    return _standings(reserved), _standings(in_open)


def _standings(seats: list[Proposal]) -> list[int]:
    return sorted((one.key >> 32 for one in seats), reverse=True)


def test_without_rules_the_best_are_kept():
    market = bin_of(2)
    assert kept(market, (5, A), (7, B), (6, C)) == ([], [7, 6])


def test_of_equal_ones_the_greater_number_wins():
    _, in_open = choose(bin_of(1), 0, before((5, A), (5, B), (4, C)))
    assert [one.applicant for one in in_open] == [1]


def test_reserve_first_is_a_minimum_that_the_best_of_the_type_use_up():
    market = bin_of(3, first=(0, 1, 0))
    assert kept(market, (9, B), (8, A), (7, A), (2, B)) == ([9], [8, 7])
    assert kept(market, (9, A), (8, A), (7, A), (2, B)) == ([2], [9, 8])


def test_reserve_last_adds_to_what_the_type_gets_in_the_open_seats():
    market = bin_of(3, last=(0, 1, 0))
    assert kept(market, (9, B), (8, A), (7, A), (2, B)) == ([2], [9, 8])


def test_reserved_seats_that_nobody_of_the_type_wants_go_to_the_best_others():
    assert kept(bin_of(2, first=(0, 2, 0)), (5, A), (4, A), (3, C)) == ([], [5, 4])
    assert kept(bin_of(2, last=(0, 2, 0)), (5, A), (4, A), (3, C)) == ([], [5, 4])
    assert kept(bin_of(2, last=(0, 2, 0)), (5, A), (4, A), (3, B)) == ([3], [5])


def test_only_the_best_of_a_type_count_up_to_its_cap():
    market = bin_of(3, caps=(1, UNLIMITED, UNLIMITED))
    assert kept(market, (9, A), (8, A), (7, A), (2, B)) == ([], [9, 2])


def test_a_cap_bounds_reserved_and_open_seats_together():
    market = bin_of(3, first=(2, 0, 0), caps=(1, UNLIMITED, UNLIMITED))
    assert kept(market, (9, A), (8, A), (7, B), (6, B)) == ([9], [7, 6])


def test_both_orders_of_reserves_stand_beside_each_other():
    market = bin_of(4, first=(1, 0, 0), last=(0, 1, 0))
    rows = [(9, B), (8, C), (7, C), (6, C), (3, B), (2, A)]
    assert kept(market, *rows) == ([3, 2], [9, 8])


def two_places_below(
    group_quota: int, quotas=(2, 1), *, first=(0, 0), last=(0, 0), types=(A, A, B)
) -> Market:
    """Places 0, with reserves, and 1 below one group; three applicants: x and z wish 0, y wishes 1.
    Standings: x 5, y 6, z 9."""
    rule_of = np.array([0, NOTHING, NOTHING], dtype=np.int32)
    caps = np.full((1, 2), UNLIMITED, dtype=np.int32)
    return Market(
        wishes=np.array([[0], [1], [0]], dtype=np.int32),
        standings=np.array([[5], [6], [9]], dtype=np.int32),
        types=np.array(types, dtype=np.int32),
        quotas=np.array([*quotas, group_quota]),
        parents=np.array([2, 2, NOTHING], dtype=np.int32),
        bins=np.array([0, 1], dtype=np.int32),
        rules=SeatRules(
            rule_of, np.array([first], dtype=np.int32), np.array([last], dtype=np.int32), caps
        ),
    )


X, Y, Z = 0, 1, 2


def kept_in_tree(market: Market, *applicants: int) -> set[int]:
    wishes = [proposal(market, one, 0) for one in applicants]
    return {one.applicant for one in choose_in_tree(market, 2, wishes)}


def test_a_group_keeps_the_best_of_all_its_places():
    assert kept_in_tree(two_places_below(1), X, Y) == {Y}
    assert kept_in_tree(two_places_below(2), X, Y, Z) == {Y, Z}


def test_a_reserved_seat_is_kept_in_the_shared_quota_above():
    assert kept_in_tree(two_places_below(1, first=(1, 0)), X, Y) == {X}
    assert kept_in_tree(two_places_below(2, first=(1, 0)), X, Y, Z) == {X, Z}


def test_reserved_last_below_a_group_a_rejected_one_would_be_wanted_again():
    """Why such a policy is refused: z comes, and the group wants x, whom it had rejected."""
    market = two_places_below(1, last=(1, 0))
    assert kept_in_tree(market, X, Y) == {Y}
    assert kept_in_tree(market, X, Y, Z) == {X}


def test_of_two_own_proposals_to_a_shared_quota_the_dearer_stays():
    market = Market(
        wishes=np.array([[1, 0]], dtype=np.int32),
        standings=np.array([[5, 5]], dtype=np.int32),
        types=np.zeros(1, dtype=np.int32),
        quotas=np.array([1, 1, 1]),
        parents=np.array([2, 2, NOTHING], dtype=np.int32),
        bins=np.array([0, 1], dtype=np.int32),
        rules=no_rules(3),
    )
    both = [proposal(market, 0, 0), proposal(market, 0, 1)]
    assert choose_in_tree(market, 2, both) == {both[0]}
    assert not is_stable(market, np.array([1]))
    assert is_stable(market, np.array([0]))


def test_a_wish_is_accepted_when_the_tree_keeps_it():
    market = two_places_below(1)
    nobody, y_alone = np.full(3, NOTHING), np.array([NOTHING, 0, NOTHING])
    assert is_feasible(market, nobody)
    assert not is_stable(market, nobody)
    assert not is_accepted(market, y_alone, X, 0)
    assert is_accepted(market, y_alone, Z, 0)
    assert not is_feasible(market, np.array([NOTHING, 0, 0]))
    assert is_stable(market, np.array([NOTHING, NOTHING, 0]))


def test_a_hole_is_nothing_to_sit_on():
    market = two_places_below(2)
    market.wishes[X, 0] = NOTHING
    assert not is_feasible(market, np.array([0, NOTHING, NOTHING]))


@pytest.mark.parametrize("part", range(4))
def test_one_more_proposal_brings_nobody_back_and_empties_no_seat(part):
    """What makes the result unique, whatever the order of proposals, and honesty the best list."""
    for seed in range(part * 5000, (part + 1) * 5000):
        pick = seeded(seed)
        market = small_market(pick, most_applicants=6)
        wishes = [
            proposal(market, one, column)
            for one, listed in enumerate(market.wishes.tolist())
            for column, place in enumerate(listed)
            if place != NOTHING
        ]
        for root in {market.chain(place)[-1] for place in range(market.places)}:
            below = [one for one in wishes if market.chain(one.place)[-1] == root]
            some = [one for one in below if pick(0, 2)]
            for newcomer in set(below) - set(some):
                fewer = choose_in_tree(market, root, some)
                more = choose_in_tree(market, root, [*some, newcomer])
                assert not (set(some) - fewer) & more, seed
                assert len(fewer) <= len(more), seed
