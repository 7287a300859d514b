"""Giving places: what is missing, a preview with its proof, what it moved, and the publication."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from sapar.accounts.access import is_part, requires, signed_in
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
from sapar.selection.models import PlacementOrder, PlacementRun
from sapar.selection.orders import is_overdue, is_small, latest_order, refusal_words
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
    order = latest_order(call)
    if order is not None and order.is_open:
        return _under_way(request, call, order)
    if is_part(request):
        return HttpResponseClientRefresh()  # it has ended, and much of the page is another one
    runs = [run for run in runs_of(call) if run.state != RunState.DISCARDED]
    published = [run for run in runs if run.state == RunState.PUBLISHED]
    run = next(iter(published or runs), None)
    is_closed = call.phase_at(clock.now()) == CallPhase.CLOSED
    context: dict[str, Any] = {
        "call": call,
        "order": order,
        "asked_by": order.asked_by.as_actor().label if order else "",
        "refused": refusal_words(order) if order and order.refusal else "",
        "run": run,
        "runs": runs,
        "is_closed": is_closed,
        "is_decided": call.state == CallState.DECIDED,
        "missing": missing_for_placement(call) if is_closed else [],
        "decisions": overrides_in_force(call).count(),
    }
    if run is not None:
        earlier = [one for one in runs if one.pk == run.replaces_id] if published else runs[1:]
        before = next(iter(earlier), None)
        context |= run_shown(run, before, request.GET.get("page"))
        context["publish_form"] = PublishForm(initial={"version": run.version})
        context["has_other_decisions"] = is_closed and decisions_differ(call, run)
    return render(request, "office/selection/placement.html", context)


def _under_way(request: HttpRequest, call: Call, order: PlacementOrder) -> HttpResponse:
    """How far the order is; htmx asks again and again, and is told when it is further."""
    is_late = is_overdue(order)
    mark = f"{order.state}-{order.phase}-{order.share}-{is_late}"
    if is_part(request) and request.GET.get("seen") == mark:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    context = {
        "call": call,
        "order": order,
        "asked_by": order.asked_by.as_actor().label,
        "phase": order.get_phase_display() or order.get_state_display(),
        "is_overdue": is_late,
        "mark": mark,
    }
    page = "_order" if is_part(request) else "under_way"
    return render(request, f"office/selection/{page}.html", context)


def decisions_differ(call: Call, run: PlacementRun) -> bool:
    """Whether the commission has decided something since the run was made, or lifted it."""
    return fixed_to_json(fixed_by_commission(call, run.output["assigned"])) != run.fixed


@require_POST
@requires("selection.place")
def preview(request: HttpRequest, call_id: str) -> HttpResponse:
    user = signed_in(request)
    call = call_among(kept_by(user), call_id)
    _ordered(request, partial(actions.order_preview, call, by=user))
    return redirect("office-placement", call_id)


@require_POST
@requires("selection.place")
def publish(request: HttpRequest, run_id: str) -> HttpResponse:
    user = signed_in(request)
    runs = visible_runs(user).filter(call__in=kept_by(user)).select_related("call")
    run = get_object_or_404(runs, public_id=run_id)
    form = PublishForm(request.POST)
    if form.is_valid():
        version = form.cleaned_data["version"]
        _ordered(
            request, partial(actions.order_publication, run, by=user, expected_version=version)
        )
    else:
        messages.warning(request, words("version-changed"))
    return redirect("office-placement", run.call.public_id)


def _ordered(request: HttpRequest, ask: Callable[[], PlacementOrder]) -> None:
    """What is done in a moment is done at once; the page that follows says how it ended."""
    try:
        order = ask()
    except Conflict as conflict:
        messages.warning(request, words(conflict.code, conflict.values))
    except Refusal as refusal:
        messages.error(request, words(refusal.code, refusal.values))
    else:
        if is_small(order.call):
            actions.carry_out(order)
