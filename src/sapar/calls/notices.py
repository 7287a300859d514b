"""What is mailed about a call that changes after it was opened."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from sapar.calls.models import CallPlace
from sapar.core.actor import Recipient
from sapar.messaging.actions import queue_mail
from sapar.messaging.registry import Message

SEATS_LOWERED = "call-seats-lowered"


def tell_seats_lowered(
    to: Recipient, place: CallPlace, *, before: int, reason: str, until: dt.datetime | None
) -> None:
    """To somebody who wishes the place. until: when the wishes can still be changed."""
    queue_mail(
        SEATS_LOWERED,
        to,
        call=place.call.title,
        call_id=place.call.public_id,
        host=place.host.name,
        before=before,
        seats=place.seats,
        reason=reason,
        until=until,
    )


def _with_address(values: dict[str, Any], language: str) -> tuple[dict[str, Any], list[str]]:
    with translation.override(language):
        address = settings.PUBLIC_ADDRESS + reverse("call", args=[values["call_id"]])
    return {**values, "address": address}, []


MESSAGES = (
    Message(
        SEATS_LOWERED,
        "calls/mail/call-seats-lowered_subject.txt",
        "calls/mail/call-seats-lowered.txt",
        prepare=_with_address,
    ),
)
