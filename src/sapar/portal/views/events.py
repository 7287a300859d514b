"""Information events: the list, one event, its calendar."""

from __future__ import annotations

import datetime as dt

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sapar.content.actions.attendances import is_open
from sapar.content.asking import public_events, with_seats
from sapar.core import clock
from sapar.portal import structured
from sapar.portal.calendars import calendar_response
from sapar.portal.views.event_parts import calendar_entry, seats_left, sentence_of
from sapar.ui.pages import public_page

PAGE = 20
SUBSCRIBED_PAST = dt.timedelta(days=365)


@require_safe
@public_page
def event_list(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    events = with_seats(public_events())
    past = events.filter(ends_at__lte=now).order_by("-starts_at", "-id")
    context = {
        "coming": [
            (event, seats_left(event, event.taken), is_open(event))
            for event in events.filter(ends_at__gt=now)
        ],
        "page": Paginator(past, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "portal/events/list.html", context)


@require_safe
@public_page
def event_page(request: HttpRequest, event_id: str) -> HttpResponse:
    event = get_object_or_404(with_seats(public_events()), public_id=event_id)
    context = {
        "event": event,
        "structured": structured.event(event),
        "sentence": sentence_of(event, event.taken),
        "is_open": is_open(event),
        "is_full": event.seats is not None and event.taken >= event.seats,
    }
    return render(request, "portal/events/event.html", context)


@require_safe
@public_page
def event_ics(request: HttpRequest, event_id: str) -> HttpResponse:
    event = get_object_or_404(public_events(), public_id=event_id)
    name, file = str(event.title), f"event-{event.public_id}"
    return calendar_response(name, get_language() or "en", [calendar_entry(event)], file)


@require_safe
@public_page
def events_ics(request: HttpRequest) -> HttpResponse:
    """All events of the last year and to come, to subscribe to."""
    events = public_events().filter(ends_at__gt=clock.now() - SUBSCRIBED_PAST)
    entries = [calendar_entry(event) for event in events]
    name = _("Academic mobility: events")
    return calendar_response(name, get_language() or "en", entries, "events")
