from collections import Counter
from collections.abc import Iterator

import pytest

from mobility_rules.placement.certificate import certify
from mobility_rules.placement.choice import choose_in_tree, dearer, held, proposal
from mobility_rules.placement.comparison import Moved, gain
from mobility_rules.placement.deferred_acceptance import (
    Allocation,
    as_if_wished,
    in_numbers,
    solve,
)
from mobility_rules.placement.fixing import Fixed, lost, with_fixed
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.instance import Applicant, Instance, Place, build
from mobility_rules.placement.keeping import CONFIRMED, HELD, remaining_of, without_given_back
from mobility_rules.placement.minimums import place
from mobility_rules.placement.numbering import numbered
from mobility_rules.placement.policy import Minimum, Policy, Reserve, WithdrawalPolicy
from mobility_rules.placement.withdrawals import Consequence, PassedOver, consequence
from tests.rules.placement.instances import small_instances

RERUN, FROZEN, RESERVE_LIST = WithdrawalPolicy


def four() -> Instance:
    """Anna gets Vilnius, Berik Riga, Camila Ghent; Dana nothing."""
    places = [Place("Vilnius", 1), Place("Riga", 1), Place("Ghent", 1)]
    applicants = [
        Applicant("Anna", ("Vilnius",), 90),
        Applicant("Berik", ("Vilnius", "Riga"), 80),
        Applicant("Camila", ("Vilnius", "Riga", "Ghent"), 70),
        Applicant("Dana", ("Vilnius", "Riga", "Ghent"), 60),
    ]
    return build(places, applicants)


def when_gone(instance: Instance, gone: str, policy: WithdrawalPolicy, **other) -> Consequence:
    """Everybody holds what the placement gave, and this one withdraws."""
    overrides = other.get("overrides", ())
    seats = seats_of(solve(with_fixed(instance, overrides)))
    seats.pop(gone, None)
    return consequence(remaining_of(instance, {gone}), seats, policy=policy, **other)


def seats_of(allocation: Allocation) -> dict[str, str]:
    return {one: place for one, place in allocation.assigned.items() if place is not None}


def test_by_a_re_run_everybody_moves_up_in_turn():
    told = when_gone(four(), "Anna", RERUN, confirmed={"Berik"})
    assert told.moved == (
        Moved("Berik", "Riga", "Vilnius"),
        Moved("Camila", "Ghent", "Riga"),
        Moved("Dana", None, "Ghent"),
    )
    assert (told.kept, told.passed_over) == ((), ())


def test_who_confirmed_stays_and_is_passed_over():
    told = when_gone(four(), "Anna", FROZEN, confirmed={"Berik"})
    assert told.kept == (Fixed("Berik", "Riga", CONFIRMED, is_kept=True),)
    assert told.moved == (Moved("Camila", "Ghent", "Vilnius"), Moved("Dana", None, "Ghent"))
    assert told.passed_over == (PassedOver("Berik", "Vilnius", "Camila"),)


def test_by_the_reserve_list_only_who_got_nothing_moves():
    told = when_gone(four(), "Anna", RESERVE_LIST)
    assert told.kept == (
        Fixed("Berik", "Riga", HELD, is_kept=True),
        Fixed("Camila", "Ghent", HELD, is_kept=True),
    )
    assert told.moved == (Moved("Dana", None, "Vilnius"),)
    assert told.passed_over == (
        PassedOver("Berik", "Vilnius", "Dana"),
        PassedOver("Camila", "Vilnius", "Dana"),
    )


def test_a_seat_that_nobody_may_move_into_stays_empty():
    """The commission places Dana nowhere, whatever the policy."""
    told = when_gone(four(), "Anna", RESERVE_LIST, overrides=[Fixed("Dana", None, "by decision")])
    assert told.moved == ()
    assert told.passed_over == (
        PassedOver("Berik", "Vilnius", None),
        PassedOver("Camila", "Vilnius", None),
    )


def test_who_declines_one_place_still_waits_for_the_others():
    left = without_given_back(four(), {("Berik", "Riga")})
    told = consequence(remaining_of(left, {"Camila"}), {"Anna": "Vilnius"}, policy=RERUN)
    assert told.moved == (Moved("Dana", None, "Riga"),)
    assert left.applicants["Berik"].wishes == ("Vilnius", "Riga")


def test_a_decision_of_the_commission_stands_under_every_policy():
    decided = [Fixed("Dana", "Vilnius", "by decision")]
    for policy in WithdrawalPolicy:
        told = when_gone(four(), "Berik", policy, overrides=decided)
        assert told.allocation.assigned["Dana"] == "Vilnius"
        assert "Dana" not in {one.applicant for one in told.kept}


def test_a_place_that_was_closed_stays_closed_and_no_other_is():
    """Ghent asked for two and got one, who would have made Riga take enough."""
    policy = Policy(minimums=(Minimum("Ghent", 2), Minimum("Riga", 2)))
    places = [Place("Riga", 2), Place("Ghent", 2)]
    applicants = [
        Applicant("Anna", ("Ghent", "Riga"), 90),
        Applicant("Berik", ("Riga",), 80),
        Applicant("Camila", ("Riga", "Ghent"), 70),
    ]
    instance = build(places, applicants, policy=policy)
    first = place(instance)
    assert (first.closed, first.allocation.unplaced) == (("Ghent",), ["Camila"])
    seats = {one: at for one, at in seats_of(first.allocation).items() if one != "Berik"}
    told = consequence(
        remaining_of(instance, {"Berik", "Camila"}), seats, policy=RERUN, closed=first.closed
    )
    assert told.allocation.assigned == {"Anna": "Riga"}


def test_whoever_would_lose_by_a_new_run_keeps_the_seat():
    """Dana moved up from the reserve list, past Berik and Camila."""
    remaining = remaining_of(four(), {"Anna"})
    told = consequence(remaining, {"Berik": "Riga", "Dana": "Vilnius"}, policy=RERUN)
    assert told.kept == (Fixed("Dana", "Vilnius", HELD, is_kept=True),)
    assert told.moved == (Moved("Camila", None, "Ghent"),)
    assert told.passed_over == ()


def test_a_seat_that_rules_leave_to_nobody_is_refused_with_the_name():
    """The seat is reserved for law, and the commission would place somebody else there."""
    policy = Policy(reserves=(Reserve("Vilnius", "law", 1),))
    applicants = [Applicant("Anna", ("Vilnius",), 90, type="law"), Applicant("Berik", (), 80)]
    instance = build([Place("Vilnius", 1)], applicants, policy=policy)
    with pytest.raises(QuotasRefused, match="fixed-lost") as refused:
        consequence(instance, {}, policy=RERUN, overrides=[Fixed("Berik", "Vilnius")])
    assert refused.value.values == {"applicants": ("Berik",)}


def situations(
    number: int, **size: int
) -> Iterator[tuple[Instance, tuple[Fixed, ...], str, list[str]]]:
    """Small markets with everything a policy says, every second one with a decision of the
    commission: who withdraws, and who had confirmed."""
    for seed, instance in enumerate(small_instances(number, **size)):
        overrides = tuple(decisions(instance, seed)) if seed % 2 else ()
        holders = sorted(seats_of(solve(with_fixed(instance, overrides))))
        decided = {one.applicant for one in overrides}
        for gone in holders:
            if gone not in decided:
                yield instance, overrides, gone, holders[::2]


def decisions(instance: Instance, seed: int) -> Iterator[Fixed]:
    """One that the rules leave room for."""
    who = sorted(instance.applicants)[seed % len(instance.applicants)]
    for at in (*sorted(instance.places)[seed % 3 :], None):
        try:
            after = solve(with_fixed(instance, [Fixed(who, at)]))
        except QuotasRefused:
            continue
        if not lost([Fixed(who, at)], after):
            yield Fixed(who, at, "by decision")
            return


@pytest.mark.parametrize("policy", list(WithdrawalPolicy))
def test_a_withdrawal_hurts_nobody_and_nothing_is_exceeded(policy):
    moves = 0
    for instance, overrides, gone, confirmed in situations(240):
        told = when_gone(instance, gone, policy, confirmed=confirmed, overrides=overrides)
        after = told.allocation
        moves += len(told.moved)
        assert gone not in after.assigned
        assert all(gain(instance, one) > 0 for one in told.moved)
        assert not lost((*overrides, *told.kept), after)
        assert not {one.applicant for one in told.moved} & {one.applicant for one in overrides}
        assert sum(one.before is None for one in told.moved) <= 1
        if policy is RESERVE_LIST:
            assert all(one.before is None for one in told.moved)
        if policy is FROZEN:
            assert not {one.applicant for one in told.moved} & set(confirmed)
        assert_within_quotas_and_caps(instance, after)
        proof = certify(remaining_of(instance, {gone}), after, fixed=(*overrides, *told.kept))
        assert [check for check in proof.checks if not check.holds] == []
    assert moves > 50


def test_a_second_withdrawal_hurts_nobody_either():
    """After the reserve list has moved up, what is held is not what a new run would give."""
    kept = 0
    for instance, overrides, gone, _confirmed in situations(150, applicants=9, places=4):
        first = when_gone(instance, gone, RESERVE_LIST, overrides=overrides)
        seats = seats_of(first.allocation)
        for other in sorted(seats.keys() - {one.applicant for one in overrides})[:2]:
            remaining = remaining_of(instance, {gone, other})
            left = {one: at for one, at in seats.items() if one != other}
            told = consequence(remaining, left, policy=RERUN, overrides=overrides)
            assert all(gain(instance, one) > 0 for one in told.moved)
            fixed = (*overrides, *told.kept)
            assert certify(remaining, told.allocation, fixed=fixed).holds
            kept += len(told.kept)
    assert kept > 0


def assert_within_quotas_and_caps(instance: Instance, after: Allocation) -> None:
    parents = {group.id: group.parent for group in instance.policy.groups}
    taken: Counter[str] = Counter()
    typed: Counter[tuple[str, str]] = Counter()
    for one, node in seats_of(after).items():
        while node:
            taken[node] += 1
            typed[node, instance.applicants[one].type] += 1
            node = parents.get(node) or instance.policy.member_of.get(node, "")
    assert all(taken[one.id] <= one.quota for one in instance.places.values())
    assert all(taken[group.id] <= group.quota for group in instance.policy.groups)
    assert all(typed[cap.at, cap.type] <= cap.seats for cap in instance.policy.caps)


@pytest.mark.parametrize("policy", list(WithdrawalPolicy))
def test_passed_over_is_whoever_would_be_accepted_by_the_definition(policy):
    found = 0
    for instance, overrides, gone, confirmed in situations(240):
        told = when_gone(instance, gone, policy, confirmed=confirmed, overrides=overrides)
        remaining = remaining_of(instance, {gone})
        newly = {one.applicant for one in told.moved}
        expected = {
            one
            for one, instead_of in accepted_dearer(remaining, told.allocation)
            if not instead_of or instead_of <= newly
        }
        decided = {one.applicant for one in overrides}
        assert {one.applicant for one in told.passed_over} == expected - decided
        found += len(told.passed_over)
    assert found > 20 or policy is not RESERVE_LIST


def accepted_dearer(instance: Instance, after: Allocation) -> Iterator[tuple[str, set[str]]]:
    """Who would be accepted at a dearer wish, and who would lose a seat by it, as ``choice``
    defines it."""
    names = numbered(as_if_wished(instance, after))
    market, granted = names.market, in_numbers(names, after)
    for row, column in dearer(market, granted):
        wish = proposal(market, row, column)
        root = market.chain(wish.place)[-1]
        seats = held(market, granted, root)
        chosen = choose_in_tree(market, root, seats | {wish})
        if wish in chosen:
            gone = {names.applicants[one.applicant] for one in seats - chosen}
            yield names.applicants[row], gone - {names.applicants[row]}
