from dataclasses import replace

from hypothesis import given

from mobility_rules.placement.deferred_acceptance import Allocation, solve
from mobility_rules.placement.explanation import (
    WishOutcome,
    explain,
    explain_all,
)
from mobility_rules.placement.instance import Applicant, Place, build
from mobility_rules.placement.policy import Group, Minimum, MinimumMode, Policy, Reserve
from mobility_rules.placement.reserve import reserve_list
from tests.rules.markets import CHAIN, markets, wish_number
from tests.rules.placement.instances import small_instances


def with_score(instance, applicant, place, points):
    changed = replace(applicant, scores={**applicant.scores, place: points})
    others = [one for one in instance.applicants.values() if one.id != applicant.id]
    return build(instance.places.values(), [*others, changed], CHAIN)


def who_missed(instance, result, place):
    """Who got nothing as dear as the place, the best first; placed lower down or not."""
    return [
        one
        for one in instance.candidates(place)
        if wish_number(instance, one, place) < wish_number(instance, one, result.assigned[one])
    ]


@given(markets(most_applicants=6))
def test_the_personal_threshold_is_exact(instance):
    result = solve(instance)
    for name, applicant in instance.applicants.items():
        for told in explain(instance, result, name):
            if told.outcome is not WishOutcome.MISSED:
                continue
            assert told.enough is not None
            for points in range(7):
                market = with_score(instance, applicant, told.place, points)
                got = solve(market).assigned[name]
                target = wish_number(instance, name, told.place)
                reached = wish_number(instance, name, got) <= target
                assert reached is (points >= told.enough), (told, points)


@given(markets(most_applicants=6))
def test_every_wish_is_told_and_agrees_with_the_result(instance):
    result = solve(instance)
    for name, applicant in instance.applicants.items():
        told = explain(instance, result, name)
        assert [wish.place for wish in told] == list(applicant.wishes)
        assert [wish.rank for wish in told] == list(range(1, len(told) + 1))
        granted = [wish.place for wish in told if wish.outcome is WishOutcome.GRANTED]
        assert granted == ([result.assigned[name]] if result.assigned[name] else [])
        for wish in told:
            if wish.outcome is WishOutcome.MISSED:
                waiting = who_missed(instance, result, wish.place)
                assert waiting[wish.waiting_position - 1] == name
                assert wish.gap == wish.last_admitted - wish.own_score >= 0


def small_market():
    rows = [
        Applicant("A1", ("P1",), 90_000, (4_000, -2)),
        Applicant("A2", ("P1", "P2", "P1"), 80_000, (3_000, -1)),
        Applicant("A3", ("P1", "P2"), 80_000, (3_000, -3)),
        Applicant("A4", ("P2", "P1"), 70_000, (3_500, -4)),
        Applicant("A5", ("P1",), 60_000, (2_000, -5)),
    ]
    instance = build([Place("P1", 2), Place("P2", 1)], rows, CHAIN)
    return instance, solve(instance)


def test_a_loss_by_lottery_is_said_as_such():
    instance, result = small_market()
    missed, granted = explain(instance, result, "A3")
    assert missed.to_json() == {
        "rank": 1,
        "place": "P1",
        "outcome": "missed",
        "reason": "",
        "own_score": 80_000,
        "last_admitted": 80_000,
        "gap": 0,
        "waiting_position": 1,
        "enough": 80_001,
        "decided_by": "lottery",
        "seat": "",
    }
    assert (granted.place, granted.outcome) == ("P2", WishOutcome.GRANTED)


def test_below_the_granted_wish_nothing_was_considered_and_a_doubled_wish_was_dropped():
    instance, result = small_market()
    assert [(told.outcome, told.reason) for told in explain(instance, result, "A2")] == [
        (WishOutcome.GRANTED, ""),
        (WishOutcome.NOT_CONSIDERED, ""),
        (WishOutcome.DROPPED, "doubled-wish"),
    ]


def test_a_loss_by_score_says_the_gap_and_what_would_have_been_enough():
    instance, result = small_market()
    first, second = explain(instance, result, "A4")
    assert (first.gap, first.enough, first.decided_by) == (10_000, 80_000, "score")
    assert (second.gap, second.waiting_position) == (10_000, 2)


def circle(applicant_wishes: tuple[str, ...], seats_in_second: int):
    """C prefers P2 and is the best at P1; B the other way round; A is the last at P1."""
    rows = [
        Applicant("A", applicant_wishes, 0, scores={"P1": 10, "P2": 30}),
        Applicant("B", ("P1", "P2"), 0, scores={"P1": 20, "P2": 20}),
        Applicant("C", ("P2", "P1"), 0, scores={"P1": 30, "P2": 10}),
    ]
    instance = build([Place("P1", 1), Place("P2", seats_in_second)], rows)
    return instance, solve(instance)


def test_the_published_cutoff_is_not_always_enough():
    """With 21 A would displace B, who would displace C, who would come back and displace A."""
    instance, result = circle(("P1",), seats_in_second=1)
    (missed,) = explain(instance, result, "A")
    assert (missed.last_admitted, missed.enough) == (20, 31)


def test_the_seat_an_applicant_holds_further_down_is_free_when_something_dearer_is_got():
    instance, result = circle(("P1", "P2"), seats_in_second=2)
    assert result.assigned == {"A": "P2", "B": "P1", "C": "P2"}
    missed, _ = explain(instance, result, "A")
    assert (missed.last_admitted, missed.enough) == (20, 21)


def test_on_the_reserve_list_are_the_unplaced_only_in_the_order_of_the_place():
    instance, result = small_market()
    assert who_missed(instance, result, "P1") == ["A3", "A4", "A5"]
    assert reserve_list(instance, result, "P1") == ["A4", "A5"]
    assert reserve_list(instance, result, "P2") == ["A4"]


def test_who_comes_first_does_so_on_the_reserve_list_too():
    policy = Policy(precedence=("first-time",))
    rows = [Applicant("A0", ("P1",), 95, type="first-time"), *THREE]
    instance = build([Place("P1", 1), Place("P2", 0)], rows, policy=policy)
    assert reserve_list(instance, solve(instance), "P1") == ["A2", "A1", "A3"]


def test_an_ineligible_wish_is_never_on_the_reserve_list():
    rows = [
        Applicant("A1", ("P1",), 9),
        Applicant("A2", ("P1",), 8, eligible=frozenset()),
        Applicant("A3", ("P1",), 7),
    ]
    instance = build([Place("P1", 1)], rows)
    assert reserve_list(instance, solve(instance), "P1") == ["A3"]


def with_precedence(instance):
    policy = replace(instance.policy, precedence=("T1", "T0"))
    rows = instance.places.values(), instance.applicants.values()
    return build(*rows, instance.tie_break, policy)


def test_with_groups_reserves_caps_and_precedence_what_is_enough_is_exact_by_name_too():
    asked = beyond = 0
    instances = list(small_instances(160, applicants=8))
    for instance in [*instances, *map(with_precedence, instances)]:
        result = solve(instance)
        told = explain_all(instance, result)
        assert told == {name: explain(instance, result, name) for name in instance.applicants}
        for name, wishes in told.items():
            for wish in wishes:
                if wish.outcome is not WishOutcome.MISSED:
                    continue
                asked += 1
                if wish.enough is None:
                    beyond += 1
                    assert not reaches(instance, name, wish, 1_000)
                else:
                    assert wish.enough >= wish.own_score
                    assert reaches(instance, name, wish, wish.enough), wish
                    assert not reaches(instance, name, wish, wish.enough - 1), wish
    assert asked > 300
    assert beyond > 100


def reaches(instance, name, wish, points):
    row = instance.applicants[name]
    changed = replace(row, scores={**row.scores, wish.place: points})
    others = [one for one in instance.applicants.values() if one.id != name]
    market = build(
        instance.places.values(), [*others, changed], instance.tie_break, instance.policy
    )
    got = solve(market).assigned[name]
    return got is not None and row.wishes.index(got) < wish.rank


THREE = [
    Applicant("A1", ("P1", "P2"), 90, type="again"),
    Applicant("A2", ("P1",), 80, type="first-time"),
    Applicant("A3", ("P1",), 70, type="again"),
]


def told_of(name, policy, seats=1, rows=THREE):
    instance = build([Place("P1", seats), Place("P2", 1)], rows, policy=policy)
    return explain(instance, solve(instance), name)


def test_no_score_is_enough_against_those_who_come_first():
    missed, granted = told_of("A1", Policy(precedence=("first-time",)))
    assert (missed.decided_by, missed.enough, missed.gap) == ("precedence", None, None)
    assert (missed.own_score, missed.last_admitted) == (90, 80)
    assert (granted.seat, granted.last_admitted) == ("open", 90)
    (missed,) = told_of("A3", Policy(precedence=("again",)))
    assert (missed.decided_by, missed.enough) == ("score", 91)


def test_a_reserved_seat_is_said_as_such_and_what_counts_is_what_the_type_competes_for():
    policy = Policy(reserves=(Reserve("P1", "first-time", 1),))
    rows = [*THREE, Applicant("A4", ("P1",), 60, type="first-time")]
    (granted,) = told_of("A2", policy, seats=2, rows=rows)
    assert (granted.seat, granted.last_admitted) == ("reserved", 80)
    (missed,) = told_of("A3", policy, seats=2, rows=rows)
    assert (missed.last_admitted, missed.enough, missed.waiting_position) == (90, 91, 1)
    (missed,) = told_of("A4", policy, seats=2, rows=rows)
    assert (missed.last_admitted, missed.enough, missed.waiting_position) == (80, 81, 2)


def test_a_seat_that_is_reserved_for_others_is_out_of_reach():
    policy = Policy(reserves=(Reserve("P1", "first-time", 1),))
    missed, _ = told_of("A1", policy)
    assert (missed.enough, missed.decided_by, missed.last_admitted) == (None, "precedence", None)


def test_in_a_shared_quota_one_is_compared_with_those_of_other_places():
    policy = Policy((Group("host", 1),), {"P1": "host", "P2": "host"})
    rows = [Applicant("A1", ("P2",), 90), Applicant("A2", ("P1",), 80)]
    (missed,) = told_of("A2", policy, rows=rows)
    assert (missed.last_admitted, missed.gap, missed.enough) == (90, 10, 91)


def test_where_the_most_are_placed_no_score_is_promised():
    policy = Policy(minimums=(Minimum("P2", 1),), minimum_mode=MinimumMode.EXACT)
    rows = [Applicant("A1", ("P1", "P2"), 90), Applicant("A2", ("P1",), 80)]
    instance = build([Place("P1", 1), Place("P2", 1)], rows, policy=policy)
    missed, granted = explain(instance, Allocation({"A1": "P2", "A2": "P1"}), "A1")
    assert (missed.outcome, missed.enough, missed.decided_by) == ("missed", None, "score")
    assert granted.outcome == "granted"
