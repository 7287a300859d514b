import json
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given

from mobility_rules.placement import minimums
from mobility_rules.placement.certificate import certify, verify
from mobility_rules.placement.deferred_acceptance import Allocation, solve
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import Applicant, Place, build
from mobility_rules.placement.lottery import Lottery, commitment
from mobility_rules.placement.policy import (
    Cap,
    Group,
    Minimum,
    MinimumMode,
    Policy,
    Reserve,
    SeatOrder,
)
from tests.rules.markets import PLACES, markets

NAMES = [
    "feasibility",
    "individual-rationality",
    "non-wastefulness",
    "no-justified-envy",
    "reserves-and-caps",
    "cutoff-consistency",
    "determinism",
    "second-opinion",
]


@given(markets(most_applicants=8))
def test_a_true_result_passes_every_check_from_its_documents_alone(instance):
    result = solve(instance)
    documents = json.loads(json.dumps([instance.to_json(), result.to_json()]))
    certificate = verify(*documents)
    assert [(check.name, check.problems) for check in certificate.checks] == [
        (name, ()) for name in NAMES
    ]
    assert (certificate.input_hash, certificate.output_hash) == (instance.hash(), result.hash())
    assert certificate.to_json()["holds"] is True


@given(markets(most_applicants=3))
def test_every_other_result_is_refused(instance):
    result = solve(instance)
    names = list(instance.wishes)
    for given_places in product([*PLACES, None], repeat=len(names)):
        other = Allocation(dict(zip(names, given_places, strict=True)))
        assert certify(instance, other).holds is (other == result)


ROWS = [
    Applicant("A1", ("P1", "P2"), 9),
    Applicant("A2", ("P1", "P2"), 8),
    Applicant("A3", ("P1",), 7),
]
RECOMPUTED = ["determinism", "second-opinion"]


def small(policy=None, rows=ROWS, seats=(1, 1)):
    return build([Place("P1", seats[0]), Place("P2", seats[1])], rows, policy=policy)


def failed(instance, allocation, **given):
    certificate = certify(instance, Allocation(allocation), **given)
    assert certificate.holds is not bool([one for one in certificate.checks if not one.holds])
    return {one.name: one.problems for one in certificate.checks if not one.holds}


@pytest.mark.parametrize(
    ("allocation", "problem"),
    [
        ({"A1": "P1", "A2": "P1", "A3": None}, "P1 has 1 seats and 2 admitted"),
        ({"A1": "P1", "A2": "P2"}, "the applicants of the result are not those of the input"),
        ({"A1": "P1", "A2": "P2", "A3": "P9"}, "P9 is no place of the input"),
    ],
)
def test_what_cannot_be_is_all_that_is_said(allocation, problem):
    assert failed(small(), allocation) == {"feasibility": (problem,)}


def test_a_free_seat_that_somebody_would_rather_have():
    found = failed(small(), {"A1": "P1", "A2": None, "A3": None})
    assert list(found) == ["non-wastefulness", "cutoff-consistency", *RECOMPUTED]
    assert found["non-wastefulness"] == ("A2 would rather have P2, which has a free seat",)
    assert found["cutoff-consistency"] == ("A2 reaches the cutoff of P2 and got nothing",)
    assert found["determinism"] == ("A2 got None, and P2 in another order of rows",)
    assert found["second-opinion"] == ("A2 got nothing, and P2 by the engine plain",)


def test_a_seat_that_went_to_somebody_with_a_lower_standing():
    found = failed(small(), {"A1": "P2", "A2": "P1", "A3": None})
    assert list(found) == ["no-justified-envy", "cutoff-consistency", *RECOMPUTED]
    assert found["no-justified-envy"] == (
        "A1 would rather have P1, which A2 got with a lower standing",
    )


def test_a_place_that_was_not_wished_counts_as_taken():
    found = failed(small(), {"A1": "P1", "A2": None, "A3": "P2"})
    assert list(found) == [
        "individual-rationality",
        "no-justified-envy",
        "cutoff-consistency",
        *RECOMPUTED,
    ]
    assert found["individual-rationality"] == ("A3 got P2, which is no wish that may be granted",)
    assert found["no-justified-envy"] == (
        "A2 would rather have P2, which A3 got with a lower standing",
    )


def test_a_shared_quota_is_a_quota():
    policy = Policy((Group("host", 1),), {"P1": "host", "P2": "host"})
    found = failed(small(policy), {"A1": "P1", "A2": "P2", "A3": None})
    assert found == {"feasibility": ("host has 1 seats and 2 admitted",)}
    found = failed(small(policy), {"A1": None, "A2": "P1", "A3": None})
    assert list(found) == ["no-justified-envy", "cutoff-consistency", *RECOMPUTED]
    assert found["no-justified-envy"] == (
        "A1 would rather have P1, which A2 got with a lower standing",
        "A1 would rather have P2, which A2 got with a lower standing",
    )


def typed(*types):
    return [replace(row, type=type) for row, type in zip(ROWS, types, strict=True)]


def test_too_many_of_a_type():
    policy = Policy(caps=(Cap("P1", "x", 1),))
    instance = small(policy, typed("x", "x", ""), seats=(2, 1))
    found = failed(instance, {"A1": "P1", "A2": "P1", "A3": None})
    assert found == {"feasibility": ("P1 takes at most 1 of x and has 2",)}
    assert failed(instance, {"A1": "P1", "A2": "P2", "A3": "P1"}) == {}


def test_the_most_placed_keep_the_caps_too():
    """As many as high on their lists is no excuse."""
    policy = Policy(
        caps=(Cap("P1", "x", 1),),
        minimums=(Minimum("P2", 1),),
        minimum_mode=MinimumMode.EXACT,
    )
    rows = [
        Applicant(f"A{one}", ("P1", "P2"), 9 - one, type=type) for one, type in enumerate("xxy")
    ]
    instance = small(policy, rows, seats=(2, 1))
    assert failed(instance, {"A0": "P1", "A1": "P2", "A2": "P1"}) == {}
    found = failed(instance, {"A0": "P1", "A1": "P1", "A2": "P2"})
    assert found == {"feasibility": ("P1 takes at most 1 of x and has 2",)}


@pytest.mark.parametrize("order", list(SeatOrder))
def test_a_reserved_seat_that_went_to_others(order):
    policy = Policy(reserves=(Reserve("P1", "y", 1, order),))
    instance = small(policy, typed("", "", "y"))
    assert failed(instance, {"A1": "P2", "A2": None, "A3": "P1"}) == {}
    found = failed(instance, {"A1": "P1", "A2": "P2", "A3": None})
    assert list(found) == ["reserves-and-caps", "cutoff-consistency", *RECOMPUTED]
    assert found["reserves-and-caps"] == (
        "A3 would rather have P1, where A1 holds a seat that is reserved for y",
    )


def test_rules_that_contradict_each_other_are_a_problem_and_no_exception():
    policy = Policy((Group("host", 1, "nowhere"),))
    found = failed(small(policy), {"A1": "P1", "A2": "P2", "A3": None})
    assert list(found) == ["feasibility"]
    assert "nowhere" in found["feasibility"][0]


def test_beside_a_decision_of_the_commission_stands_what_it_breaks():
    """The checks hold for everybody else, and who decided otherwise answers for it."""
    decided = [Fixed("A3", "P1", "the host asked for A3"), Fixed("A1", "P2", "as agreed")]
    allocation = Allocation({"A1": "P2", "A2": None, "A3": "P1"})
    certificate = certify(small(), allocation, fixed=decided)
    assert certificate.holds
    first, second = certificate.to_json()["overrides"]
    assert (first["applicant"], first["place"], first["reason"]) == ("A1", "P2", "as agreed")
    assert [(one["name"], one["problem"]) for one in first["breaks"]] == [
        ("no-justified-envy", "A1 would have been accepted at P1"),
    ]
    assert [(one["name"], one["applicant"], one["problem"]) for one in second["breaks"]] == [
        (
            "no-justified-envy",
            "A2",
            "A2 would rather have P1, which A3 got with a lower standing",
        )
    ]
    documents = (small().to_json(), allocation.to_json())
    assert verify(*documents, fixed=decided).to_json() == certificate.to_json()
    assert not verify(*documents).holds


def test_a_decision_outside_of_the_wishes_and_one_against_any_place():
    decided = [Fixed("A1", None, "withdrew the consent"), Fixed("A3", "P2", "an error")]
    certificate = certify(small(), Allocation({"A1": None, "A2": "P1", "A3": "P2"}), fixed=decided)
    assert certificate.holds
    first, second = certificate.overrides
    assert [(one.name, one.place) for one in first.breaks] == [
        ("no-justified-envy", "P1"),
        ("no-justified-envy", "P2"),
    ]
    assert [(one.name, one.place) for one in second.breaks] == [("individual-rationality", "P2")]


def test_a_wish_that_may_not_be_granted_keeps_its_rank_when_it_is_decided():
    """P2 is less dear than what was given, so nobody asks whether it would have been had."""
    rows = [replace(ROWS[0], eligible=frozenset({"P2"})), *ROWS[1:]]
    allocation = Allocation({"A1": "P1", "A2": "P2", "A3": None})
    (told,) = certify(small(rows=rows), allocation, fixed=[Fixed("A1", "P1")]).overrides
    assert [(one.name, one.applicant) for one in told.breaks] == [("individual-rationality", "A1")]


def test_a_decision_against_somebody_who_wishes_nothing_breaks_nothing():
    rows = [Applicant("A1", (), 9)]
    certificate = certify(small(rows=rows), Allocation({"A1": None}), fixed=[Fixed("A1", None)])
    assert certificate.holds
    assert [one.breaks for one in certificate.overrides] == [()]


def test_decisions_that_exceed_the_seats_are_a_problem():
    decided = [Fixed("A1", "P1", "one"), Fixed("A2", "P1", "two")]
    found = failed(small(), {"A1": "P1", "A2": "P1", "A3": None}, fixed=decided)
    assert list(found) == ["feasibility"]


def test_a_closed_place_has_no_seats():
    allocation = {"A1": "P1", "A2": None, "A3": None}
    assert failed(small(), allocation, closed=["P2"]) == {}
    assert "non-wastefulness" in failed(small(), allocation)


def test_a_place_that_takes_fewer_than_its_minimum_and_was_not_closed():
    policy = Policy(minimums=(Minimum("P2", 2),))
    instance, allocation = small(policy, seats=(1, 2)), {"A1": "P1", "A2": "P2", "A3": None}
    assert failed(instance, allocation) == {
        "minimums": ("P2 takes at least 2 or nobody, and has 1",)
    }
    result = minimums.place(instance)
    certificate = certify(instance, result.allocation, closed=result.closed)
    assert (certificate.holds, result.closed) == (True, ("P2",))
    assert "minimums" in [one.name for one in certificate.checks]
    decided = [Fixed("A2", "P2", "the host takes one, too")]
    assert failed(instance, allocation, fixed=decided) == {}


@given(markets(most_applicants=6))
def test_what_minimums_lead_to_keeps_them(instance):
    for mode in MinimumMode:
        least = tuple(Minimum(at, 2) for at in PLACES if instance.quota(at) >= 2)
        policy = Policy(minimums=least, minimum_mode=mode)
        rows = instance.places.values(), instance.applicants.values()
        asked = build(*rows, instance.tie_break, policy)
        result = minimums.place(asked)
        certificate = certify(asked, result.allocation, closed=result.closed)
        assert certificate.holds, certificate
        assert bool(least) == ("minimums" in [one.name for one in certificate.checks])


def test_the_most_placed_are_not_promised_to_be_free_of_envy():
    policy = Policy(minimums=(Minimum("P2", 1),), minimum_mode=MinimumMode.EXACT)
    rows = [Applicant("A1", ("P1", "P2"), 9), Applicant("A2", ("P1",), 8)]
    result = minimums.place(small(policy, rows)).allocation
    assert result == Allocation({"A1": "P2", "A2": "P1"})
    certificate = certify(small(policy, rows), result)
    assert certificate.holds
    assert [one.name for one in certificate.checks if one.note] == [
        "no-justified-envy",
        "cutoff-consistency",
    ]
    assert failed(small(policy, rows), {"A1": "P1", "A2": None}) == {
        "determinism": ("1 placed with a rank sum of 1; solved again 2 with 3",)
    }
    at_least_two = replace(policy, minimums=(Minimum("P2", 2),))
    assert list(failed(small(at_least_two, rows, (1, 2)), result.assigned)) == [
        "minimums",
        "determinism",
    ]


def test_in_that_mode_places_may_stay_empty_and_decisions_stand_too():
    policy = Policy(minimums=(Minimum("P2", 2),), minimum_mode=MinimumMode.EXACT)
    decided = [Fixed("A2", "P1", "as agreed")]
    result = minimums.place(small(policy, seats=(1, 2)), decided)
    assert (result.closed, result.allocation.assigned["A2"]) == (("P2",), "P1")
    certificate = certify(
        small(policy, seats=(1, 2)), result.allocation, fixed=decided, closed=result.closed
    )
    assert certificate.holds
    assert [one.applicant for one in certificate.overrides[0].breaks] == ["A1"]


def test_a_drawn_number_or_a_seed_that_was_changed_is_found():
    numbers = ("A1", "A2", "A3", "withdrawn")
    lottery = Lottery("the seed", commitment("the seed"), numbers)
    lots = lottery.positions()
    rows = [Applicant(one, ("P1",), 5, (-lots[one],)) for one in ("A1", "A2", "A3")]
    instance = build([Place("P1", 1)], rows, ("lottery",))
    result = solve(instance)

    def problems(drawn: Lottery) -> int:
        check = certify(instance, result, drawn).checks[-1]
        assert check.name == "lottery"
        return len(check.problems)

    assert verify(instance.to_json(), result.to_json(), lottery.to_json()).holds
    assert problems(Lottery("the seed", commitment("another"), numbers)) == 1
    assert problems(Lottery("the seed", commitment("the seed"), ("A2", "A3", "withdrawn"))) >= 1


def test_documents_that_were_stored_before_there_were_policies_keep_their_hashes():
    def row(name, wishes, tie, score=90_000, eligible=None, scores=()):
        return {
            "id": name,
            "wishes": wishes,
            "score": score,
            "tie": tie,
            "eligible": eligible,
            "scores": dict(scores),
        }

    run_input = {
        "places": [{"id": "P1", "quota": 1}, {"id": "P2", "quota": 1}],
        "applicants": [
            row("A1", ["P1", "P2"], [3400, -1]),
            row("A2", ["P1", "P9", "P2"], [3400, -4], scores={"P2": 85_000}),
            row("A3", ["P2", "P1"], [3100, -2], 80_500, ["P2"]),
        ],
        "tie_break": ["gpa", "lottery"],
    }
    lottery = {
        "seed": "the seed",
        "promised": "7899fb893f7fd3c9126a85151a11a7b244f076bf83356de5baaeea7fe162d7f4",
        "application_numbers": ["A1", "A2", "A3", "withdrawn"],
    }
    certificate = verify(run_input, {"assigned": {"A1": "P1", "A2": "P2", "A3": None}}, lottery)
    assert certificate.holds
    assert (certificate.input_hash, certificate.output_hash) == (
        "ec82a1b7fa4ca4cb1edbb535d88a39668d3d5c9518110a96f41d1f688eb3e2d7",
        "4749cffddb03ea53748793330ad1e546e4f7a97849a7937b7d383a0433d28967",
    )
