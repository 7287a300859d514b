"""What the school and the department decide on a submitted application.

Each deed looks at the facts of this moment, not of the day of submission, and keeps its verdict.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from sapar.accounts.enums import Direction
from sapar.applications import notices
from sapar.applications.actions.locking import locked_with_call
from sapar.applications.enums import ApplicationState
from sapar.applications.judging import Judgement, judge_submitted, store_verdict
from sapar.applications.lifecycle import LIFECYCLE
from sapar.applications.models import Application
from sapar.applications.readiness import Problem, is_overdue
from sapar.audit import actions as audit
from sapar.calls.enums import CallState
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.core.lifecycle import advance, check_version


class CriteriaUnmet(Refusal):
    """No wish can be met as the records stand; ``problems`` are all the reasons."""

    def __init__(self, judgement: Judgement) -> None:
        super().__init__("criteria-unmet", count=len(judgement.reasons_against))
        self.problems = [
            Problem("criterion-not-met", values={"finding": finding})
            for finding in judgement.reasons_against
        ]


def release_application(
    application: Application, *, by: Actor, expected_version: int | None = None
) -> Application:
    """The school lets it go on: to the department or, internally, straight to the commission."""
    with transaction.atomic():
        application = _locked(application)
        is_internal = application.call.direction == Direction.INTERNAL
        _pass(application, "release-internal" if is_internal else "release", by, expected_version)
        audit.record("release-application", application, by=by)
        notices.tell_released(application)
        return application


def verify_application(
    application: Application, *, by: Actor, expected_version: int | None = None
) -> Application:
    """The department finds a released application in order: the commission may score it."""
    with transaction.atomic():
        application = _locked(application)
        _pass(application, "verify", by, expected_version)
        audit.record("verify-application", application, by=by)
        notices.tell_verified(application)
        return application


def return_application(
    application: Application,
    reason: str,
    until: dt.datetime,
    *,
    by: Actor,
    expected_version: int | None = None,
) -> Application:
    """Ask the applicant to correct something until an instant, even after the call has closed."""
    with transaction.atomic():
        application = _locked(application)
        check_version(application, expected_version)
        application.state_reason = _given(reason)
        if until <= clock.now():
            raise Refusal("return-until-past", given=until)
        advance(application, "return", lifecycle=LIFECYCLE)
        application.correct_until = until
        application.save()
        audit.record(
            "return-application",
            application,
            by=by,
            reason=application.state_reason,
            until=until.isoformat(),
        )
        notices.tell_returned(application)
        return application


def refuse_application(
    application: Application, reason: str, *, by: Actor, expected_version: int | None = None
) -> Application:
    """End the application; the applicant reads the reason and every unmet criterion.

    A returned one only when the time to correct has passed without an answer.
    """
    with transaction.atomic():
        application = _locked(application)
        check_version(application, expected_version)
        if application.state == ApplicationState.RETURNED and not is_overdue(application):
            raise Conflict("state-changed", state=application.state, deed="refuse")
        application.state_reason = _given(reason)
        judgement = judge_submitted(application)
        advance(application, "refuse", lifecycle=LIFECYCLE)
        application.save()
        store_verdict(application, "refuse", by=by, judgement=judgement)
        audit.record("refuse-application", application, by=by, reason=application.state_reason)
        notices.tell_refused(application, judgement)
        return application


def _locked(application: Application) -> Application:
    """Held with its call, which must go on: nothing is decided for one that was cancelled."""
    application = locked_with_call(application)
    if application.call.state != CallState.OPENED:
        raise Refusal("call-takes-no-applications")
    return application


def _pass(application: Application, deed: str, by: Actor, expected_version: int | None) -> None:
    """Judge by the facts of now and move on; refused when no wish can be met."""
    check_version(application, expected_version)
    judgement = judge_submitted(application)
    advance(application, deed, lifecycle=LIFECYCLE)
    if not judgement.may_be_released:
        raise CriteriaUnmet(judgement)
    application.save()
    store_verdict(application, deed.removesuffix("-internal"), by=by, judgement=judgement)


def _given(reason: str) -> str:
    if not reason.strip():
        raise Refusal("decision-reason-missing")
    return reason.strip()
