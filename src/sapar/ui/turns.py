"""When the clock alone will change what public pages say: no page is kept beyond that instant."""

from __future__ import annotations

import datetime as dt

from django.db.models import Min, Q

from sapar.calls.enums import CallState
from sapar.calls.models import Call
from sapar.content.enums import EventState
from sapar.content.models import Announcement, Event
from sapar.core import clock

LONGEST = dt.timedelta(hours=1)


def next_turn(now: dt.datetime) -> dt.datetime:
    """The first instant after ``now`` at which a call, an announcement or an event turns, the
    university's day ends, or an hour is over.
    """
    calls = Call.objects.filter(state=CallState.OPENED)
    events = Event.objects.filter(state=EventState.PUBLISHED)
    turns = [
        *_next(calls, now, "opens_at", "closes_at"),
        *_next(Announcement.objects.all(), now, "starts_at", "ends_at"),
        *_next(events, now, "starts_at", "ends_at", "registration_ends_at"),
        _midnight(now),
        now + LONGEST,
    ]
    return min(turns)


def _next(rows: object, now: dt.datetime, *columns: str) -> list[dt.datetime]:
    found = rows.aggregate(  # type: ignore[attr-defined]
        **{f"next_{column}": Min(column, filter=Q(**{f"{column}__gt": now})) for column in columns}
    )
    return [turn for turn in found.values() if turn is not None]


def _midnight(now: dt.datetime) -> dt.datetime:
    tomorrow = now.astimezone(clock.university_zone()).date() + dt.timedelta(days=1)
    return dt.datetime.combine(tomorrow, dt.time(), tzinfo=clock.university_zone())
