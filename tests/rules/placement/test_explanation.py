from dataclasses import replace

from hypothesis import given

from mobility_rules.placement.deferred_acceptance import solve
from mobility_rules.placement.explanation import WishOutcome, explain, waiting_list
from mobility_rules.placement.instance import Applicant, Place, build
from mobility_rules.placement.reserve import next_for, reserve_list
from tests.rules.markets import CHAIN, markets, wish_number


def with_score(instance, applicant, place, points):
    changed = replace(applicant, scores={**applicant.scores, place: points})
    others = [one for one in instance.applicants.values() if one.id != applicant.id]
    return build(instance.places.values(), [*others, changed], CHAIN)


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
                waiting = waiting_list(instance, result, wish.place)
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
    assert (missed.outcome, missed.decided_by) == (WishOutcome.MISSED, "lottery")
    assert (missed.own_score, missed.last_admitted, missed.gap) == (80_000, 80_000, 0)
    assert (missed.enough, missed.waiting_position) == (80_001, 1)
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


def test_the_reserve_list_moves_up_the_unplaced_only_in_the_order_of_the_place():
    instance, result = small_market()
    assert waiting_list(instance, result, "P1") == ["A3", "A4", "A5"]
    assert reserve_list(instance, result, "P1") == ["A4", "A5"]
    assert next_for(instance, result, "P1") == "A4"
    assert next_for(instance, result, "P1", skip=["A4"]) == "A5"
    assert next_for(instance, result, "P1", skip=["A4", "A5"]) is None
    assert next_for(instance, result, "P2") == "A4"


def test_an_ineligible_wish_is_never_on_the_reserve_list():
    rows = [
        Applicant("A1", ("P1",), 9),
        Applicant("A2", ("P1",), 8, eligible=frozenset()),
        Applicant("A3", ("P1",), 7),
    ]
    instance = build([Place("P1", 1)], rows)
    assert reserve_list(instance, solve(instance), "P1") == ["A3"]
