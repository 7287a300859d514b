"""Calls without an account: what is open, coming and past, and one call with everything frozen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sapar.accounts.models import User
from sapar.calls.models import Call, CallPlace
from sapar.calls.queries import coming_calls, open_calls, past_calls, visible_to, with_places
from sapar.calls.reading import readable_terms
from sapar.calls.sentence import CallSentence, sentence_of
from sapar.core import clock
from sapar.portal import structured
from sapar.portal.views.articles import reading_at
from sapar.portal.views.standings import CallStanding, standings_for
from sapar.selection.enums import OutcomeKind, RunState
from sapar.selection.queries import results_in, without_documents
from sapar.selection.results import PlaceResult, last_admitted, place_results
from sapar.ui.pages import public_page

PAST = 12


@dataclass(frozen=True, slots=True)
class CallRow:
    call: Call
    sentence: CallSentence
    standings: list[CallStanding]
    cutoffs: list[tuple[CallPlace, str]] = field(default_factory=list)


def rows_of(calls: Iterable[Call], user: User | AnonymousUser | None = None) -> list[CallRow]:
    """Lines of a list; with what each call is to the user, where that still matters."""
    listed, now = list(calls), clock.now()
    standings = standings_for(user, listed) if user is not None else {}
    return [CallRow(call, sentence_of(call, now), standings.get(call.pk, [])) for call in listed]


def past_rows_of(calls: Iterable[Call]) -> list[CallRow]:
    """Lines of closed calls (loaded by `with_places`), the decided ones with their cutoffs."""
    listed, now = list(calls), clock.now()
    cutoffs = last_admitted(listed) if listed else {}
    return [CallRow(call, sentence_of(call, now), [], cutoffs.get(call.pk, [])) for call in listed]


@require_safe
@public_page
def call_list(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    published = with_places(visible_to(request.user).filter(opened_at__isnull=False))
    page = Paginator(past_calls(published, now), PAST).get_page(request.GET.get("page"))
    context = {
        "open_calls": rows_of(open_calls(published, now), request.user),
        "programmes": reading_at("exchange-programmes"),
        "coming_calls": rows_of(coming_calls(published, now), request.user),
        "past_calls": past_rows_of(page),
        "page": page,
    }
    return render(request, "portal/calls/list.html", context)


@require_safe
@public_page
def call_page(request: HttpRequest, call_id: str) -> HttpResponse:
    published = visible_to(request.user).filter(opened_at__isnull=False)
    call: Call = get_object_or_404(published, public_id=call_id)
    now = clock.now()
    readable = readable_terms(call)
    context = {
        "call": call,
        "is_open": call.accepts_at(now),
        "sentence": sentence_of(call, now),
        "terms": call.terms.last(),
        "readable": readable,
        "structured": structured.call(call, readable),
        "standings": standings_for(request.user, [call]).get(call.pk, []),
        "results": _results(call),
    }
    return render(request, "portal/calls/call.html", context)


def _results(call: Call) -> list[PlaceResult]:
    """Without the reserve lists, which the page does not show."""
    run = without_documents(call.runs.filter(state=RunState.PUBLISHED)).first()
    if run is None:
        return []
    return place_results(run, list(results_in(run).filter(kind=OutcomeKind.PLACED)))
