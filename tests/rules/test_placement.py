from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given

from mobility_rules.placement.deferred_acceptance import Allocation, solve
from mobility_rules.placement.engines import Engine
from mobility_rules.placement.instance import (
    Applicant,
    DropReason,
    OrderNotStrict,
    Place,
    build,
    instance_from_json,
)
from tests.rules.markets import CHAIN, PLACES, markets, stable_allocations, wish_number

EVERY_LIST = [order for length in range(4) for order in permutations(PLACES, length)]


@given(markets())
def test_the_result_is_stable_and_nobody_likes_another_stable_one_better(instance):
    result = solve(instance)
    stable = stable_allocations(instance)
    assert result in stable
    for other in stable:
        for name, place in other.assigned.items():
            mine = wish_number(instance, name, result.assigned[name])
            assert mine <= wish_number(instance, name, place)


@given(markets(most_applicants=3))
def test_no_other_list_gets_an_applicant_something_dearer_than_the_honest_one(instance):
    honest = solve(instance).assigned
    for name, applicant in instance.applicants.items():
        for told in EVERY_LIST:
            others = [one for one in instance.applicants.values() if one.id != name]
            lie = [*others, replace(applicant, wishes=told)]
            got = solve(build(instance.places.values(), lie, CHAIN)).assigned[name]
            if got is None or got not in instance.wishes[name]:
                continue
            honestly = wish_number(instance, name, honest[name])
            assert honestly <= wish_number(instance, name, got)


@given(markets(most_applicants=8))
def test_another_engine_and_another_order_of_rows_agree(instance):
    result = solve(instance)
    assert solve(instance, Engine.PLAIN) == solve(instance, Engine.NUMPY) == result
    turned = build(
        list(instance.places.values())[::-1], list(instance.applicants.values())[::-1], CHAIN
    )
    assert (turned.hash(), solve(turned).hash()) == (instance.hash(), result.hash())


@given(markets())
def test_a_market_survives_storage(instance):
    assert instance_from_json(instance.to_json()) == instance


def test_wishes_that_cannot_be_granted_are_dropped_with_the_reason():
    places = [Place("P1", 1), Place("P2", 1), Place("closed", 0)]
    wishes = ("P1", "nowhere", "P1", "closed", "P2")
    one = Applicant("A1", wishes, 5, eligible=frozenset({"P1", "closed"}))
    instance = build(places, [one, Applicant("A2", (), 4)])
    assert instance.wishes == {"A1": ("P1",), "A2": ()}
    told = [(gone.applicant, gone.place, gone.rank, gone.reason) for gone in instance.dropped]
    assert told == [
        ("A1", "nowhere", 2, DropReason.UNKNOWN_PLACE),
        ("A1", "P1", 3, DropReason.DOUBLED_WISH),
        ("A1", "closed", 4, DropReason.ZERO_QUOTA),
        ("A1", "P2", 5, DropReason.NOT_ELIGIBLE),
        ("A2", "", 0, DropReason.NO_WISHES),
    ]


def test_two_applicants_a_place_cannot_tell_apart_are_refused():
    rows = [Applicant("A1", ("P1",), 5, (1,)), Applicant("A2", ("P1",), 5, (1,))]
    with pytest.raises(OrderNotStrict) as raised:
        build([Place("P1", 1)], rows, ("lottery",))
    assert (raised.value.first, raised.value.second) == ("A1", "A2")


@pytest.mark.parametrize(
    ("places", "applicants", "problem"),
    [
        ([Place("P1", 1), Place("P1", 2)], [], "doubled"),
        ([], [Applicant("A1", (), 1), Applicant("A1", (), 2)], "doubled"),
        ([Place("P1", -1)], [], "not negative"),
        ([], [Applicant("A1", (), 1, (1, 2, 3))], "2 links"),
    ],
)
def test_rows_that_contradict_each_other_are_refused(places, applicants, problem):
    with pytest.raises(ValueError, match=problem):
        build(places, applicants, CHAIN)


def test_applicants_move_on_until_everybody_has_the_best_they_can_hold():
    """Two places that like each other's first choice: the applicants' side wins."""
    likes_second = {"P1": 1, "P2": 2}
    likes_first = {"P1": 2, "P2": 1}
    rows = [
        Applicant("A1", ("P1", "P2"), 0, scores=likes_second),
        Applicant("A2", ("P2", "P1"), 0, scores=likes_first),
    ]
    result = solve(build([Place("P1", 1), Place("P2", 1)], rows))
    assert result == Allocation({"A1": "P1", "A2": "P2"})
