import pytest

from mobility_rules.placement.deferred_acceptance import solve
from mobility_rules.placement.fixing import Fixed, lost, with_fixed
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.instance import Applicant, Instance, Place, build
from mobility_rules.placement.policy import Cap, Group, Policy, Reserve
from tests.rules.placement.instances import plain_instances


def market(policy: Policy | None = None) -> Instance:
    places = [Place("Vilnius", 1, levels=frozenset({"bachelor"})), Place("Riga", 2)]
    applicants = [
        Applicant("Anna", ("Vilnius", "Riga"), 90, type="law"),
        Applicant("Berik", ("Vilnius", "Riga"), 80, type="arts"),
        Applicant("Camila", ("Riga",), 70, type="arts", level="master"),
        Applicant("Dana", ("Riga",), 60, type="arts", precedence=3),
    ]
    return build(places, applicants, policy=policy)


def test_a_decision_gives_the_seat_and_the_others_share_the_rest():
    decided = with_fixed(market(), [Fixed("Berik", "Vilnius", "by decision")])
    assert solve(decided).assigned == {
        "Anna": "Riga",
        "Berik": "Vilnius",
        "Camila": None,
        "Dana": "Riga",
    }


def test_a_place_of_another_level_that_was_not_wished_can_be_given():
    assert solve(with_fixed(market(), [Fixed("Camila", "Vilnius")])).assigned == {
        "Anna": "Riga",
        "Berik": None,
        "Camila": "Vilnius",
        "Dana": "Riga",
    }


def test_nowhere_is_a_decision_too():
    assert solve(with_fixed(market(), [Fixed("Anna", None)])).assigned == {
        "Anna": None,
        "Berik": "Vilnius",
        "Camila": "Riga",
        "Dana": "Riga",
    }


def test_whoever_is_fixed_comes_before_every_precedence():
    first = Policy(precedence=("law", "arts"))
    decided = with_fixed(market(first), [Fixed("Camila", "Riga"), Fixed("Berik", "Riga")])
    assert solve(decided).assigned["Dana"] is None
    assert lost([Fixed("Camila", "Riga"), Fixed("Berik", "Riga")], solve(decided)) == []


def test_a_decision_that_a_reserve_does_not_leave_room_for_is_named_as_lost():
    reserved = Policy(reserves=(Reserve("Vilnius", "law", 1),))
    decisions = [Fixed("Berik", "Vilnius")]
    assert lost(decisions, solve(with_fixed(market(reserved), decisions))) == decisions


@pytest.mark.parametrize(
    ("fixed", "code", "values"),
    [
        ([Fixed("Erlan", None)], "fixed-unknown-applicant", {"applicant": "Erlan"}),
        (
            [Fixed("Anna", "Ghent")],
            "fixed-unknown-place",
            {"applicant": "Anna", "place": "Ghent"},
        ),
        ([Fixed("Anna", None), Fixed("Anna", "Riga")], "fixed-twice", {"applicant": "Anna"}),
        (
            [Fixed("Dana", "Vilnius"), Fixed("Anna", "Vilnius")],
            "fixed-exceed-quota",
            {"at": "Vilnius", "quota": 1, "applicants": ("Anna", "Dana")},
        ),
        (
            [Fixed("Dana", "Vilnius"), Fixed("Anna", "Riga"), Fixed("Berik", "Riga")],
            "fixed-exceed-quota",
            {"at": "Baltic", "quota": 2, "applicants": ("Anna", "Berik", "Dana")},
        ),
        (
            [Fixed("Dana", "Vilnius"), Fixed("Anna", "Vilnius"), Fixed("Berik", "Riga")],
            "fixed-exceed-quota",
            {"at": "Vilnius", "quota": 1, "applicants": ("Anna", "Dana")},
        ),
        (
            [Fixed("Dana", "Riga"), Fixed("Berik", "Riga"), Fixed("Anna", None)],
            "fixed-exceed-cap",
            {"at": "Riga", "type": "arts", "cap": 1, "applicants": ("Berik", "Dana")},
        ),
    ],
)
def test_what_cannot_be_given_is_refused_with_names(fixed, code, values):
    policy = Policy(
        groups=(Group("Baltic", 2),),
        member_of={"Vilnius": "Baltic", "Riga": "Baltic"},
        caps=(Cap("Riga", "arts", 1),),
    )
    with pytest.raises(QuotasRefused) as refused:
        with_fixed(market(policy), fixed)
    assert (refused.value.code, refused.value.values) == (code, values)


def test_where_nothing_is_reserved_every_decision_is_kept():
    kept = 0
    for instance in plain_instances(200):
        lowest_first = sorted(instance.applicants)[:2]
        for place in instance.places.values():
            if place.quota:
                decisions = [Fixed(one, place.id) for one in lowest_first[: place.quota]]
                after = solve(with_fixed(instance, decisions))
                assert lost(decisions, after) == []
                kept += len(decisions)
    assert kept > 200
