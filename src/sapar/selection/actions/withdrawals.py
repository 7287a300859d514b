"""Filling the seats that became free after the result, by the policy that the terms name."""

from __future__ import annotations

from django.db import transaction

from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.fixing import Fixed
from sapar.calls.enums import Withdrawals
from sapar.calls.models import Call
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.selection.actions.later_runs import LaterRun, follow, locked_situation
from sapar.selection.enums import RunCause
from sapar.selection.freed import KEEPS_CONFIRMED, policy_after, what_if
from sapar.selection.models import PlacementRun


@transaction.atomic
def fill_seats(call: Call, *, seen: str, by: Actor) -> PlacementRun:
    """Give the seats that became free, as the terms of the call say.

    seen: the hash of the situation that was compared. Raises `Conflict` ``situation-changed`` when
    somebody accepted, declined or filled them meanwhile, `Refusal` ``seats-move-up-by-themselves``,
    ``seats-none-free``, ``seats-stay-begun``, or ``seats-somebody-would-lose`` naming whom.
    """
    situation = locked_situation(call, seen)
    policy = policy_after(situation.run.call)
    if policy == Withdrawals.RESERVE_LIST:
        raise Refusal("seats-move-up-by-themselves")
    if not situation.freed:
        raise Refusal("seats-none-free")
    if situation.run.call.period.starts_on <= clock.today():
        raise Refusal("seats-stay-begun", starts_on=situation.run.call.period.starts_on)
    chosen = what_if(situation, policy)
    if chosen.losers:
        raise Conflict("seats-somebody-would-lose", numbers=", ".join(chosen.losers))
    assigned = chosen.consequence.allocation.assigned
    remaining = situation.remaining
    decided = {one.applicant for one in situation.overrides}
    keeping = situation.confirmed if policy == Withdrawals.FROZEN else frozenset()
    later = LaterRun(
        cause=RunCause.WITHDRAWALS,
        instance=remaining,
        allocation=Allocation({number: assigned[number] for number in remaining.applicants}),
        decided=situation.overrides,
        kept=tuple(
            Fixed(number, situation.held[number], KEEPS_CONFIRMED)
            for number in sorted(keeping - decided)
        ),
        withdrawals=policy,
    )
    return follow(situation, later, by=by)
