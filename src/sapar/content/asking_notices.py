"""What is mailed about questions and events: to whoever asked, to whoever comes.

Links are minted when a mail is written, so the token stands in that mail and nowhere else.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from sapar.content import strangers
from sapar.content.asking import answer_until
from sapar.content.enums import AttendanceState
from sapar.content.models import Attendance, Question
from sapar.core import clock
from sapar.core.actor import Recipient
from sapar.links.actions import mint_link
from sapar.messaging.actions import queue_mail
from sapar.messaging.registry import Message, Prepare


def ask_to_confirm(question: Question) -> None:
    queue_mail(
        "question-confirm",
        Recipient(question.email, question.language),
        question=question.public_id,
    )


def tell_asker(question: Question, kind: str, **values: Any) -> None:
    recipient = Recipient(question.email, question.language, question.name)
    unit = question.unit.name.as_dict()
    queue_mail(kind, recipient, number=question.public_id, unit=unit, **values)


def holder_of(question: Question) -> dict[str, Any]:
    """Until when whoever holds the question answers it."""
    return {"until": answer_until(question).isoformat()}


def tell_attendee(attendance: Attendance, kind: str, **values: Any) -> None:
    """A stranger's name stands in no mail before the address is confirmed."""
    name = "" if kind == "attendance-confirm" else attendance.name
    recipient = Recipient(attendance.email, attendance.language, name)
    queue_mail(kind, recipient, attendance=attendance.public_id, **values)


def _question_link(values: dict[str, Any], language: str) -> tuple[dict[str, Any], list[str]]:
    question = Question.objects.get(public_id=values["question"])
    expires_at = clock.now() + strangers.LINK_LIFE
    link, token = _link(
        "question-confirm", strangers.QUESTION, question.public_id, question.email, expires_at
    )
    return {**values, "link": link, "expires": expires_at}, [token]


def _attendance_link(values: dict[str, Any], language: str) -> tuple[dict[str, Any], list[str]]:
    """The event as it is when the mail is written, with the link to confirm or to cancel."""
    rows = Attendance.objects.select_related("event__owner")
    attendance = rows.get(public_id=values["attendance"])
    event = attendance.event
    link, token = _link(
        "attendance", strangers.ATTENDANCE, attendance.public_id, attendance.email, event.ends_at
    )
    has_place = attendance.state == AttendanceState.CONFIRMED  # the online address is theirs alone
    return {**values, "event": event, "link": link, "has_place": has_place}, [token]


def _link(
    page: str, purpose: str, subject_id: str, address: str, expires_at: dt.datetime
) -> tuple[str, str]:
    language = translation.get_language() or "en"
    _row, token = mint_link(purpose, subject_id, address, language, expires_at)
    return settings.PUBLIC_ADDRESS + reverse(page, args=[token]), token


def _message(kind: str, prepare: Prepare | None = None) -> Message:
    return Message(kind, f"content/mail/{kind}_subject.txt", f"content/mail/{kind}.txt", prepare)


MESSAGES = (
    _message("question-confirm", _question_link),
    *(
        _message(f"question-{deed}")
        for deed in ("received", "handed-over", "answered", "dismissed")
    ),
    *(
        _message(kind, _attendance_link)
        for kind in (
            "attendance-confirm",
            "attendance-placed",
            "attendance-waiting",
            "attendance-moved-up",
            "attendance-cancelled",
            "attendance-reminder",
            "event-changed",
            "event-cancelled",
        )
    ),
)
