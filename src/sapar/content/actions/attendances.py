"""Coming to an event: registered, confirmed, moved up from the waiting list, cancelled, reminded.

Whoever changes who has a place holds the event's lock, so the last seat goes to one person.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from sapar.audit import actions as audit
from sapar.content import asking_notices as notices
from sapar.content.asking_lifecycle import ATTENDANCE_LIFECYCLE
from sapar.content.enums import AttendanceState, EventState
from sapar.content.models import Attendance, Event
from sapar.content.strangers import VISITOR, check_mails
from sapar.core import clock
from sapar.core.actor import SYSTEM, Actor
from sapar.core.errors import Refusal
from sapar.core.lifecycle import advance

REMINDER = dt.timedelta(days=1)
MAILS = ("attendance-confirm", "attendance-placed", "attendance-waiting")
State = AttendanceState


@transaction.atomic
def register(
    event: Event,
    *,
    name: str,
    email: str,
    language: str,
    is_confirmed: bool = False,
    by: Actor = VISITOR,
) -> Attendance:
    """Register somebody, once an address. A stranger's place counts when it is confirmed.

    Whoever registers again gets a mail with the link again and loses no place by it. Raises
    `Refusal` ``registration-over | mails-too-many``.
    """
    event = _lock(event)
    check_open(event)
    check_mails(email.lower(), *MAILS)
    attendance = _attendance_of(event, email.lower(), language)
    if attendance.state in (State.CONFIRMED, State.WAITING):
        notices.tell_attendee(attendance, _mail_of(attendance))
        return attendance
    attendance.name, attendance.language = name, language
    attendance.registered_at = clock.now()
    attendance.save()
    audit.record("register", attendance, by=by, event=event.public_id)
    if is_confirmed:
        return _take_place(attendance, event, by=by)
    notices.tell_attendee(attendance, "attendance-confirm")
    return attendance


@transaction.atomic
def confirm_attendance(attendance: Attendance, *, by: Actor = VISITOR) -> Attendance:
    """Take a seat, or a place on the waiting list when none is left.

    Raises `Refusal` ``registration-over``, `Conflict` ``state-changed`` when it was confirmed
    before.
    """
    event = _lock(attendance.event)
    check_open(event)
    return _take_place(_lock_attendance(attendance), event, by=by)


@transaction.atomic
def cancel_attendance(attendance: Attendance, *, by: Actor = VISITOR) -> Attendance:
    """Give the place back; the first of the waiting list gets it at once."""
    event = _lock(attendance.event)
    attendance = _lock_attendance(attendance)
    advance(attendance, "cancel", lifecycle=ATTENDANCE_LIFECYCLE)
    attendance.save()
    audit.record("cancel-attendance", attendance, by=by, event=event.public_id)
    notices.tell_attendee(attendance, "attendance-cancelled")
    fill_seats(event)
    return attendance


def fill_seats(event: Event) -> None:
    """Move the waiting list up into free seats. The caller holds the event's lock."""
    if event.state != EventState.PUBLISHED or event.starts_at <= clock.now():
        return
    for attendance in event.attendances.filter(state=State.WAITING):
        if not has_seat(event):
            return
        advance(attendance, "move-up", lifecycle=ATTENDANCE_LIFECYCLE)
        attendance.save()
        audit.record("move-up-attendance", attendance, by=SYSTEM, event=event.public_id)
        notices.tell_attendee(attendance, "attendance-moved-up")


def remind_attendees() -> int:
    """Mail everybody with a place the day before; returns how many. Who confirmed later than
    that has just read it all.
    """
    now, reminded = clock.now(), 0
    soon = Event.objects.filter(
        state=EventState.PUBLISHED, starts_at__gt=now, starts_at__lte=now + REMINDER
    )
    for event in soon:
        with transaction.atomic():
            event = _lock(event)
            waiting = event.attendances.filter(
                state=State.CONFIRMED,
                reminded_at=None,
                confirmed_at__lte=F("event__starts_at") - REMINDER,
            )
            for attendance in waiting:
                notices.tell_attendee(attendance, "attendance-reminder")
                Attendance.objects.filter(pk=attendance.pk).update(reminded_at=now)
                reminded += 1
    return reminded


def taken_seats(event: Event) -> int:
    return event.attendances.filter(state=State.CONFIRMED).count()


def has_seat(event: Event) -> bool:
    return event.seats is None or taken_seats(event) < event.seats


def is_open(event: Event) -> bool:
    """Whether one can still register."""
    ends_at = event.registration_ends_at or event.starts_at
    return event.state == EventState.PUBLISHED and clock.now() < min(ends_at, event.starts_at)


def check_open(event: Event) -> None:
    if not is_open(event):
        raise Refusal("registration-over")


def _attendance_of(event: Event, email: str, language: str) -> Attendance:
    found = event.attendances.filter(email=email).first()
    if found is None:
        return Attendance(event=event, email=email, language=language)
    if found.state == State.CANCELLED:
        advance(found, "register-again", lifecycle=ATTENDANCE_LIFECYCLE)
        found.confirmed_at = found.reminded_at = None
    return found


def _take_place(attendance: Attendance, event: Event, *, by: Actor) -> Attendance:
    deed = "take-place" if has_seat(event) else "wait"
    advance(attendance, deed, lifecycle=ATTENDANCE_LIFECYCLE)
    attendance.confirmed_at = clock.now()
    attendance.save()
    audit.record("confirm-attendance", attendance, by=by, event=event.public_id, outcome=deed)
    notices.tell_attendee(attendance, _mail_of(attendance))
    return attendance


def _mail_of(attendance: Attendance) -> str:
    return "attendance-placed" if attendance.state == State.CONFIRMED else "attendance-waiting"


def _lock(event: Event) -> Event:
    return Event.objects.select_for_update().get(pk=event.pk)


def _lock_attendance(attendance: Attendance) -> Attendance:
    return Attendance.objects.select_for_update().get(pk=attendance.pk)
