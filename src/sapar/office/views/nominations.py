"""Nominating those who accepted, and following the hosts' answers."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from sapar.accounts.access import requires, signed_in
from sapar.calls.models import Call
from sapar.calls.queries import kept_by
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.documents.serving import file_response
from sapar.nominations import actions
from sapar.nominations.models import Letter, Nomination
from sapar.nominations.nominees import Nominee, nominee_of
from sapar.nominations.queries import (
    nominations_of,
    nominations_visible_to,
    offers_to_nominate,
    visible_to,
)
from sapar.partnerships.queries import contact_for


class CorrectionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    correction = forms.CharField(
        label=gettext_lazy("What was corrected"),
        help_text=gettext_lazy("The host reads it beside the nominee."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_GET
@requires("nominations.send")
def call_nominations(request: HttpRequest, call_id: str) -> HttpResponse:
    return _show(request, _owned_call(request, call_id))


def _show(
    request: HttpRequest,
    call: Call,
    *,
    refused: tuple[Nomination, CorrectionForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    waiting = [
        (nominee_of(offer), offer.place.host, contact_for(offer.place.host))
        for offer in offers_to_nominate(call)
    ]
    letters = visible_to(signed_in(request)).filter(call=call).select_related("host", "contact")
    sent = [(letter, _rows(letter, refused)) for letter in letters.prefetch_related("files")]
    context = {"call": call, "waiting": waiting, "sent": sent}
    return render(request, "office/nominations/call.html", context, status=status)


def _rows(
    letter: Letter, refused: tuple[Nomination, CorrectionForm] | None
) -> list[tuple[Nomination, Nominee, CorrectionForm]]:
    return [
        (nomination, nominee_of(nomination.offer), _form_for(nomination, refused))
        for nomination in nominations_of(letter)
    ]


def _form_for(
    nomination: Nomination, refused: tuple[Nomination, CorrectionForm] | None
) -> CorrectionForm:
    if refused and refused[0].pk == nomination.pk:
        return refused[1]
    return CorrectionForm(
        initial={"version": nomination.version}, auto_id=f"{nomination.public_id}-%s"
    )


@require_POST
@requires("nominations.send")
def nominate_all(request: HttpRequest, call_id: str) -> HttpResponse:
    call = _owned_call(request, call_id)
    try:
        letters = actions.nominate(call, by=signed_in(request).as_actor())
    except Refusal as refusal:
        messages.error(request, words(refusal.code, refusal.values))
    else:
        sent = ngettext(
            "%(number)s letter is written and on its way.",
            "%(number)s letters are written and on their way.",
            len(letters),
        )
        messages.success(request, sent % {"number": len(letters)})
    return redirect("office-nominations", call_id)


@require_GET
@requires("nominations.send")
def letter_file(request: HttpRequest, letter_id: str, language: str) -> HttpResponseBase:
    letter = get_object_or_404(visible_to(signed_in(request)), public_id=letter_id)
    return file_response(get_object_or_404(letter.files, language=language).file)


@require_POST
@requires("nominations.send")
def renew_link(request: HttpRequest, letter_id: str) -> HttpResponse:
    letter = get_object_or_404(visible_to(signed_in(request)), public_id=letter_id)
    actions.send_link_again(letter, by=signed_in(request).as_actor())
    messages.success(request, _("A fresh link is on its way to %(host)s.") % {"host": letter.host})
    return redirect("office-nominations", letter.call.public_id)


@require_POST
@requires("nominations.send")
def resend(request: HttpRequest, nomination_id: str) -> HttpResponse:
    nomination = get_object_or_404(
        nominations_visible_to(signed_in(request)), public_id=nomination_id
    )
    form = CorrectionForm(request.POST, auto_id=f"{nomination_id}-%s")
    call = nomination.letter.call
    if not form.is_valid():
        return _show(request, call, refused=(nomination, form), status=422)
    try:
        actions.resend_nomination(
            nomination,
            form.cleaned_data["correction"],
            by=signed_in(request).as_actor(),
            expected_version=form.cleaned_data["version"],
        )
    except Refusal as refusal:
        messages.warning(request, words(refusal.code, refusal.values))
    else:
        messages.success(request, _("The nomination is on its way to the host again."))
    return redirect("office-nominations", call.public_id)


def _owned_call(request: HttpRequest, call_id: str) -> Call:
    return get_object_or_404(kept_by(signed_in(request)), public_id=call_id)
