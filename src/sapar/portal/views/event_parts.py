"""An event in words, in places and as an entry of a calendar."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sapar.content.actions.attendances import is_open
from sapar.content.enums import AttendanceState, EventState
from sapar.content.models import Attendance, Event
from sapar.core import clock
from sapar.desk.sentence import Standing, Tone
from sapar.portal.calendars import Entry, address


def sentence_of(event: Event, taken: int) -> Standing:
    """Whether one can come, and what to do for it."""
    if event.state == EventState.CANCELLED:
        return Standing(_("The event does not take place."), event.state_reason, tone=Tone.BAD)
    if event.ends_at <= clock.now():
        return Standing(_("The event is over."), _("Others are in the list."), tone=Tone.ENDED)
    if not is_open(event):
        return Standing(
            _("Registration is closed."),
            _("Whoever registered can still give the place back by the link in the mail."),
        )
    return Standing(
        where=seats_left(event, taken),
        next=_("Register, so that a place is kept for you."),
        until=event.registration_ends_at or event.starts_at,
        tone=Tone.ACT,
    )


def seats_left(event: Event, taken: int) -> str:
    if event.seats is None:
        return _("Everybody can come.")
    left = max(event.seats - taken, 0)
    if left == 0:
        return _("All places are taken; there is a waiting list.")
    words = ngettext(
        "%(left)s place of %(seats)s is left.", "%(left)s places of %(seats)s are left.", left
    )
    return words % {"left": left, "seats": event.seats}


def place_in_line(attendance: Attendance) -> int:
    """Which on the waiting list; 0 for whoever is not on it."""
    if attendance.state != AttendanceState.WAITING:
        return 0
    earlier = Q(confirmed_at__lt=attendance.confirmed_at)
    waiting = Attendance.objects.filter(event=attendance.event, state=AttendanceState.WAITING)
    return waiting.filter(earlier).count() + 1


def calendar_entry(event: Event) -> Entry:
    return Entry(
        uid=f"event-{event.public_id}",
        sequence=event.version,
        title=str(event.title),
        text=str(event.summary),
        where=str(event.where) or _("Online; the address comes by mail"),
        url=address(reverse("event", args=[event.public_id])),
        starts=event.starts_at,
        ends=event.ends_at,
        changed_at=event.made_at,
        is_cancelled=event.state == EventState.CANCELLED,
    )
