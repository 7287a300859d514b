"""The published result by pseudonym, the applicant's own result, and the answer to an offer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from sapar.accounts.access import requires, signed_in
from sapar.applications.models import Application
from sapar.calls.queries import places_of
from sapar.calls.terms import current_terms, seating_of
from sapar.core import clock
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.desk.standing import standing_of, with_standing
from sapar.selection import actions
from sapar.selection.appealing import appeal_until
from sapar.selection.enums import AppealState, OfferState, OutcomeKind, RunState
from sapar.selection.explaining import Explainer, position_in_draw
from sapar.selection.folders import checking_commands
from sapar.selection.models import Offer, Outcome, PlacementRun
from sapar.selection.points import as_points, in_a_sentence
from sapar.selection.queries import (
    outcomes_of,
    own_appeals,
    own_offers,
    own_outcomes,
    visible_runs,
    without_documents,
)
from sapar.selection.reserve import reserve_positions
from sapar.selection.results import place_results, shared_rank_of, shared_ranks
from sapar.ui.pages import public_page

PUBLIC_KINDS = (OutcomeKind.PLACED, OutcomeKind.RESERVE)


class AnswerForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class DeclineForm(AnswerForm):
    reason = forms.CharField(
        label=gettext_lazy("Why do you decline?"),
        help_text=gettext_lazy("It helps the next call; you need not say."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@require_GET
@public_page
def call_result(request: HttpRequest, call_id: str) -> HttpResponse:
    """For everybody, once published: pseudonyms of this run, places, scores, and how to check them.

    Application numbers stand here only as the one list that the draw is repeated from.
    """
    run = get_object_or_404(
        without_documents(visible_runs(request.user)).select_related("call__owner", "folder"),
        call__public_id=call_id,
        state=RunState.PUBLISHED,
    )
    outcomes = list(outcomes_of(run))
    context = {
        "call": run.call,
        "run": run,
        "rows": _public_rows(run, outcomes),
        "results": place_results(run, outcomes),
        "numbers": run.certificate["lottery"]["application_numbers"],
        "commands": checking_commands(run),
        "commitment": run.certificate["lottery"]["promised"],
        "seating": seating_of(current_terms(run.call)),
    }
    return render(request, "portal/offers/call_result.html", context)


def _public_rows(run: PlacementRun, outcomes: list[Outcome]) -> list[dict[str, Any]]:
    """Those placed or on a reserve list, by rank."""
    hosts = {place.public_id: place.host for place in places_of(run.call)}
    positions = reserve_positions(outcomes)
    return [
        {
            "rank": rank,
            "outcome": outcome,
            "host": outcome.place.host if outcome.place else None,
            "reserve": [
                (hosts[place], position)
                for place, position in positions.get(outcome.pk, {}).items()
            ],
            "score": as_points(outcome.score or 0),
        }
        for rank, outcome in shared_ranks(outcomes)
        if outcome.kind in PUBLIC_KINDS
    ]


@require_GET
@requires("selection.see-own-result")
def application_result(request: HttpRequest, application_id: str) -> HttpResponse:
    user = signed_in(request)
    outcome = get_object_or_404(own_outcomes(user), application__public_id=application_id)
    explainer = Explainer(outcome.run.call)
    offers = list(own_offers(user).filter(application=outcome.application))
    application = with_standing(Application.objects.all()).get(pk=outcome.application_id)
    appeals = list(own_appeals(user).filter(outcome__application=application))
    context = {
        "outcome": outcome,
        "application": application,
        "call": outcome.run.call,
        "standing": standing_of(application),
        "rank": shared_rank_of(outcome),
        "score": in_a_sentence(outcome.score or 0),
        "total": as_points(outcome.score or 0),
        "parts": explainer.parts(outcome),
        "correction": explainer.correction(outcome),
        "wishes": explainer.wishes_for_applicant(outcome),
        "pseudonym": outcome.pseudonym,
        "is_public": outcome.kind in PUBLIC_KINDS,
        "position_in_draw": position_in_draw(outcome),
        "offers": [_with_forms(offer) for offer in offers],
        "appeals": appeals,
        "appeal_until": appeal_until(outcome.run),
        "is_too_late": clock.now() >= appeal_until(outcome.run),
        "is_appeal_open": any(appeal.state == AppealState.FILED for appeal in appeals),
    }
    return render(request, "portal/offers/application_result.html", context)


@require_GET
@requires("selection.see-own-result")
def offer_page(request: HttpRequest, offer_id: str) -> HttpResponse:
    return _show_offer(request, _own_offer(request, offer_id))


def _show_offer(
    request: HttpRequest, offer: Offer, refused: AnswerForm | None = None
) -> HttpResponse:
    application = with_standing(Application.objects.all()).get(pk=offer.application_id)
    shown = _with_forms(offer)
    if refused is not None and shown["is_open"]:
        shown["decline_form" if isinstance(refused, DeclineForm) else "accept_form"] = refused
    context = {
        "shown": shown,
        "application": application,
        "call": application.call,
        "standing": standing_of(application),
    }
    status = 200 if refused is None else 422
    return render(request, "portal/offers/offer.html", context, status=status)


def _with_forms(offer: Offer) -> dict[str, Any]:
    """An offer, and the two forms while it can be answered."""
    is_open = offer.state == OfferState.OFFERED and clock.now() < offer.respond_by
    shown: dict[str, Any] = {"offer": offer, "is_open": is_open}
    if is_open:
        version = {"version": offer.version}
        shown["accept_form"] = AnswerForm(initial=version, auto_id=f"{offer.public_id}-accept-%s")
        shown["decline_form"] = DeclineForm(initial=version, auto_id=f"{offer.public_id}-%s")
    return shown


@require_POST
@requires("selection.see-own-result")
def accept(request: HttpRequest, offer_id: str) -> HttpResponse:
    def deed(offer: Offer, form: AnswerForm) -> str:
        actions.accept_offer(
            offer, by=signed_in(request).as_actor(), expected_version=form.cleaned_data["version"]
        )
        return _("You accepted the place at %(host)s.") % {"host": offer.place.host}

    return _answer(request, offer_id, AnswerForm(request.POST), deed)


@require_POST
@requires("selection.see-own-result")
def decline(request: HttpRequest, offer_id: str) -> HttpResponse:
    def deed(offer: Offer, form: AnswerForm) -> str:
        actions.decline_offer(
            offer,
            form.cleaned_data["reason"],
            by=signed_in(request).as_actor(),
            expected_version=form.cleaned_data["version"],
        )
        return _("You declined the place at %(host)s.") % {"host": offer.place.host}

    return _answer(request, offer_id, DeclineForm(request.POST), deed)


def _answer(
    request: HttpRequest,
    offer_id: str,
    form: AnswerForm,
    deed: Callable[[Offer, AnswerForm], str],
) -> HttpResponse:
    """One step: done, or the offer as it stands now with what was in the way."""
    offer = _own_offer(request, offer_id)
    if not form.is_valid():
        return _show_offer(request, offer, refused=form)
    try:
        done = deed(offer, form)
    except Refusal as refusal:
        messages.warning(request, words(refusal.code, refusal.values))
        return redirect("offer", offer_id)
    messages.success(request, done)
    return redirect("application-result", offer.application.public_id)


def _own_offer(request: HttpRequest, offer_id: str) -> Offer:
    offer: Offer = get_object_or_404(own_offers(signed_in(request)), public_id=offer_id)
    return offer
