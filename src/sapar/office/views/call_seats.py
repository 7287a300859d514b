"""How places are given: the draft's rules beside scores and wishes, and seats amended later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sapar.accounts.access import requires, signed_in
from sapar.calls import actions
from sapar.calls.applicant_types import types_for
from sapar.calls.enums import CallState
from sapar.calls.models import Call, CallPlace
from sapar.calls.queries import kept_by, places_of
from sapar.calls.reading import readable_terms
from sapar.calls.seating import Seating
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.office.views.call_drafts import call_address, call_trail, kept_call
from sapar.office.views.call_forms import VersionedForm
from sapar.office.views.call_seat_forms import (
    AmendForm,
    BasicsForm,
    CapForm,
    Choices,
    ConditionalForm,
    MinimumForm,
    ReserveForm,
    SharedForm,
    choices_of,
)
from sapar.office.views.form_page import form_page
from sapar.ui.parts import Crumb


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rule: the form it is entered by, the deed, and what it does to people."""

    form: Callable[..., VersionedForm]
    deed: Callable[..., Call]
    title: Promise
    lead: Promise


KINDS = {
    "reserve": Kind(
        ReserveForm,
        actions.add_reserve,
        gettext_lazy("Reserve seats"),
        gettext_lazy(
            "Filled first it is a guaranteed minimum, filled last an addition; what they do not "
            "need goes to the others. It does not leave the group worse off, as a cap can."
        ),
    ),
    "shared": Kind(
        SharedForm,
        actions.add_shared_quota,
        gettext_lazy("Add a shared quota"),
        gettext_lazy(
            "Several places together take no more people than this, such as one host with places "
            "for two semesters. The best by score come first among all of them."
        ),
    ),
    "cap": Kind(
        CapForm,
        actions.add_cap,
        gettext_lazy("Add a cap"),
        gettext_lazy(
            "At most so many of one group. Seats can stay free by it, and it can hurt the very "
            "group it is meant to balance; reserved seats for the others are usually kinder."
        ),
    ),
    "minimum": Kind(
        MinimumForm,
        actions.add_minimum,
        gettext_lazy("Add a minimum number"),
        gettext_lazy(
            "At least so many people go there, or nobody. Whoever wished a place that is closed "
            "is placed by the next wish; short lists leave people without a place."
        ),
    ),
    "conditional": Kind(
        ConditionalForm,
        actions.add_conditional_seats,
        gettext_lazy("Add seats on a condition"),
        gettext_lazy(
            "The last seats of a place exist only if something comes true. Those admitted last "
            "hold them, and they are told the condition."
        ),
    ),
}


@require_safe
@requires("calls.create")
def call_seats(request: HttpRequest, call_id: str) -> HttpResponse:
    call = kept_call(signed_in(request), call_id)
    if call.state != CallState.DRAFT:
        return redirect(call_address(call))
    context = {
        "call": call,
        "seating": readable_terms(call).seating,
        "kinds": KINDS,
        "has_places": call.places.exists(),
        "steps": [*call_trail(call), Crumb(_("How places are given"))],
    }
    return render(request, "office/calls/seats.html", context)


@requires("calls.create")
def call_seat_basics(request: HttpRequest, call_id: str) -> HttpResponse:
    user = signed_in(request)
    call = kept_call(user, call_id)
    initial = {
        "first_timers_first": Seating.from_json(call.placement).first_timers_first,
        "types_by": call.types_by,
        "withdrawals": call.withdrawals,
        "appeal_days": call.appeal_days,
        "expected_version": call.version,
    }
    return form_page(
        request,
        BasicsForm(request.POST or None, initial=initial),
        lambda **fields: actions.set_seating(call, by=user.as_actor(), **fields),
        title=_("Order, freed seats and appeals"),
        button=_("Save the draft"),
        done=_("The draft is saved."),
        trail=_trail(call),
        leads_to=_address,
    )


@requires("calls.create")
def call_seat_add(request: HttpRequest, call_id: str, kind: str) -> HttpResponse:
    user = signed_in(request)
    call = kept_call(user, call_id)
    if kind not in KINDS:
        raise Http404
    one = KINDS[kind]
    form = one.form(
        request.POST or None,
        initial={"expected_version": call.version},
        places=[(place.public_id, _counted(place.host, place.seats)) for place in places_of(call)],
        quotas=_shared_quotas(call),
        types=choices_of(types_for(call)),
    )
    return form_page(
        request,
        form,
        lambda **fields: one.deed(call, by=user.as_actor(), **fields),
        title=str(one.title),
        lead=str(one.lead),
        button=_("Add"),
        done=_("Added to the draft."),
        trail=_trail(call),
        leads_to=_address,
    )


@require_POST
@requires("calls.create")
def call_seat_remove(request: HttpRequest, call_id: str) -> HttpResponse:
    user = signed_in(request)
    call = kept_call(user, call_id)
    form = VersionedForm(request.POST)
    version = form.cleaned_data["expected_version"] if form.is_valid() else 0
    line = readable_terms(call).seating.lines().get(request.POST.get("key", ""))
    try:
        actions.remove_seat_rule(
            call, request.POST.get("key", ""), expected_version=version, by=user.as_actor()
        )
    except Refusal as refusal:
        messages.error(request, words(refusal.code, refusal.values))
    else:
        told = f"{line.at}: {line.text}" if line else ""
        messages.success(request, _("Removed: %(rule)s") % {"rule": told})
    return redirect(_address(call))


@requires("calls.create")
def place_amend(request: HttpRequest, place_id: str) -> HttpResponse:
    """Another number of seats in a call that is published and not decided."""
    user = signed_in(request)
    place: CallPlace = get_object_or_404(
        CallPlace.objects.filter(call__in=kept_by(user)).select_related(
            "call", "condition__agreement__partner"
        ),
        public_id=place_id,
    )
    call = place.call
    initial = {"seats": place.seats, "expected_version": call.version}
    return form_page(
        request,
        AmendForm(request.POST or None, initial=initial),
        lambda **fields: actions.amend_seats(call, place, by=user.as_actor(), **fields),
        title=_("Change the seats: %(host)s") % {"host": place.host},
        lead=_(
            "The change is a new number of the call's terms, with your reason, for everybody to "
            "read. Applications stay as they are. If the seats become fewer, everybody who wishes "
            "the place is told by mail."
        ),
        button=_("Change the seats"),
        done=_("The seats are changed, and the new terms are frozen."),
        trail=call_trail(call),
        leads_to=lambda _terms: call_address(call),
    )


def _shared_quotas(call: Call) -> Choices:
    seating = Seating.from_json(call.placement)
    return [
        (group.id, _counted(seating.texts.get(group.id, group.id), group.quota))
        for group in seating.policy.groups
    ]


def _counted(name: object, seats: int) -> str:
    return f"{name} ({seats})"


def _address(call: Call) -> str:
    return reverse("office-call-seats", args=[call.public_id])


def _trail(call: Call) -> list[Crumb]:
    return [*call_trail(call), Crumb(_("How places are given"), _address(call))]
