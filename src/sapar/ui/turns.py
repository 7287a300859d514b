"""When the clock alone will change what public pages say: no page is kept beyond that instant."""

from __future__ import annotations

import datetime as dt

from django.db.models import F

from sapar.calls.enums import CallState
from sapar.calls.models import Call
from sapar.content.enums import EventState
from sapar.content.models import Announcement, Event
from sapar.core import clock

LONGEST = dt.timedelta(hours=1)


def next_turn(now: dt.datetime) -> dt.datetime:
    """The first instant after ``now`` at which a call, an announcement or an event turns, the
    university's day ends, or an hour is over. One query.
    """
    calls = Call.objects.filter(state=CallState.OPENED)
    events = Event.objects.filter(state=EventState.PUBLISHED)
    turning = [
        *((calls, column) for column in ("opens_at", "closes_at")),
        *((Announcement.objects.all(), column) for column in ("starts_at", "ends_at")),
        *((events, column) for column in ("starts_at", "ends_at", "registration_ends_at")),
    ]
    first, *others = (
        rows.order_by().filter(**{f"{column}__gt": now}).annotate(at=F(column)).values_list("at")
        for rows, column in turning
    )
    found = first.union(*others).order_by("at").first()
    return min([*(found or ()), _midnight(now), now + LONGEST])


def _midnight(now: dt.datetime) -> dt.datetime:
    tomorrow = now.astimezone(clock.university_zone()).date() + dt.timedelta(days=1)
    return dt.datetime.combine(tomorrow, dt.time(), tzinfo=clock.university_zone())
