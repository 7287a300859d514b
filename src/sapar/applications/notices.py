"""What is mailed to the applicant about an application."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from mobility_rules.findings import Finding
from sapar.accounts.enums import Direction
from sapar.accounts.recipients import recipient_of
from sapar.applications.judging import Judgement
from sapar.applications.models import Application, Submission
from sapar.applications.sayings import say_finding
from sapar.core import clock
from sapar.core.formatting import format_instant
from sapar.messaging.actions import queue_mail
from sapar.messaging.registry import Message


def tell_submitted(application: Application, submission: Submission) -> None:
    _tell(application, "submitted", number=submission.number)


def tell_returned(application: Application) -> None:
    _tell(application, "returned", until=application.correct_until)


def tell_released(application: Application) -> None:
    _tell(application, "released")


def tell_verified(application: Application) -> None:
    _tell(application, "verified")


def tell_refused(application: Application, judgement: Judgement) -> None:
    reasons = [finding.to_json() for finding in judgement.reasons_against]
    _tell(application, "refused", findings=reasons)


def tell_withdrawn(application: Application) -> None:
    _tell(application, "withdrawn")


def tell_call_cancelled(application: Application, reason: str) -> None:
    _tell(application, "call-cancelled", cancellation=reason)


def _tell(application: Application, what: str, **values: Any) -> None:
    recipient = recipient_of(application.engagement.person)
    if recipient is None:
        return
    call = application.call
    queue_mail(
        f"application-{what}",
        recipient,
        application=application.public_id,
        call=call.title,
        closes_at=call.closes_at,
        is_open=call.accepts_at(clock.now()),
        is_external=call.direction == Direction.EXTERNAL,
        school=application.engagement.unit.name,
        owner=call.owner.name,
        reason=application.state_reason,
        **values,
    )


def _with_address(values: dict[str, Any], language: str) -> tuple[dict[str, Any], list[str]]:
    with translation.override(language):
        address = settings.PUBLIC_ADDRESS + reverse("application", args=[values["application"]])
        shown = {
            name: format_instant(value) if isinstance(value, dt.datetime) else value
            for name, value in values.items()
        }
    return {**shown, "address": address}, []


def _with_reasons(values: dict[str, Any], language: str) -> tuple[dict[str, Any], list[str]]:
    values, secrets = _with_address(values, language)
    with translation.override(language):
        sentences = [say_finding(_finding(item)) for item in values["findings"]]
    return {**values, "sentences": sentences}, secrets


def _finding(item: dict[str, Any]) -> Finding:
    """A stored finding; the outbox has made its days into dates, which the kernel reads as text."""
    texts = {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in item["values"].items()
    }
    as_of = item["as_of"].isoformat() if item["as_of"] else None
    seen, needed = (str(item[name]) for name in ("seen", "needed"))
    return Finding.from_json(
        item | {"values": texts, "as_of": as_of, "seen": seen, "needed": needed}
    )


MESSAGES = tuple(
    Message(
        f"application-{what}",
        f"applications/mail/{what}_subject.txt",
        f"applications/mail/{what}.txt",
        prepare=_with_reasons if what == "refused" else _with_address,
    )
    for what in (
        "submitted",
        "returned",
        "released",
        "verified",
        "refused",
        "withdrawn",
        "call-cancelled",
    )
)
