"""Submitting the draft as an immutable version, and withdrawing."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from mobility_rules.canonical import sha256_of
from sapar.applications import notices
from sapar.applications.actions.locking import locked_with_call
from sapar.applications.judging import judge_draft, store_verdict
from sapar.applications.lifecycle import LIFECYCLE
from sapar.applications.models import Application, Submission
from sapar.applications.readiness import NotReady, problems_of
from sapar.audit import actions as audit
from sapar.calls.enums import CallState
from sapar.calls.terms import current_terms
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.core.lifecycle import advance, check_version


def submit_application(
    application: Application,
    *,
    by: Actor,
    expected_version: int | None = None,
    expected_content: str | None = None,
) -> Submission:
    """Send the draft as the next numbered version. The last one sent counts.

    Raises `NotReady` with every reason at once. What can still be cured before the deadline (a
    debt) does not stand in the way: the school looks again when it releases. ``expected_content``
    is the `content_hash` of the answers that were checked, in case another window has changed
    them since.
    """
    with transaction.atomic():
        application = locked_with_call(application)
        check_version(application, expected_version)
        if expected_content is not None and expected_content != content_hash(application):
            raise Conflict("answers-changed")
        judgement = judge_draft(application)
        if problems := problems_of(application, judgement):
            raise NotReady(problems)
        application.terms = current_terms(application.call)
        submission = _write_version(application, by)
        advance(application, "submit", lifecycle=LIFECYCLE)
        application.submitted_at = application.edited_at = submission.submitted_at
        application.state_reason = ""
        application.save()
        store_verdict(application, "submit", by=by, judgement=judgement)
        audit.record("submit-application", application, by=by, number=submission.number)
        notices.tell_submitted(application, submission)
        return submission


def withdraw_application(
    application: Application, reason: str = "", *, by: Actor, expected_version: int | None = None
) -> Application:
    """End the application at the applicant's wish, until the result is published."""
    with transaction.atomic():
        application = locked_with_call(application)
        check_version(application, expected_version)
        if application.call.state == CallState.DECIDED:
            raise Refusal("withdrawal-after-result")
        advance(application, "withdraw", lifecycle=LIFECYCLE)
        application.state_reason = reason.strip()
        application.save()
        audit.record("withdraw-application", application, by=by, reason=application.state_reason)
        if application.submitted_at is not None:
            notices.tell_withdrawn(application)
        return application


def content_of(application: Application) -> dict[str, Any]:
    """What a submission holds: everything others will see of the draft as it stands now."""
    documents = application.documents.select_related("requirement", "file")
    return {
        "about": {
            "engagement": application.engagement.public_id,
            "phone": application.phone,
            "emergency_contact": application.emergency_contact,
        },
        "wishes": list(application.wishes.values_list("place__public_id", flat=True)),
        "motivation": application.motivation,
        "documents": [
            {
                "code": document.requirement.code,
                "file": document.file.public_id,
                "name": document.file.name,
                "sha256": document.file.sha256,
            }
            for document in documents
        ],
        "consents": application.consents,
        "terms": application.terms.hash,
    }


def content_hash(application: Application) -> str:
    return sha256_of(content_of(application))


def _write_version(application: Application, by: Actor) -> Submission:
    content = content_of(application)
    return Submission.objects.create(
        application=application,
        number=application.submissions.count() + 1,
        content=content,
        hash=sha256_of(content),
        submitted_at=clock.now(),
        submitted_by=by.public_id,
    )
