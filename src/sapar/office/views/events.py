"""Events in the office: the list, one event with who comes, its forms and deeds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sapar.accounts.access import requires, signed_in
from sapar.accounts.models import User
from sapar.accounts.queries import units_held
from sapar.content.actions import events as deeds
from sapar.content.asking import KEEPERS, answering_units, events_kept_by, with_seats
from sapar.content.asking_lifecycle import EVENT_LIFECYCLE
from sapar.content.enums import AttendanceState, EventState
from sapar.content.models import Attendance, Event
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.lookalikes import mixes_alphabets
from sapar.core.wording import words
from sapar.institutions.models import Unit
from sapar.office.views.attendance_list import attendances_of, csv_of
from sapar.office.views.event_forms import CancelEventForm, EventDeedForm, EventEditForm, EventForm
from sapar.office.views.form_page import form_page
from sapar.ui.parts import Crumb

PAGE = 50
PERMISSION = "content.keep-events"


@require_safe
@requires(PERMISSION)
def event_list(request: HttpRequest) -> HttpResponse:
    events = with_seats(events_kept_by(request.user)).order_by("-starts_at", "-id")
    page = Paginator(events, PAGE).get_page(request.GET.get("page"))
    return render(request, "office/events/list.html", {"page": page})


@require_safe
@requires(PERMISSION)
def event_record(request: HttpRequest, event_id: str) -> HttpResponse:
    return _record(request, _kept(request, event_id))


@requires(PERMISSION)
def event_new(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    return form_page(
        request,
        EventForm(request.POST or None, units=_units_of(user)),
        lambda **fields: deeds.create_event(by=user.as_actor(), **fields),
        title=_("New event"),
        button=_("Save the draft"),
        done=_("The draft is saved. Look at it, then publish it."),
        trail=_trail(),
        leads_to=_address,
    )


@requires(PERMISSION)
def event_edit(request: HttpRequest, event_id: str) -> HttpResponse:
    user, event = signed_in(request), _kept(request, event_id)
    initial = {name: getattr(event, name) for name in EventForm.base_fields}
    form = EventEditForm(
        request.POST or None,
        initial={
            **initial,
            "cover": event.cover and event.cover.public_id,
            "expected_version": event.version,
        },
        units=_units_of(user),
    )
    return form_page(
        request,
        form,
        lambda **fields: deeds.update_event(event, by=user.as_actor(), **fields),
        title=_("Change the event"),
        button=_("Save the event"),
        done=_("The event is saved. Whoever registered was mailed if time or place changed."),
        trail=[*_trail(), Crumb(str(event), _address(event))],
        leads_to=_address,
    )


@require_POST
@requires(PERMISSION)
def event_deed(request: HttpRequest, event_id: str, deed: str) -> HttpResponse:
    event = _kept(request, event_id)
    if deed not in ("publish", "cancel", "discard"):
        raise Http404
    form = (CancelEventForm if deed == "cancel" else EventDeedForm)(request.POST)
    if not form.is_valid():
        return _record(request, event, cancel_form=form, status=422)
    try:
        done = _do(event, deed, signed_in(request), form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, words(refusal.code, refusal.values))
        status = 409 if isinstance(refusal, Conflict) else 422
        return _record(request, _kept(request, event_id), cancel_form=form, status=status)
    messages.success(request, done)
    return redirect("office-events") if deed == "discard" else redirect("office-event", event_id)


@require_safe
@requires(PERMISSION)
def event_attendees(request: HttpRequest, event_id: str) -> HttpResponse:
    """The list of attendees as a file: exactly what the event's page shows."""
    event = _kept(request, event_id)
    response = HttpResponse(csv_of(attendances_of(event)), content_type="text/csv; charset=utf-8")
    name = f"attendees-{event.public_id}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _kept(request: HttpRequest, event_id: str) -> Event:
    event: Event = get_object_or_404(events_kept_by(request.user), public_id=event_id)
    return event


def _record(
    request: HttpRequest, event: Event, cancel_form: Form | None = None, status: int = 200
) -> HttpResponse:
    attendances = list(attendances_of(event))
    version = {"expected_version": event.version}
    context = {
        "event": event,
        "rows": [(row, mixes_alphabets(row.name)) for row in attendances],
        "taken": _count(attendances, AttendanceState.CONFIRMED),
        "waiting": _count(attendances, AttendanceState.WAITING),
        "is_over": event.ends_at <= clock.now(),
        "is_public": event.state != EventState.DRAFT,
        "deeds": EVENT_LIFECYCLE.deeds_from(event.state),
        "cancel_form": cancel_form or CancelEventForm(initial=version),
        "version": event.version,
    }
    return render(request, "office/events/event.html", context, status=status)


def _count(attendances: list[Attendance], state: str) -> int:
    return sum(row.state == state for row in attendances)


def _do(event: Event, deed: str, user: User, given: dict[str, Any]) -> str:
    by = user.as_actor()
    if deed == "discard":
        deeds.discard_event(event, by=by)
        return _("The draft is deleted.")
    if deed == "publish":
        deeds.publish_event(event, by=by, expected_version=given["expected_version"])
        return _("The event is published and takes registrations.")
    deeds.cancel_event(event, by=by, **given)
    return _("The event is cancelled; whoever registered is told by mail.")


def _units_of(user: User) -> QuerySet[Unit]:
    return answering_units().filter(pk__in=units_held(user, *KEEPERS))


def _address(event: Event) -> str:
    return reverse("office-event", args=[event.public_id])


def _trail() -> list[Crumb]:
    return [Crumb(_("Events"), reverse("office-events"))]
