"""Whom a question goes to, until when it is answered, and what the office sees of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q, QuerySet

from sapar.accounts.enums import Direction, RoleKind
from sapar.accounts.queries import Someone, has_role, units_held
from sapar.content.enums import AttendanceState, EventState, QuestionState
from sapar.content.models import Contact, Event, Question
from sapar.core import clock
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Unit

ANSWER_WORKING_DAYS = 5
SATURDAY = 5
ANSWERERS = (RoleKind.OFFICER, RoleKind.COORDINATOR)
KEEPERS = (RoleKind.OFFICER, RoleKind.COORDINATOR, RoleKind.EDITOR)


def unit_for(direction: str, school: Unit | None) -> Unit:
    """External mobility and guests belong to the department, internal mobility to the school."""
    if direction == Direction.INTERNAL and school is not None:
        return school
    return Unit.objects.get(kind=UnitKind.DEPARTMENT, institution__is_home=True)


def answer_until(question: Question) -> dt.datetime:
    """The end of the fifth working day; public holidays are not known here and count as days."""
    local = question.asked_at.astimezone(clock.university_zone())
    day, left = local.date(), ANSWER_WORKING_DAYS
    while left:
        day += dt.timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return dt.datetime.combine(day, dt.time(18), clock.university_zone())


def questions_visible_to(user: Someone) -> QuerySet[Question]:
    """Those of the units whose questions somebody answers; none before its asker confirmed it."""
    confirmed = Question.objects.exclude(state=QuestionState.UNCONFIRMED)
    return confirmed.filter(unit__in=units_held(user, *ANSWERERS)).select_related("unit")


def questions_to_answer(user: Someone) -> QuerySet[Question]:
    return questions_visible_to(user).filter(state=QuestionState.NEW)


def answering_units() -> QuerySet[Unit]:
    """The department first, then the schools."""
    home = Unit.objects.filter(institution__is_home=True)
    return home.filter(kind__in=(UnitKind.DEPARTMENT, UnitKind.SCHOOL)).order_by("kind", "id")


def contacts_kept_by(user: Someone) -> QuerySet[Contact]:
    """Every contact for whoever writes or administers the portal, a coordinator's own for him."""
    contacts = Contact.objects.select_related("unit").order_by("unit__kind", "unit_id", "position")
    if has_role(user, RoleKind.EDITOR, RoleKind.OFFICER, RoleKind.ADMINISTRATOR):
        return contacts
    return contacts.filter(unit__in=units_held(user, RoleKind.COORDINATOR))


def with_seats(events: QuerySet[Event]) -> QuerySet[Any]:
    """With ``taken``: how many have a place, and ``waiting``: how many would like one."""

    def count(state: str) -> Count:
        return Count("attendances", filter=Q(attendances__state=state))

    return events.annotate(
        taken=count(AttendanceState.CONFIRMED), waiting=count(AttendanceState.WAITING)
    )


def public_events() -> QuerySet[Event]:
    """What everybody may see; a cancelled event stays, so that nobody comes in vain."""
    shown = Event.objects.filter(state__in=(EventState.PUBLISHED, EventState.CANCELLED))
    return shown.select_related("owner", "cover").order_by("starts_at", "id")


def events_kept_by(user: Someone) -> QuerySet[Event]:
    """Events of the units that somebody works for, drafts included."""
    return Event.objects.filter(owner__in=units_held(user, *KEEPERS)).select_related("owner")
