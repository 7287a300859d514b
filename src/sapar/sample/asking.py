"""Events with people who come, and questions in the offices' queues, by the real deeds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sapar.content.actions.attendances import cancel_attendance, confirm_attendance, register
from sapar.content.actions.events import create_event, publish_event
from sapar.content.actions.frequent_questions import (
    publish_frequent_question,
    update_frequent_question,
)
from sapar.content.actions.questions import (
    answer_question,
    ask_question,
    confirm_question,
    draft_from_question,
    put_question_aside,
)
from sapar.content.models import Event, Picture, Question
from sapar.core import clock
from sapar.institutions.models import Unit
from sapar.sample.calls import OFFICE
from sapar.sample.reading import Entry, read_list, text

TEXTS = ("title", "summary", "description", "where")
BEFORE = dt.timedelta(days=14)
ANSWERED_AFTER = dt.timedelta(days=1)


def load_asking(pictures: Mapping[str, Picture]) -> None:
    for entry in read_list("events"):
        load_event(entry, pictures)
    for entry in read_list("questions"):
        load_question(entry)


def load_event(entry: Entry, pictures: Mapping[str, Picture]) -> Event:
    """Entered and filled two weeks before it takes place, or now if that is still to come."""
    starts_at = at(entry["days"], entry["hour"])
    with clock.moved(to=min(starts_at - BEFORE, clock.now())):
        event = create_event(
            Unit.objects.get(code=entry["owner"]),
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(hours=entry["hours"]),
            seats=entry.get("seats"),
            online_url=entry.get("online_url", ""),
            language=entry["language"],
            cover=pictures[entry["cover"]],
            by=OFFICE,
            **{name: text(entry.get(name)) for name in TEXTS},
        )
        publish_event(event, by=OFFICE)
        for guest in entry["guests"]:
            load_guest(event, guest)
    return event


def load_guest(event: Event, guest: Entry) -> None:
    attendance = register(
        event, name=guest["name"], email=guest["email"], language=guest["language"]
    )
    if guest.get("state") != "unconfirmed":
        attendance = confirm_attendance(attendance)
    if guest.get("state") == "cancelled":
        cancel_attendance(attendance)


def load_question(entry: Entry) -> Question:
    with clock.moved(by=-dt.timedelta(days=entry["days"])):
        question = ask_question(
            Unit.objects.get(code=entry["unit"]),
            topic=entry["topic"],
            name=entry["name"],
            email=entry["email"],
            language=entry["language"],
            text=entry["text"].strip(),
            may_be_published=entry.get("may_be_published", False),
        )
        question = confirm_question(question)
    with clock.moved(by=ANSWERED_AFTER - dt.timedelta(days=entry["days"])):
        if "answer" in entry:
            question = answer_question(question, entry["answer"], by=OFFICE)
        if "put_aside" in entry:
            put_question_aside(question, entry["put_aside"], is_spam=True, by=OFFICE)
        if "published" in entry:
            publish(question, entry["published"])
    return question


def publish(question: Question, texts: Entry) -> None:
    draft = draft_from_question(question, by=OFFICE)
    draft = update_frequent_question(
        draft, question=text(texts["question"]), answer=text(texts["answer"]), by=OFFICE
    )
    publish_frequent_question(draft, by=OFFICE)


def at(days: int, hour: int) -> dt.datetime:
    """So many days from today, at a full hour of the university's time."""
    day = clock.today() + dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time(hour), clock.university_zone())
