"""Closing the own account: what happens to what one wrote is chosen, the password confirms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sapar.accounts.access import requires, signed_in
from sapar.accounts.actions import close_account
from sapar.accounts.models import User
from sapar.core.errors import Refusal
from sapar.core.wording import words

TAKE_OUT, LEAVE = "take-out", "leave"


class CloseForm(forms.Form):
    voices = forms.ChoiceField(
        label=_("What happens to your stories and comments?"),
        choices=[
            (TAKE_OUT, _("They are deleted for good")),
            (LEAVE, _("What is published stays, without my name")),
        ],
        widget=forms.RadioSelect,
    )
    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        strip=False,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(gettext("This is not the password of the account."))
        return password


@never_cache
@requires("accounts.sign-in")
def close(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = CloseForm(request.POST or None, user=user)
    if form.is_bound and form.is_valid():
        take_out = form.cleaned_data["voices"] == TAKE_OUT
        try:
            close_account(user, by=user.as_actor(), take_out=take_out)
        except Refusal as refusal:
            form.add_error(None, words(refusal.code, refusal.values))
        else:
            logout(request)
            return redirect("account-closed")
    status = 422 if form.errors else 200
    return render(request, "account/close.html", {"form": form}, status=status)


@require_safe
def account_closed(request: HttpRequest) -> HttpResponse:
    return render(request, "account/closed.html")
