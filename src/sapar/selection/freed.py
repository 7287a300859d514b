"""Seats that became free after the result: what each policy would do about them."""

from __future__ import annotations

from django.db.models import QuerySet

from mobility_rules.placement.policy import WithdrawalPolicy
from mobility_rules.placement.withdrawals import Consequence, consequence
from sapar.calls.enums import Withdrawals
from sapar.calls.models import Call, CallPlace
from sapar.calls.terms import current_terms, withdrawals_of
from sapar.selection.enums import LIVE_OFFERS, OutcomeKind, RunState
from sapar.selection.keeping import seats_kept
from sapar.selection.models import Offer, Outcome, PlacementRun
from sapar.selection.queries import live_offers
from sapar.selection.reserve import market_of, waiting
from sapar.selection.situation import Situation, situation_of


def policy_after(call: Call) -> Withdrawals:
    """By which policy the call fills seats again."""
    return withdrawals_of(current_terms(call))


def what_if(situation: Situation, policy: Withdrawals) -> Consequence:
    """Nothing is stored. Raises `Refusal` as `seats_kept` does."""
    with seats_kept():
        return consequence(
            situation.remaining,
            situation.held,
            policy=WithdrawalPolicy(policy.value),
            confirmed=situation.confirmed,
            overrides=situation.overrides,
            closed=situation.run.closed,
        )


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
