"""Those who write without an account confirm their address by a link in a mail first.

A form that mails whoever is named in it could be turned against that address, so one address gets
only a few such mails an hour, and all addresses together only as many as a full lecture hall needs.
The mails carry nothing that the stranger typed.
"""

from __future__ import annotations

import datetime as dt

from sapar.content.enums import AttendanceState, QuestionState
from sapar.content.models import Attendance, Question
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.messaging.models import OutboxMessage

VISITOR = Actor("visitor", "Visitor")  # the record of deeds needs no name of a stranger
QUESTION, ATTENDANCE = "question", "attendance"  # purposes of links
LINK_LIFE = dt.timedelta(days=3)
KEPT_UNCONFIRMED = dt.timedelta(days=7)
HOUR = dt.timedelta(hours=1)
MAILS_PER_ADDRESS = 5
MAILS_IN_ALL = 1000


def check_mails(address: str, *kinds: str) -> None:
    """Raise Refusal ``mails-too-many`` when enough of these mails left in the last hour."""
    recent = OutboxMessage.objects.filter(kind__in=kinds, created_at__gt=clock.now() - HOUR)
    to_this_address = recent.filter(address=address).count()
    if to_this_address >= MAILS_PER_ADDRESS or recent.count() >= MAILS_IN_ALL:
        raise Refusal("mails-too-many", limit=MAILS_PER_ADDRESS)


def forget_unconfirmed() -> int:
    """Delete what nobody confirmed in time; returns how many rows."""
    before = clock.now() - KEPT_UNCONFIRMED
    questions = Question.objects.filter(state=QuestionState.UNCONFIRMED, asked_at__lt=before)
    attendances = Attendance.objects.filter(
        state=AttendanceState.UNCONFIRMED, registered_at__lt=before
    )
    return questions.delete()[0] + attendances.delete()[0]
