"""The checks in numbers against the published definition, tried on results good and bad."""

from random import Random

import numpy as np
import pytest

from mobility_rules.placement.checking import Fault, check, faults, fingerprints, second_opinion
from mobility_rules.placement.choice import (
    choose_in_tree,
    dearer,
    held,
    is_accepted,
    is_feasible,
    proposal,
)
from mobility_rules.placement.engines import Engine
from mobility_rules.placement.engines.plain import solve_plain
from mobility_rules.placement.market import NOTHING, STANDINGS, plain_market
from mobility_rules.placement.positions import positions
from mobility_rules.placement.waiting import waiting_positions
from tests.rules.placement.small_markets import seeded, small_market


class Numbers:
    """Names for a market that has none."""

    def __init__(self, market):
        self.applicants = [f"A{number}" for number in range(market.applicants)]
        self.nodes = [f"P{number}" for number in range(len(market.quotas))]
        self.types = ["", "T1", "T2"]


def any_result(market, seed):
    """Some seats given at random, as far as the trees would hold them."""
    random = Random(seed)
    granted = np.full(market.applicants, NOTHING, dtype=np.int32)
    for one, wishes in enumerate(market.wishes.tolist()):
        columns = [column for column, place in enumerate(wishes) if place != NOTHING]
        if columns and random.random() < 0.8:
            granted[one] = random.choice(columns)
    for root in {market.chain(place)[-1] for place in range(market.places)}:
        seats = held(market, granted, root)
        for gone in seats - choose_in_tree(market, root, seats):
            granted[gone.applicant] = NOTHING
    return granted


def assert_every_fault_is_found(market, seed, seen):
    """Some seats are given at random; each wish that would be accepted is named after who leaves.
    seen: counts the kinds."""
    granted = any_result(market, seed)
    if not is_feasible(market, granted):
        return
    wanted = {
        (one, column): what_happens(market, granted, one, column)
        for one, column in dearer(market, granted)
        if is_accepted(market, granted, one, column)
    }
    found = faults(market, granted)
    wishes = zip(found.applicant.tolist(), found.column.tolist(), strict=True)
    leaves = np.where(found.kind == Fault.WASTE, NOTHING, found.leaves)
    told = zip(wishes, found.kind.tolist(), leaves.tolist(), strict=True)
    for wish, kind, gone in told:
        assert (kind, gone) == wanted.pop(wish), seed
        seen[kind] += 1
    assert not wanted, seed


def test_every_wish_that_would_be_accepted_is_found_and_named_after_who_would_leave():
    seen = dict.fromkeys(Fault, 0)
    for seed in range(1_500):
        assert_every_fault_is_found(small_market(seeded(seed), most_applicants=6), seed, seen)
    assert min(seen.values()) > 20, seen


def test_where_seats_are_reserved_last_somebody_else_may_leave_than_who_is_beaten():
    seen = dict.fromkeys(Fault, 0)
    for seed in range(12_000):
        market = small_market(seeded(seed), most_applicants=8, most_places=2)
        if market.rules.last.any():
            assert_every_fault_is_found(market, seed, seen)
    assert min(seen.values()) > 50, seen


def what_happens(market, granted, applicant, column):
    """The kind of the fault, and who else leaves."""
    wish = proposal(market, applicant, column)
    root = market.chain(wish.place)[-1]
    before = held(market, granted, root)
    leaving = before - choose_in_tree(market, root, before | {wish})
    if all(one.applicant == applicant for one in leaving):
        return Fault.WASTE, NOTHING
    (gone,) = leaving
    return Fault.ENVY if gone.key < wish.key else Fault.RESERVE, gone.applicant


def test_a_fair_result_passes_every_check():
    for seed in range(500):
        market = small_market(seeded(seed), most_applicants=9, most_places=4)
        granted = solve_plain(market)
        names = Numbers(market)
        checks = [*check(market, granted, names), second_opinion(market, granted, names)]
        assert [one.name for one in checks if not one.holds] == [], seed
        assert len(checks) == 7


def test_waiting_lists_follow_the_order_of_the_place():
    for seed in range(300):
        market = small_market(seeded(seed), most_applicants=9, most_places=4)
        granted = solve_plain(market)
        positions = waiting_positions(market, granted)
        waiting: dict[int, list[tuple[int, int]]] = {}
        for one, column in dearer(market, granted):
            key = int(market.keys()[one, column])
            waiting.setdefault(market.wishes[one, column], []).append((key, one))
        for place, line in waiting.items():
            for position, (_, one) in enumerate(sorted(line, reverse=True), start=1):
                column = market.wishes[one].tolist().index(place)
                assert positions[one, column] == position
        assert np.count_nonzero(positions) == sum(map(len, waiting.values()))


def test_lines_are_ordered_alike_however_many_there_are_and_however_far_standings_go():
    random = np.random.default_rng(3)
    lines = random.integers(0, 5, 20_000)
    standings = random.integers(0, STANDINGS, 20_000, dtype=np.int32)
    few, many = positions(lines, standings, 5), positions(lines, standings, 1 << 20)
    assert np.array_equal(few, many)
    in_line = lines == 3
    assert few[in_line][np.argsort(-standings[in_line])].tolist() == list(
        range(1, np.count_nonzero(in_line) + 1)
    )


def two_for_one_seat():
    wishes = np.array([[0, 1], [0, NOTHING]], dtype=np.int32)
    standings = np.array([[5, 5], [7, 0]], dtype=np.int32)
    return plain_market(wishes, standings, np.array([1, 1]))


@pytest.mark.parametrize(
    ("granted", "problem"),
    [
        ([0, 0], "P0 has 1 seats and 2 admitted"),
        ([1, 1], "A1 got wish 2, which may not be granted"),
        ([1, 7], "A1 got wish 8, which is not on the list"),
    ],
)
def test_seats_and_wishes_that_do_not_exist_leave_nothing_else_to_be_checked(granted, problem):
    market = two_for_one_seat()
    (failed,) = check(market, np.array(granted, dtype=np.int32), Numbers(market))
    assert failed.problems == (problem,)


def test_of_many_counterexamples_the_first_are_written_out():
    wishes = np.zeros((50, 1), dtype=np.int32)
    market = plain_market(wishes, wishes, np.array([50]))
    checks = check(market, np.full(50, NOTHING, dtype=np.int32), Numbers(market))
    (waste,) = [one for one in checks if one.name == "non-wastefulness"]
    assert waste.problems[0] == "A0 would rather have P0, which has a free seat"
    assert (len(waste.problems), waste.problems[-1]) == (21, "and 30 more")


def test_the_second_opinion_comes_from_another_engine_and_has_its_limit():
    market = two_for_one_seat()
    wrong = np.array([NOTHING, NOTHING], dtype=np.int32)
    told = second_opinion(market, wrong, Numbers(market))
    assert told.problems[0] == "A0 got nothing, and P1 by the engine plain"
    told = second_opinion(market, wrong, Numbers(market), Engine.PLAIN)
    assert told.problems[1] == "A1 got nothing, and P0 by the engine numpy"
    crowd = plain_market(
        np.zeros((20_001, 1), dtype=np.int32),
        np.zeros((20_001, 1), dtype=np.int32),
        np.array([1]),
    )
    told = second_opinion(crowd, np.full(20_001, NOTHING, dtype=np.int32), Numbers(market))
    assert (told.holds, told.note) == (True, "not run: more than 20,000 applicants")
    assert told.to_json()["note"] == told.note


def test_a_changed_number_changes_the_fingerprint():
    market = two_for_one_seat()
    granted = solve_plain(market)
    before = fingerprints(market, granted)
    assert before == fingerprints(two_for_one_seat(), granted.copy())
    market.standings[0, 0] += 1
    granted[0] = NOTHING
    after = fingerprints(market, granted)
    assert (before[0] != after[0], before[1] != after[1]) == (True, True)
