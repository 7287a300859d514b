"""Giving places: what is missing, a preview with its proof, what it moved, and the publication."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sapar.accounts.access import requires, signed_in
from sapar.calls.enums import CallPhase, CallState
from sapar.calls.models import Call
from sapar.calls.queries import kept_by
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.wording import words
from sapar.office.views.selection.run_shown import run_shown
from sapar.office.views.selection.who import call_among
from sapar.selection import actions
from sapar.selection.enums import RunState
from sapar.selection.models import PlacementRun
from sapar.selection.queries import overrides_in_force, runs_of, visible_runs
from sapar.selection.readiness import missing_for_placement
from sapar.selection.runs import fixed_to_json
from sapar.selection.snapshots import fixed_by_commission


class PublishForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


@require_GET
@requires("selection.place")
def placement(request: HttpRequest, call_id: str) -> HttpResponse:
    call = call_among(kept_by(signed_in(request)), call_id)
    runs = [run for run in runs_of(call) if run.state != RunState.DISCARDED]
    published = [run for run in runs if run.state == RunState.PUBLISHED]
    run = next(iter(published or runs), None)
    is_closed = call.phase_at(clock.now()) == CallPhase.CLOSED
    context: dict[str, Any] = {
        "call": call,
        "run": run,
        "runs": runs,
        "is_closed": is_closed,
        "is_decided": call.state == CallState.DECIDED,
        "missing": missing_for_placement(call) if is_closed else [],
        "decisions": overrides_in_force(call).count(),
    }
    if run is not None:
        before = run.replaces if published else next(iter(runs[1:]), None)
        context |= run_shown(run, before, request.GET.get("page"))
        context["publish_form"] = PublishForm(initial={"version": run.version})
        context["has_other_decisions"] = is_closed and decisions_differ(call, run)
    return render(request, "office/selection/placement.html", context)


def decisions_differ(call: Call, run: PlacementRun) -> bool:
    """Whether the commission has decided something since the run was made, or lifted it."""
    return fixed_to_json(fixed_by_commission(call, run.output["assigned"])) != run.fixed


@require_POST
@requires("selection.place")
def preview(request: HttpRequest, call_id: str) -> HttpResponse:
    user = signed_in(request)
    call = call_among(kept_by(user), call_id)
    try:
        run = actions.preview_placement(call, by=user.as_actor())
    except Refusal as refusal:
        messages.error(request, words(refusal.code, refusal.values))
    else:
        messages.success(request, _("Preview %(number)s is ready.") % {"number": run.number})
    return redirect("office-placement", call_id)


@require_POST
@requires("selection.place")
def publish(request: HttpRequest, run_id: str) -> HttpResponse:
    user = signed_in(request)
    runs = visible_runs(user).filter(call__in=kept_by(user)).select_related("call")
    run = get_object_or_404(runs, public_id=run_id)
    form = PublishForm(request.POST)
    if form.is_valid():
        _publish(request, run, form.cleaned_data["version"])
    else:
        messages.warning(request, words("version-changed"))
    return redirect("office-placement", run.call.public_id)


def _publish(request: HttpRequest, run: PlacementRun, version: int) -> None:
    try:
        actions.publish_run(run, by=signed_in(request).as_actor(), expected_version=version)
    except Conflict as conflict:
        messages.warning(request, words(conflict.code, conflict.values))
    except Refusal as refusal:
        messages.error(request, words(refusal.code, refusal.values))
    else:
        messages.success(request, _("The result is published and everybody is written to."))
