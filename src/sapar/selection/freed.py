"""Seats that became free after the result: what each policy would do about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from mobility_rules.placement import minimums
from mobility_rules.placement.claims import Seats
from mobility_rules.placement.comparison import Moved, rank_of
from mobility_rules.placement.deferred_acceptance import Allocation, solve
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.withdrawals import PassedOver
from sapar.calls.enums import Withdrawals
from sapar.calls.models import Call, CallPlace
from sapar.calls.terms import current_terms, withdrawals_of
from sapar.core.errors import Refusal
from sapar.selection.enums import LIVE_OFFERS, OutcomeKind, RunState
from sapar.selection.keeping import CONFIRMED, HELD
from sapar.selection.models import Offer, Outcome, PlacementRun
from sapar.selection.placing import as_placed
from sapar.selection.queries import live_offers
from sapar.selection.reserve import market_of, waiting
from sapar.selection.situation import Situation, situation_of


@dataclass(frozen=True, slots=True)
class Filling:
    """What one policy would do. kept: seats that are not given anew. filled, empty: of the seats
    that became free, how many somebody gets in the end and how many nobody."""

    policy: Withdrawals
    allocation: Allocation
    kept: tuple[Fixed, ...]
    moved: tuple[Moved, ...]
    passed_over: tuple[PassedOver, ...]
    filled: int
    empty: int


def policy_after(call: Call) -> Withdrawals:
    """By which policy the call fills seats again."""
    return withdrawals_of(current_terms(call))


def what_if(situation: Situation, policy: Withdrawals) -> Filling:
    """Nothing is stored. What the commission decided itself stands under every policy, and whoever
    would lose by the new run, as may happen where rules about seats are involved, keeps the seat.

    Raises `Refusal` ``placement-rules-contradict`` when such rules leave no seat for somebody who
    is to keep one.
    """
    kept = _keeping(situation, policy)
    try:
        after = _placed(situation, kept)
        while losers := [number for number in situation.held if _loses(situation, number, after)]:
            held = [Fixed(number, situation.held[number], HELD) for number in sorted(losers)]
            kept = (*kept, *held)
            after = _placed(situation, kept)
    except QuotasRefused as refused:
        raise Refusal("placement-rules-contradict", rule=str(refused)) from refused
    moved = tuple(
        Moved(number, situation.held.get(number), place)
        for number, place in sorted(after.assigned.items())
        if place != situation.held.get(number)
    )
    filled = sum(place is not None for place in after.assigned.values()) - len(situation.held)
    return Filling(
        policy=policy,
        allocation=after,
        kept=kept,
        moved=moved,
        passed_over=tuple(_passed_over(situation, after, moved)),
        filled=filled,
        empty=sum(situation.freed.values()) - filled,
    )


def _keeping(situation: Situation, policy: Withdrawals) -> tuple[Fixed, ...]:
    """Whose seat is not given anew by the policy: nobody's, that of those who confirmed, or
    everybody's who holds one."""
    reason = HELD if policy == Withdrawals.RESERVE_LIST else CONFIRMED
    staying = {
        Withdrawals.RERUN: frozenset[str](),
        Withdrawals.FROZEN: situation.confirmed,
        Withdrawals.RESERVE_LIST: frozenset(situation.held),
    }[policy]
    return tuple(
        Fixed(number, situation.held[number], reason)
        for number in sorted(staying - situation.decided)
    )


def _placed(situation: Situation, kept: tuple[Fixed, ...]) -> Allocation:
    fixed = (*situation.overrides, *kept)
    return solve(as_placed(situation.remaining, fixed, situation.run.closed))


def _loses(situation: Situation, number: str, after: Allocation) -> bool:
    """The commission alone may take a seat."""
    held, now = situation.held[number], after.assigned[number]
    if now == held or number in situation.decided:
        return False
    before_rank = rank_of(situation.instance, number, held)
    after_rank = rank_of(situation.instance, number, now)
    return after_rank is None or (before_rank is not None and after_rank > before_rank)


def _passed_over(
    situation: Situation, after: Allocation, moved: tuple[Moved, ...]
) -> Iterator[PassedOver]:
    """Who would be accepted somewhere dearer, in the stead of somebody who moved or of nobody; as
    the kernel says it of withdrawals."""
    newly = {one.applicant for one in moved}
    seats = Seats(minimums.closed(situation.remaining, situation.run.closed), after)
    for number in sorted(after.assigned.keys() - situation.decided):
        for place in seats.dearer(number):
            claim = seats.claim(number, place)
            if claim is not None and (claim.instead_of is None or claim.instead_of in newly):
                yield PassedOver(number, place, claim.instead_of)
                break


def next_in_line(run: PlacementRun, place: CallPlace) -> list[tuple[str, int]]:
    """Who is offered what by the reserve list, as application number and place (key), when a seat
    of ``place`` is free. Where seats are shared or reserved the kernel chooses among those who
    wait, and the seat may become one of another place; otherwise the line of the place is enough.
    """
    instance, _allocation = market_of(run)
    if instance.policy.is_empty:
        free = place.seats - live_offers(place).count()
        return [(number, place.pk) for number in waiting(run, place)[:free]]
    situation = situation_of(run)
    assigned = what_if(situation, Withdrawals.RESERVE_LIST).allocation.assigned
    keys = {one.public_id: one.pk for one in run.call.places.all()}
    return [
        (number, keys[seat])
        for number, seat in sorted(assigned.items())
        if seat is not None and number not in situation.held
    ]


def seats_waiting(outcomes: QuerySet[Outcome]) -> QuerySet[Outcome]:
    """Results with a place that nobody holds any more, in calls that do not fill it by themselves:
    a seat each that waits for the owner."""
    holding = Offer.objects.filter(state__in=LIVE_OFFERS).values("application")
    placed = outcomes.filter(kind=OutcomeKind.PLACED, run__state=RunState.PUBLISHED)
    by_hand = placed.exclude(run__call__withdrawals=Withdrawals.RESERVE_LIST)
    return by_hand.exclude(application__in=holding)
