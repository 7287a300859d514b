"""Calendars in the format that phones subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event

MEDIA_TYPE = "text/calendar; charset=utf-8"
REFRESH = dt.timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``uid`` and ``sequence`` let a calendar replace what it took over before.

    ``starts`` and ``ends`` are instants, or days for something that lasts whole days; the last
    day counts. ``changed_at`` is when the record was last known to be as it is.
    """

    uid: str
    sequence: int
    title: str
    starts: dt.datetime | dt.date
    ends: dt.datetime | dt.date
    changed_at: dt.datetime
    text: str = ""
    where: str = ""
    url: str = ""
    is_cancelled: bool = False


def calendar_response(
    name: str, language: str, entries: Iterable[Entry], file: str
) -> HttpResponse:
    """A calendar to subscribe to or to take one entry from; ``file`` is called without ending."""
    response = HttpResponse(write_calendar(name, language, entries), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'inline; filename="{file}.ics"'
    return response


def write_calendar(name: str, language: str, entries: Iterable[Entry]) -> bytes:
    """Times stand in UTC, so no calendar needs to know the university's zone."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Sapar//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, language))
    return bytes(calendar.to_ical())


def address(path: str) -> str:
    """A path as a whole address: a calendar is read far from the portal."""
    return f"{settings.PUBLIC_ADDRESS}{path}"


def _event(entry: Entry, language: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@sapar")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at)
    event.add("dtstart", _utc(entry.starts))
    event.add("dtend", _utc(entry.ends) if _is_instant(entry.ends) else _next_day(entry.ends))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    texts = {"summary": entry.title, "description": entry.text, "location": entry.where}
    for name, text in texts.items():
        if text:
            event.add(name, text, parameters={"language": language})
    if entry.url:
        event.add("url", entry.url)
    return event


def _is_instant(moment: dt.date) -> bool:
    return isinstance(moment, dt.datetime)


def _utc(moment: dt.date) -> dt.date:
    return moment.astimezone(dt.UTC) if isinstance(moment, dt.datetime) else moment


def _next_day(day: dt.date) -> dt.date:
    """A day's end is written as the first moment after it."""
    return day + dt.timedelta(days=1)
