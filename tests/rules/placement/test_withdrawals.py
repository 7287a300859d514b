import pytest

from mobility_rules.placement.choice import dearer, is_accepted, is_feasible
from mobility_rules.placement.comparison import Moved
from mobility_rules.placement.deferred_acceptance import Allocation, in_numbers, solve
from mobility_rules.placement.fixing import Fixed, with_fixed
from mobility_rules.placement.instance import Applicant, Instance, Place, build
from mobility_rules.placement.numbering import numbered
from mobility_rules.placement.policy import WithdrawalPolicy
from mobility_rules.placement.withdrawals import PassedOver, consequence
from tests.rules.placement.instances import small_instances

RERUN, FROZEN, RESERVE_LIST = WithdrawalPolicy


def four() -> tuple[Instance, Allocation]:
    """Anna holds Vilnius, Berik Riga, Camila Ghent; Dana has nothing."""
    places = [Place("Vilnius", 1), Place("Riga", 1), Place("Ghent", 1)]
    applicants = [
        Applicant("Anna", ("Vilnius",), 90),
        Applicant("Berik", ("Vilnius", "Riga"), 80),
        Applicant("Camila", ("Vilnius", "Riga", "Ghent"), 70),
        Applicant("Dana", ("Vilnius", "Riga", "Ghent"), 60),
    ]
    instance = build(places, applicants)
    return instance, solve(instance)


def test_by_a_re_run_everybody_moves_up_in_turn():
    told = consequence(*four(), withdrawn={"Anna"}, confirmed={"Berik"}, policy=RERUN)
    assert told.moved == (
        Moved("Berik", "Riga", "Vilnius"),
        Moved("Camila", "Ghent", "Riga"),
        Moved("Dana", None, "Ghent"),
    )
    assert (told.passed_over, told.filled, told.empty) == ((), 1, 0)
    assert told.allocation.assigned["Anna"] is None


def test_who_confirmed_stays_and_is_passed_over():
    told = consequence(*four(), withdrawn={"Anna"}, confirmed={"Berik"}, policy=FROZEN)
    assert told.moved == (Moved("Camila", "Ghent", "Vilnius"), Moved("Dana", None, "Ghent"))
    assert told.passed_over == (PassedOver("Berik", "Vilnius", "Camila"),)


def test_by_the_reserve_list_only_who_got_nothing_moves():
    told = consequence(*four(), withdrawn={"Anna"}, confirmed=(), policy=RESERVE_LIST)
    assert told.moved == (Moved("Dana", None, "Vilnius"),)
    assert told.passed_over == (
        PassedOver("Berik", "Vilnius", "Dana"),
        PassedOver("Camila", "Vilnius", "Dana"),
    )


def test_a_seat_that_nobody_may_move_into_stays_empty():
    told = consequence(
        *four(), withdrawn={"Anna"}, confirmed=(), policy=RESERVE_LIST, out_of_question={"Dana"}
    )
    assert (told.moved, told.filled, told.empty) == ((), 0, 1)
    assert told.passed_over == (
        PassedOver("Berik", "Vilnius", None),
        PassedOver("Camila", "Vilnius", None),
    )


def test_who_declines_one_place_still_waits_for_the_others():
    told = consequence(
        *four(),
        withdrawn={"Camila"},
        confirmed=(),
        policy=RERUN,
        declined={("Berik", "Riga")},
    )
    assert told.moved == (Moved("Dana", None, "Riga"),)
    assert told.allocation.assigned["Berik"] is None
    assert (told.filled, told.empty) == (1, 1)


def test_a_seat_given_against_the_order_is_kept_when_it_was_confirmed():
    instance = four()[0]
    decided = with_fixed(instance, [Fixed("Dana", "Vilnius", "by decision")])
    seats = solve(decided).assigned
    assert seats == {"Anna": None, "Berik": "Riga", "Camila": "Ghent", "Dana": "Vilnius"}
    told = consequence(
        instance, Allocation(seats), withdrawn={"Berik"}, confirmed={"Dana"}, policy=FROZEN
    )
    assert told.moved == (Moved("Camila", "Ghent", "Riga"),)
    assert told.passed_over == ()


@pytest.mark.parametrize("policy", list(WithdrawalPolicy))
def test_nobody_remaining_is_worse_off_and_nothing_is_exceeded(policy):
    moves = 0
    for instance in small_instances(150):
        before = solve(instance)
        holders = sorted(set(before.assigned) - set(before.unplaced))
        for gone in holders:
            told = consequence(
                instance, before, withdrawn={gone}, confirmed=holders[::2], policy=policy
            )
            moves += len(told.moved)
            after = told.allocation
            assert after.assigned[gone] is None
            for one in told.moved:
                assert _rank(instance, one.applicant, one.after) < _rank(
                    instance, one.applicant, one.before
                )
            names = numbered(instance)
            assert is_feasible(names.market, in_numbers(names, after))
            if policy is RESERVE_LIST:
                assert all(one.before is None for one in told.moved)
            if policy is FROZEN:
                assert not {one.applicant for one in told.moved} & set(holders[::2])
    assert moves > 50


@pytest.mark.parametrize("policy", list(WithdrawalPolicy))
def test_passed_over_is_whoever_would_be_accepted_by_the_definition(policy):
    found = 0
    for instance in small_instances(150):
        before = solve(instance)
        for gone in sorted(set(before.assigned) - set(before.unplaced)):
            told = consequence(instance, before, withdrawn={gone}, confirmed=(), policy=policy)
            names = numbered(instance)
            granted = in_numbers(names, told.allocation)
            over = {
                names.applicants[row]
                for row, column in dearer(names.market, granted)
                if is_accepted(names.market, granted, row, column)
            }
            assert {one.applicant for one in told.passed_over} == over - {gone}
            found += len(told.passed_over)
    assert (found > 0) == (policy is RESERVE_LIST)


def _rank(instance: Instance, applicant: str, place: str | None) -> int:
    wishes = instance.wishes[applicant]
    return len(wishes) if place is None else wishes.index(place)
