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
from sapar.calls.queries import kept_by
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.wording import words
from sapar.office.views.selection.who import call_among
from sapar.selection import actions
from sapar.selection.enums import OutcomeKind, RunState
from sapar.selection.explaining import Explainer
from sapar.selection.models import Outcome, PlacementRun
from sapar.selection.points import as_points
from sapar.selection.queries import outcomes_of, runs_of, visible_runs
from sapar.selection.readiness import missing_for_placement
from sapar.selection.results import moves_between, place_results, words_for
from sapar.selection.verification import verify_run


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
        "is_closed": is_closed,
        "is_decided": call.state == CallState.DECIDED,
        "missing": missing_for_placement(call) if is_closed else [],
    }
    if run is not None:
        before = None if published else next(iter(runs[1:]), None)
        context |= _run_context(run, before)
    return render(request, "office/selection/placement.html", context)


def _run_context(run: PlacementRun, before: PlacementRun | None) -> dict[str, Any]:
    outcomes = list(outcomes_of(run))
    explainer = Explainer(run.call)
    moves = moves_between(list(outcomes_of(before)), outcomes) if before else []
    return {
        "results": place_results(run, outcomes),
        "unplaced": [
            _unplaced(one, explainer) for one in outcomes if one.kind != OutcomeKind.PLACED
        ],
        "checks": verify_run(run),  # again, from what is stored
        "before": before,
        "moves": [(move.number, words_for(move.before), words_for(move.after)) for move in moves],
        "publish_form": PublishForm(initial={"version": run.version}),
    }


def _unplaced(outcome: Outcome, explainer: Explainer) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "score": as_points(outcome.score or 0),
        "wishes": explainer.wishes(outcome),
    }


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
