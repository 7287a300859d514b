"""Appeals: filed by the applicant in own words, answered by the owner with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sapar.applications.models import Application
from sapar.audit.actions import record
from sapar.calls.models import Call
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.core.lifecycle import advance, check_version
from sapar.selection import notices
from sapar.selection.actions.later_runs import LaterRun, follow, locked_situation
from sapar.selection.appealing import (
    Fact,
    Manner,
    answer,
    answers,
    appeal_until,
    corrected,
    difference_to_json,
)
from sapar.selection.enums import RunCause, RunState
from sapar.selection.lifecycle import APPEAL_LIFECYCLE
from sapar.selection.models import Appeal, Outcome, PlacementRun
from sapar.selection.queries import open_appeals

APPEAL_UPHELD = _("An appeal was upheld, and the places of the call were given anew.")
"""What those read whose offer is taken back by it."""


@transaction.atomic
def file_appeal(outcome: Outcome, text: str, *, by: Actor) -> Appeal:
    """The applicant disagrees with the own result, and says why.

    Raises `Refusal`: ``appeal-text-missing``, ``appeal-late`` naming until when it was possible;
    `Conflict`: ``appeal-open`` while an earlier one waits, ``result-replaced`` when a later result
    was published meanwhile.
    """
    call = Call.objects.select_for_update().get(pk=outcome.run.call_id)
    application = Application.objects.select_for_update().get(pk=outcome.application_id)
    run = PlacementRun.objects.select_related("call", "replaces__call").get(pk=outcome.run_id)
    if not text.strip():
        raise Refusal("appeal-text-missing")
    newest = application.outcomes.filter(run__state=RunState.PUBLISHED).first()
    if run.state != RunState.PUBLISHED and newest is not None:
        raise Conflict("result-replaced")
    until = appeal_until(run)
    if clock.now() >= until:
        raise Refusal("appeal-late", until=until)
    if open_appeals(call).filter(outcome__application=application).exists():
        raise Conflict("appeal-open")
    appeal = Appeal.objects.create(outcome=outcome, text=text.strip(), filed_at=clock.now())
    record("file-appeal", application, by=by, appeal=appeal.public_id)
    notices.tell_appeal(appeal)
    return appeal


@transaction.atomic
def dismiss_appeal(
    appeal: Appeal,
    reason: str,
    *,
    fact: Fact | None = None,
    seen: str = "",
    by: Actor,
    expected_version: int | None = None,
) -> Appeal:
    """The result stays, for a reason that the applicant reads.

    fact: what was tried and changed nothing that counts; it is kept with what it would have
    changed. Raises `Refusal` ``appeal-reason-missing``, `Conflict` ``situation-changed``.
    """
    _check_reason(reason)
    call = appeal.outcome.run.call
    tried: Mapping[str, Any] = {}
    difference: Mapping[str, Any] = {}
    if fact is not None:
        situation = locked_situation(call, seen)
        found = corrected(situation, appeal.outcome.application, fact)
        tried = found.to_json()
        difference = {
            manner.value: difference_to_json(told)
            for manner, told in answers(situation, found.changed).items()
        }
    appeal = _lock(appeal, call)
    return _decide(appeal, "dismiss", reason, tried, difference, by=by, version=expected_version)


@transaction.atomic
def uphold_appeal(
    appeal: Appeal,
    reason: str,
    *,
    fact: Fact,
    manner: Manner = Manner.FROZEN,
    seen: str,
    by: Actor,
    expected_version: int | None = None,
) -> Appeal:
    """Put one fact right, and give the places by it in the chosen manner.

    seen: the hash of the situation for which the difference was shown. Raises `Refusal`:
    ``appeal-reason-missing``, and those of `appealing.corrected` and `appealing.answer`;
    `Conflict` ``situation-changed`` when somebody accepted or declined meanwhile.
    """
    _check_reason(reason)
    call = appeal.outcome.run.call
    situation = locked_situation(call, seen)
    appeal = _lock(appeal, call)
    check_version(appeal, expected_version)
    found = corrected(situation, appeal.outcome.application, fact)
    told = answer(situation, found.changed, manner)
    later = LaterRun(
        cause=RunCause.APPEAL,
        instance=told.instance,
        allocation=told.allocation,
        decided=situation.overrides,
        kept=told.kept,
        breakdowns={found.changed.applicant: found.breakdown},
        reason=APPEAL_UPHELD,
        waiting=situation.gone,
    )
    appeal.run = follow(situation, later, by=by)
    difference = {manner.value: difference_to_json(told)}
    return _decide(
        appeal, "uphold", reason, found.to_json(), difference, by=by, version=expected_version
    )


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal("appeal-reason-missing")


def _lock(appeal: Appeal, call: Call) -> Appeal:
    """Hold call, application and appeal."""
    Call.objects.select_for_update().get(pk=call.pk)
    Application.objects.select_for_update().get(pk=appeal.outcome.application_id)
    return (
        Appeal.objects.select_for_update(of=("self",))
        .select_related(
            "outcome__application__engagement__person", "outcome__application__call__owner"
        )
        .get(pk=appeal.pk)
    )


def _decide(
    appeal: Appeal,
    deed: str,
    reason: str,
    fact: Mapping[str, Any],
    difference: Mapping[str, Any],
    *,
    by: Actor,
    version: int | None,
) -> Appeal:
    check_version(appeal, version)
    advance(appeal, deed, lifecycle=APPEAL_LIFECYCLE)
    appeal.fact, appeal.difference = dict(fact), dict(difference)
    appeal.decision, appeal.decided_at = reason.strip(), clock.now()
    appeal.decided_by = by.public_id
    appeal.save()
    record(
        f"{deed}-appeal",
        appeal.outcome.application,
        by=by,
        appeal=appeal.public_id,
        reason=appeal.decision,
    )
    notices.tell_appeal(appeal)
    return appeal
