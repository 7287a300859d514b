"""Calls as their owners and commissions see them: the list, and the page of one competition."""

from __future__ import annotations

import rules
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sapar.accounts.access import requires
from sapar.applications.enums import ApplicationState
from sapar.calls.enums import CallPhase, CallState
from sapar.calls.judging import findings_against
from sapar.calls.queries import kept_by, places_of, with_places, worked_on_by
from sapar.calls.reading import readable_terms
from sapar.calls.sentence import sentence_of
from sapar.calls.wording import words_of
from sapar.core import clock
from sapar.office.views.competition import steps_of
from sapar.ui.links import with_query
from sapar.ui.parts import Chip

UNSENT = (ApplicationState.DRAFT, ApplicationState.WITHDRAWN)


@require_safe
@requires("calls.see-list")
def call_list(request: HttpRequest) -> HttpResponse:
    now, wanted = clock.now(), request.GET.get("phase", "")
    calls = with_places(worked_on_by(request.user)).annotate(
        received=Count("applications", filter=~Q(applications__state__in=UNSENT))
    )
    rows = [(call, sentence_of(call, now)) for call in calls.order_by("-closes_at", "pk")]
    shown = [row for row in rows if wanted in ("", row[0].phase_at(now))]
    kept = set(kept_by(request.user).values_list("pk", flat=True))
    context = {
        "rows": [(call, sentence, call.pk in kept) for call, sentence in shown],
        "chips": _phase_chips(request.get_full_path(), wanted),
        "may_create": rules.has_perm("calls.create", request.user),
    }
    return render(request, "office/calls/list.html", context)


@require_safe
@requires("calls.create")
def call_page(request: HttpRequest, call_id: str) -> HttpResponse:
    call = get_object_or_404(kept_by(request.user), public_id=call_id)
    findings = findings_against(call) if call.state == CallState.DRAFT else ()
    context = {
        "call": call,
        "sentence": sentence_of(call, clock.now()),
        "steps": steps_of(call, findings),
        "missing": [words_of(finding) for finding in findings],
        "places": places_of(call),
        "readable": readable_terms(call),
        "terms": call.terms.last(),
        "is_draft": call.state == CallState.DRAFT,
        "may_amend": call.state == CallState.OPENED,
        "may_cancel": call.state in (CallState.DRAFT, CallState.OPENED),
    }
    return render(request, "office/calls/call.html", context)


def _phase_chips(address: str, wanted: str) -> list[Chip]:
    """Everything, or the calls of one phase: the choice stands in the address."""
    chips = [Chip(_("All"), with_query(address, phase=None), is_on=not wanted)]
    for phase in CallPhase:
        url = with_query(address, phase=phase.value)
        chips.append(Chip(phase.label, url, is_on=wanted == phase))
    return chips
