"""What if: the call on a copy, with what it would do to everybody; seats alone can be adopted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sapar.accounts.access import requires, signed_in
from sapar.calls.actions import amend_seats
from sapar.calls.enums import CallPhase, CallState
from sapar.calls.models import Call
from sapar.calls.queries import kept_by, places_of
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.core.wording import words
from sapar.office.views.selection.movers import Names
from sapar.office.views.selection.scenario_form import AdoptForm, ScenarioForm
from sapar.office.views.selection.who import call_among
from sapar.selection.models import PlacementRun
from sapar.selection.scenario_pictures import figure_rows, overall_bars, school_rows
from sapar.selection.scenarios import Changes, run_to_try, scenario


@require_GET
@requires("selection.place")
def what_if(request: HttpRequest, call_id: str) -> HttpResponse:
    return _show(request, call_among(kept_by(signed_in(request)), call_id))


def _show(
    request: HttpRequest, call: Call, refused: AdoptForm | None = None, status: int = 200
) -> HttpResponse:
    form = ScenarioForm(call, list(places_of(call)), request.GET or None)
    run = run_to_try(call) if _is_over(call) else None
    context: dict[str, Any] = {
        "call": call,
        "run": run,
        "form": form,
        "is_decided": call.state == CallState.DECIDED,
        "is_over": _is_over(call),
    }
    if run is not None and form.is_bound and form.is_valid():
        changes = form.changes()
        context["changes"] = changes
        if not changes.are_none:
            context |= _compared(request, run, changes)
        if changes.seats and call.state == CallState.OPENED:
            context["adopt"] = refused or AdoptForm(initial={"version": call.version})
            context["adopted"] = _seats_in_words(form, changes)
    elif form.is_bound:
        status = 422
    return render(request, "office/selection/what_if.html", context, status=status)


def _is_over(call: Call) -> bool:
    return call.phase_at(clock.now()) in (CallPhase.CLOSED, CallPhase.DECIDED)


def _compared(request: HttpRequest, run: PlacementRun, changes: Changes) -> dict[str, Any]:
    try:
        told = scenario(run, changes)
    except Refusal as refusal:
        messages.warning(request, words(refusal.code, refusal.values))
        return {}
    names = Names(run.call)
    found = told.comparison
    return {
        "figures": figure_rows(told),
        "bars": overall_bars(told),
        "schools": school_rows(told),
        "gains": [names.mover(one.applicant, one.before, one.after) for one in found.gains],
        "losses": [names.mover(one.applicant, one.before, one.after) for one in found.losses],
    }


def _seats_in_words(form: ScenarioForm, changes: Changes) -> list[tuple[str, int, int]]:
    promised = {place["id"]: place["seats"] for place in form.basis.places}
    return [(form.names[place], promised[place], seats) for place, seats in changes.seats.items()]


@require_POST
@requires("selection.place")
def adopt_seats(request: HttpRequest, call_id: str) -> HttpResponse:
    """The scenario stands in the address, the reason is sent."""
    user = signed_in(request)
    call = call_among(kept_by(user), call_id)
    form = ScenarioForm(call, list(places_of(call)), request.GET or None)
    adopt = AdoptForm(request.POST)
    if not (form.is_bound and form.is_valid()) or not adopt.is_valid():
        return _show(request, call, refused=adopt, status=422)
    try:
        _amend(call, form.changes(), adopt.cleaned_data, by=user.as_actor())
    except Refusal as refusal:
        adopt.add_error(None, words(refusal.code, refusal.values))
        status = 409 if isinstance(refusal, Conflict) else 422
        return _show(request, call, refused=adopt, status=status)
    messages.success(
        request, _("The seats are changed in the terms of the call. Run a new preview now.")
    )
    return redirect("office-placement", call.public_id)


@transaction.atomic
def _amend(call: Call, changes: Changes, given: dict[str, Any], *, by: Actor) -> None:
    """All places or none; the version counts for the first, the rest follow in one transaction."""
    version: int | None = given["version"]
    for place in places_of(call):
        if place.public_id in changes.seats:
            seats = changes.seats[place.public_id]
            amend_seats(call, place, seats, given["reason"], by=by, expected_version=version)
            version = None
