"""Seats that became free after the result: what each policy would do about them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from mobility_rules.placement.comparison import rank_of
from mobility_rules.placement.deferred_acceptance import solve
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.policy import WithdrawalPolicy
from mobility_rules.placement.withdrawals import Consequence, consequence
from sapar.calls.enums import Withdrawals
from sapar.calls.models import Call, CallPlace
from sapar.calls.terms import current_terms, withdrawals_of
from sapar.core.errors import Refusal
from sapar.selection.enums import LIVE_OFFERS, OutcomeKind, RunState
from sapar.selection.models import Offer, Outcome, PlacementRun
from sapar.selection.placing import as_placed
from sapar.selection.queries import live_offers
from sapar.selection.reserve import market_of, waiting
from sapar.selection.situation import Situation, situation_of

KEEPS_CONFIRMED = "keeps the seat that was confirmed"
"""Stands in the certificate, which is in English, beside a seat that was not to give."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What one policy would do. losers: who holds a seat and would have none, or one lower down."""

    policy: Withdrawals
    consequence: Consequence
    losers: tuple[str, ...]


def policy_after(call: Call) -> Withdrawals:
    """By which policy the call fills seats again."""
    return withdrawals_of(current_terms(call))


def what_if(situation: Situation, policy: Withdrawals) -> WhatIf:
    """Nothing is stored. What the commission decided itself stands under every policy.

    Raises `Refusal` ``placement-rules-contradict`` when reserved seats leave none for somebody who
    is to keep one.
    """
    try:
        told = _consequence(situation, policy)
    except QuotasRefused as refused:
        raise Refusal("placement-rules-contradict", rule=str(refused)) from refused
    losers = [one.applicant for one in told.moved if _loses(situation, one.applicant, one.after)]
    return WhatIf(policy, told, tuple(losers))


def _consequence(situation: Situation, policy: Withdrawals) -> Consequence:
    seats = situation.allocation.assigned
    return consequence(
        as_placed(situation.instance, situation.overrides, situation.run.closed),
        situation.allocation,
        withdrawn=situation.gone,
        confirmed=situation.confirmed,
        policy=WithdrawalPolicy(policy.value),
        out_of_question=[
            one.applicant for one in situation.overrides if seats[one.applicant] == one.place
        ],
    )


def _loses(situation: Situation, number: str, after: str | None) -> bool:
    held = situation.held.get(number)
    if held is None:
        return False
    before_rank = rank_of(situation.instance, number, held)
    after_rank = rank_of(situation.instance, number, after)
    return after_rank is None or (before_rank is not None and after_rank > before_rank)


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
    kept = [Fixed(number, seat) for number, seat in sorted(situation.held.items())]
    kept += [one for one in situation.overrides if one.applicant not in situation.held]
    assigned = solve(as_placed(situation.remaining, kept, run.closed)).assigned
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
