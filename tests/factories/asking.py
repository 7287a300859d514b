"""Questions, frequent questions, contacts and events: what is not said is plausible."""

from __future__ import annotations

import datetime as dt
import re
from itertools import count
from typing import Any

from django.core import mail

from sapar.content.actions.attendances import register
from sapar.content.actions.events import create_event, publish_event
from sapar.content.actions.questions import ask_question
from sapar.content.enums import Topic
from sapar.content.models import Attendance, Event, FrequentQuestion, Question
from sapar.core import clock
from sapar.core.translated import Translated
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Unit
from sapar.messaging.actions import deliver_due_mail
from tests.factories.people import TESTER, make_unit

_numbers = count(1)


def three(text: str) -> Translated:
    return Translated(kk=f"{text} kk", ru=f"{text} ru", en=text)


def make_question(unit: Unit | None = None, **fields: Any) -> Question:
    """A confirmed question to the department unless said otherwise."""
    given = {
        "topic": Topic.APPLYING,
        "name": "Aigerim Serik",
        "email": f"asker{next(_numbers)}@example.org",
        "language": "en",
        "text": "Which papers do I need?",
        "may_be_published": True,
        "is_confirmed": True,
    }
    return ask_question(unit or make_unit(UnitKind.DEPARTMENT), **{**given, **fields})


def make_frequent(
    question: str = "What if I have a debt?", answer: str = "Pay it.", **fields: Any
) -> FrequentQuestion:
    fields.setdefault("topic", Topic.TAKING_PART)
    fields.setdefault("is_published", True)
    return FrequentQuestion.objects.create(question=three(question), answer=three(answer), **fields)


def make_event(owner: Unit | None = None, *, is_published: bool = True, **fields: Any) -> Event:
    """In a week, with two seats, published, unless said otherwise."""
    starts_at = clock.now() + dt.timedelta(days=7)
    given = {
        "title": three("Open day"),
        "summary": three("Come and ask"),
        "where": three("Room 331"),
        "starts_at": starts_at,
        "ends_at": fields.get("starts_at", starts_at) + dt.timedelta(hours=2),
        "seats": 2,
    }
    owner = owner or make_unit(UnitKind.DEPARTMENT)
    event = create_event(owner, by=TESTER, **{**given, **fields})
    return publish_event(event, by=TESTER) if is_published else event


def make_attendance(event: Event, **fields: Any) -> Attendance:
    """Confirmed unless said otherwise: with a place, or on the waiting list."""
    given = {
        "name": "Daniyar",
        "email": f"guest{next(_numbers)}@example.org",
        "language": "en",
        "is_confirmed": True,
    }
    return register(event, **{**given, **fields})


def mails_to(address: str) -> list[tuple[str, str]]:
    """Subject and text of every mail to somebody, after what waits was sent."""
    deliver_due_mail()
    return [(str(sent.subject), str(sent.body)) for sent in mail.outbox if sent.to == [address]]


def link_in(text: str) -> str:
    """The path of the only link of ours with a token."""
    (path,) = set(re.findall(r"https?://[^/\s]+(/\w\w/\S*(?:confirm|attendance)/\S+)", text))
    return path
