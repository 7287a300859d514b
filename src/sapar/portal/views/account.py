"""Sign-in and what belongs to it, where the sign-in library's own views do not suffice."""

from __future__ import annotations

from allauth.account import views
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from sapar.accounts.access import requires, signed_in
from sapar.accounts.models import User
from sapar.accounts.queries import current_engagements_of, person_of, roles_of
from sapar.accounts.tokens import confirmation_key

NO_ACCOUNT = "0"


@never_cache
def confirm_address(request: HttpRequest, token: str) -> HttpResponseBase:
    """Opening the link asks; only the button confirms, since mail scanners open links."""
    key = confirmation_key(token)
    if request.method == "POST" and not key:  # confirmed in another tab meanwhile
        return redirect(request.path)
    return views.confirm_email(request, key=key)


@never_cache
def set_password(request: HttpRequest, uidb36: str, key: str) -> HttpResponseBase:
    """The library names an account by its integer key; our addresses by its public id."""
    user = User.objects.filter(public_id=uidb36).first()
    number = user_pk_to_url_str(user) if user else NO_ACCOUNT
    return views.password_reset_from_key(request, uidb36=number, key=key)


@never_cache
@requires("accounts.sign-in")
def record(request: HttpRequest) -> HttpResponse:
    """What the registrar knows about the reader or, when that is nothing, what can be done."""
    user = signed_in(request)
    context = {
        "person": person_of(user),
        "engagements": current_engagements_of(user),
        "roles": roles_of(user).select_related("unit", "deputy_for"),
    }
    return render(request, "account/record.html", context)
