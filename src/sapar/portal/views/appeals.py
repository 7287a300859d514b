"""An appeal against the own result, in the applicant's own words."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sapar.accounts.access import requires, signed_in
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.wording import words
from sapar.selection import actions
from sapar.selection.appealing import appeal_until
from sapar.selection.enums import AppealState
from sapar.selection.models import Outcome
from sapar.selection.queries import own_appeals, own_outcomes


class AppealForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What do you disagree with, and why?"),
        help_text=gettext_lazy(
            "Name what is wrong: an average score, a certificate, points, a criterion. In any of "
            "the three languages."
        ),
        error_messages={
            "required": gettext_lazy(
                "Write what you disagree with and why: the owner of the call reads it."
            )
        },
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )


@require_http_methods(["GET", "POST"])
@requires("selection.appeal")
def appeal(request: HttpRequest, application_id: str) -> HttpResponse:
    user = signed_in(request)
    outcome = get_object_or_404(own_outcomes(user), application__public_id=application_id)
    if request.method != "POST":
        return _show(request, outcome, AppealForm())
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _show(request, outcome, form, status=422)
    try:
        actions.file_appeal(outcome, form.cleaned_data["text"], by=user.as_actor())
    except Refusal as refusal:
        form.add_error(None, words(refusal.code, refusal.values))
        status = 409 if isinstance(refusal, Conflict) else 422
        return _show(request, outcome, form, status=status)
    messages.success(request, _("Your appeal has arrived. The answer comes by mail, with reasons."))
    return redirect("application-result", application_id)


def _show(
    request: HttpRequest, outcome: Outcome, form: AppealForm, status: int = 200
) -> HttpResponse:
    until = appeal_until(outcome.run)
    own = own_appeals(signed_in(request)).filter(outcome__application=outcome.application)
    context = {
        "outcome": outcome,
        "application": outcome.application,
        "call": outcome.run.call,
        "form": form,
        "until": until,
        "is_late": clock.now() >= until,
        "is_waiting": own.filter(state=AppealState.FILED).exists(),
    }
    return render(request, "portal/offers/appeal.html", context, status=status)
