"""Filling the seats that became free after the result, by the policy that the terms name."""

from __future__ import annotations

from django.db import transaction

from sapar.calls.enums import Withdrawals
from sapar.calls.models import Call
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.selection.actions.later_runs import LaterRun, follow, locked_situation
from sapar.selection.enums import RunCause
from sapar.selection.freed import policy_after, what_if
from sapar.selection.models import PlacementRun


@transaction.atomic
def fill_seats(call: Call, *, seen: str, by: Actor) -> PlacementRun:
    """Give the seats that became free, as the terms of the call say.

    seen: the hash of the situation that was compared. Raises `Conflict` ``situation-changed`` when
    somebody accepted, declined or filled them meanwhile, `Refusal` ``seats-move-up-by-themselves``,
    ``seats-none-free`` or ``seats-stay-begun``.
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
    later = LaterRun(
        cause=RunCause.WITHDRAWALS,
        instance=situation.remaining,
        allocation=chosen.allocation,
        decided=situation.overrides,
        kept=chosen.kept,
        withdrawals=policy,
    )
    return follow(situation, later, by=by)
