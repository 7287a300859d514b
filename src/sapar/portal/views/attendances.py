"""Registering for an event, and the page behind the link that confirms or cancels."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sapar.accounts.models import User
from sapar.content.actions import attendances as deeds
from sapar.content.asking import public_events, with_seats
from sapar.content.models import Attendance, Event
from sapar.content.strangers import ATTENDANCE, VISITOR
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.links.actions import resolve_link
from sapar.portal.views.event_parts import place_in_line, sentence_of
from sapar.portal.views.questions import account_of, closed_link
from sapar.portal.views.stranger_forms import StrangerForm


class RegistrationForm(StrangerForm):
    field_order = ("name", "email", "language")

    def __init__(self, *args: object, user: User | None = None) -> None:
        super().__init__(*args, user=user)
        if "email" in self.fields:
            self.fields["email"].help_text = _("The mail with your place goes there.")


@never_cache
def event_register(request: HttpRequest, event_id: str) -> HttpResponse:
    event = get_object_or_404(with_seats(public_events()), public_id=event_id)
    user = account_of(request)
    attendance = event.attendances.filter(email=user.email.lower()).first() if user else None
    if user and attendance and request.POST.get("deed") == "cancel":
        _do(request, attendance, "cancel", by=user.as_actor())
        return redirect("event-register", event_id)
    form = RegistrationForm(request.POST or None, user=user)
    if form.is_bound and form.is_valid() and _register(event, form):
        return redirect("event-register" if user else "event-registered", event_id)
    context = {**_shown(event, attendance), "form": form, "account": user}
    status = 422 if form.errors else 200
    return render(request, "portal/events/register.html", context, status=status)


@require_safe
@never_cache
def event_registered(request: HttpRequest, event_id: str) -> HttpResponse:
    """What a stranger does next; the same page whether or not the address was known."""
    event = get_object_or_404(public_events(), public_id=event_id)
    return render(request, "portal/events/registered.html", {"event": event})


@never_cache
def attendance_page(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing, since mail scanners open it too; the buttons do."""
    try:
        link = resolve_link(token, ATTENDANCE)
    except Refusal as refusal:
        return closed_link(request, refusal, again="events")
    rows = Attendance.objects.select_related("event__owner")
    attendance = rows.filter(public_id=link.subject_id).first()
    if attendance is None:
        return closed_link(request, Refusal("link-expired"), again="events")
    if request.method == "POST":
        _do(request, attendance, request.POST.get("deed", ""), by=VISITOR)
        return redirect("attendance", token)
    return render(request, "portal/events/attendance.html", _shown(attendance.event, attendance))


def _register(event: Event, form: RegistrationForm) -> bool:
    try:
        deeds.register(event, **form.sender())
    except Refusal as refusal:
        form.add_error(None, words(refusal.code, refusal.values))
        return False
    return True


def _do(request: HttpRequest, attendance: Attendance, deed: str, *, by: Actor) -> None:
    try:
        if deed == "confirm":
            deeds.confirm_attendance(attendance, by=by)
        elif deed == "cancel":
            deeds.cancel_attendance(attendance, by=by)
    except Refusal as refusal:
        messages.warning(request, words(refusal.code, refusal.values))


def _shown(event: Event, attendance: Attendance | None) -> dict[str, object]:
    return {
        "event": event,
        "attendance": attendance,
        "in_line": place_in_line(attendance) if attendance else 0,
        "sentence": sentence_of(event, deeds.taken_seats(event)),
        "is_open": deeds.is_open(event),
    }
