"""Offers of a call with their deadlines, and the reserve list of each place."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from sapar.accounts.access import requires, signed_in
from sapar.calls.enums import Withdrawals
from sapar.calls.models import Call, CallPlace
from sapar.calls.queries import kept_by, places_of
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.office.views.selection.who import call_among
from sapar.selection import actions
from sapar.selection.enums import LIVE_OFFERS, AppealState, OfferState
from sapar.selection.freed import policy_after, seats_waiting
from sapar.selection.models import Offer, Outcome
from sapar.selection.queries import appeals_visible_to, offers_visible_to, published_run
from sapar.selection.reserve import waiting_by_place
from sapar.ui.parts import Tone

TONES = {
    OfferState.OFFERED: Tone.WAIT,
    OfferState.ACCEPTED: Tone.GOOD,
    OfferState.DECLINED: Tone.ENDED,
    OfferState.EXPIRED: Tone.ENDED,
    OfferState.WITHDRAWN: Tone.BAD,
    OfferState.REPLACED: Tone.ENDED,
}
APPEAL_TONES = {
    AppealState.FILED: Tone.ACT,
    AppealState.UPHELD: Tone.GOOD,
    AppealState.DISMISSED: Tone.ENDED,
}


class WithdrawForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The applicant reads it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_GET
@requires("selection.place")
def offer_list(request: HttpRequest, call_id: str) -> HttpResponse:
    return _show(request, call_among(kept_by(signed_in(request)), call_id))


def _show(
    request: HttpRequest,
    call: Call,
    *,
    refused: tuple[Offer, WithdrawForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    offers = list(offers_visible_to(signed_in(request)).filter(place__call=call))
    run = published_run(call)
    places = list(places_of(call))
    waiting = waiting_by_place(run, places) if run else {}
    appeals = appeals_visible_to(signed_in(request)).filter(outcome__run__call=call)
    context = {
        "call": call,
        "run": run,
        "by_itself": run is not None and policy_after(call) == Withdrawals.RESERVE_LIST,
        "waiting_seats": seats_waiting(Outcome.objects.filter(run__call=call)).count(),
        "appeals": [(one, APPEAL_TONES[AppealState(one.state)]) for one in appeals],
        "places": [
            (
                place,
                _seats_held(offers, place),
                _rows(offers, place, refused),
                waiting.get(place.pk, []),
            )
            for place in places
        ],
    }
    return render(request, "office/selection/offers.html", context, status=status)


def _seats_held(offers: list[Offer], place: CallPlace) -> int:
    return sum(offer.place_id == place.pk and offer.state in LIVE_OFFERS for offer in offers)


def _rows(
    offers: list[Offer], place: CallPlace, refused: tuple[Offer, WithdrawForm] | None
) -> list[tuple[Offer, Tone, WithdrawForm | None]]:
    return [
        (offer, TONES[OfferState(offer.state)], _form_for(offer, refused))
        for offer in offers
        if offer.place_id == place.pk
    ]


def _form_for(offer: Offer, refused: tuple[Offer, WithdrawForm] | None) -> WithdrawForm | None:
    if refused and refused[0].pk == offer.pk:
        return refused[1]
    if offer.state not in LIVE_OFFERS:
        return None
    return WithdrawForm(initial={"version": offer.version}, auto_id=f"{offer.public_id}-%s")


@require_POST
@requires("selection.place")
def withdraw(request: HttpRequest, offer_id: str) -> HttpResponse:
    user = signed_in(request)
    offers = offers_visible_to(user).filter(place__call__in=kept_by(user))
    offer = get_object_or_404(offers, public_id=offer_id)
    form = WithdrawForm(request.POST, auto_id=f"{offer_id}-%s")
    call = offer.application.call
    if not form.is_valid():
        return _show(request, call, refused=(offer, form), status=422)
    try:
        actions.withdraw_offer(
            offer,
            form.cleaned_data["reason"],
            by=user.as_actor(),
            expected_version=form.cleaned_data["version"],
        )
    except Refusal as refusal:
        messages.warning(request, words(refusal.code, refusal.values))
    else:
        messages.success(request, _("The offer is withdrawn and the applicant is written to."))
    return redirect("office-offers", call.public_id)
