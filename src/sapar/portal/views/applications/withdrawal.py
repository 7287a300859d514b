"""Withdrawing an application, until the result is published."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sapar.accounts.access import requires, signed_in
from sapar.applications.actions import withdraw_application
from sapar.applications.enums import LIVE_STATES
from sapar.core.errors import Conflict, Refusal
from sapar.portal.views.applications.own import (
    back_to_tasks,
    own_application,
    page,
    say_no,
)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Nobody has to give a reason; it helps to plan the next calls."),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("accounts.sign-in")
def withdraw(request: HttpRequest, application_id: str) -> HttpResponse:
    application = own_application(request, application_id)
    if application.state not in LIVE_STATES:
        return back_to_tasks(application)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by = signed_in(request).as_actor()
        try:
            withdraw_application(application, form.cleaned_data["reason"], by=by)
        except Conflict:
            say_no(request, Refusal("application-ended-already"))
        except Refusal as refusal:
            say_no(request, refusal)
        else:
            messages.success(request, _("The application is withdrawn."))
        return back_to_tasks(application)
    return page(request, "withdraw", application, form=form)
