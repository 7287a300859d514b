"""Publishing a call after a look at what will be frozen, and cancelling one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sapar.accounts.access import requires, signed_in
from sapar.calls import actions
from sapar.calls.enums import CallState
from sapar.calls.judging import findings_against
from sapar.calls.reading import readable_terms
from sapar.calls.wording import words_of
from sapar.core.errors import Conflict, Refusal
from sapar.core.translated import LANGUAGES
from sapar.core.wording import words
from sapar.office.views.call_drafts import call_address, call_trail, kept_call
from sapar.office.views.call_forms import CancelForm, VersionedForm
from sapar.office.views.form_page import form_page
from sapar.ui.parts import Crumb


@requires("calls.create")
def call_publish(request: HttpRequest, call_id: str) -> HttpResponse:
    """First the preview with everything that stands against it, then the deed."""
    user = signed_in(request)
    call = kept_call(user, call_id)
    form = VersionedForm(request.POST or None, initial={"expected_version": call.version})
    if form.is_bound and form.is_valid():
        try:
            actions.open_call(call, by=user.as_actor(), **form.cleaned_data)
        except Conflict as conflict:
            messages.error(request, words(conflict.code, conflict.values))
            return redirect(call_address(call))
        except Refusal as refusal:
            messages.error(request, words(refusal.code, refusal.values))
        else:
            messages.success(request, _("The call is published and its terms are frozen."))
            return redirect(call_address(call))
    if call.state != CallState.DRAFT:
        return redirect(call_address(call))
    context = {
        "call": call,
        "form": VersionedForm(initial={"expected_version": call.version}),
        "missing": [words_of(finding) for finding in findings_against(call)],
        "readable": readable_terms(call),
        "texts": [
            (code, getattr(call.title, code), getattr(call.summary, code)) for code in LANGUAGES
        ],
        "steps": [*call_trail(call), Crumb(_("Publish"))],
    }
    return render(request, "office/calls/publish.html", context)


@requires("calls.create")
def call_cancel(request: HttpRequest, call_id: str) -> HttpResponse:
    user = signed_in(request)
    call = kept_call(user, call_id)
    return form_page(
        request,
        CancelForm(request.POST or None, initial={"expected_version": call.version}),
        lambda **fields: actions.cancel_call(call, by=user.as_actor(), **fields),
        title=_("Cancel the call"),
        button=_("Cancel the call for good"),
        done=_("The call is cancelled."),
        trail=call_trail(call),
        leads_to=call_address,
    )
