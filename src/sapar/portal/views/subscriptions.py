"""Tell me when it opens: the form, and the page behind the link that confirms or ends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sapar.accounts.enums import Audience, Direction
from sapar.accounts.models import User
from sapar.calls.models import Call, CallSubscription
from sapar.calls.queries import visible_to
from sapar.calls.subscribing import (
    PURPOSE,
    confirm_subscription,
    end_subscription,
)
from sapar.calls.subscribing import subscribe as ask_to_be_told
from sapar.core.errors import Refusal
from sapar.core.public_ids import is_public_id
from sapar.core.wording import words
from sapar.institutions.models import Institution
from sapar.links.actions import resolve_link
from sapar.partnerships.queries import public_partners
from sapar.portal.views.questions import account_of, closed_link
from sapar.portal.views.stranger_forms import StrangerForm


class SubscribeForm(StrangerForm):
    """Which calls is asked only where the address of the page does not say it."""

    field_order = ("direction", "audience", "email", "language")
    direction = forms.ChoiceField(
        label=_("Abroad or in Kazakhstan?"),
        choices=[("", _("Both")), *Direction.choices],
        required=False,
    )
    audience = forms.ChoiceField(
        label=_("For whom?"), choices=[("", _("Both")), *Audience.choices], required=False
    )

    def __init__(self, *args: Any, user: User | None, is_of_one: bool) -> None:
        super().__init__(*args, user=user)
        del self.fields["name"]
        if "email" in self.fields:
            self.fields["email"].help_text = _("We mail it once for each call that opens.")
        if is_of_one:
            del self.fields["direction"], self.fields["audience"]

    def sender(self) -> dict[str, Any]:
        given = self.cleaned_data
        who = {name: given.get(name, "") for name in ("direction", "audience", "language")}
        if self.user is None:
            return {**who, "email": given["email"]}
        return {**who, "email": self.user.email, "is_confirmed": True, "by": self.user.as_actor()}


@never_cache
def subscribe(request: HttpRequest) -> HttpResponse:
    call, partner = _call(request), _partner(request)
    user = account_of(request)
    form = SubscribeForm(request.POST or None, user=user, is_of_one=bool(call or partner))
    if form.is_bound and form.is_valid():
        try:
            ask_to_be_told(call=call, partner=partner, **form.sender())
        except Refusal as refusal:
            form.add_error(None, words(refusal.code, refusal.values))
        else:
            return redirect("subscribed")
    context = {"form": form, "call": call, "partner": partner, "account": user}
    status = 422 if form.errors else 200
    return render(request, "portal/subscriptions/subscribe.html", context, status=status)


@require_safe
@never_cache
def subscribed(request: HttpRequest) -> HttpResponse:
    """The same page whether or not the address was known."""
    return render(request, "portal/subscriptions/subscribed.html", {"account": account_of(request)})


@never_cache
def subscription_page(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing, since mail scanners open it too; the buttons do."""
    try:
        link = resolve_link(token, PURPOSE)
    except Refusal as refusal:
        return closed_link(request, refusal, again="subscribe")
    rows = CallSubscription.objects.select_related("call", "partner")
    subscription = rows.filter(public_id=link.subject_id).first()
    if subscription is None:
        return closed_link(request, Refusal("link-expired"), again="subscribe")
    if request.method == "POST":
        if request.POST.get("deed") == "confirm":
            confirm_subscription(subscription)
            messages.success(request, _("From now on you are told when such a call opens."))
        elif request.POST.get("deed") == "end":
            end_subscription(subscription)
        return redirect("subscription", token)
    return render(request, "portal/subscriptions/subscription.html", {"about": subscription})


def _call(request: HttpRequest) -> Call | None:
    given = request.GET.get("call", "")
    return get_object_or_404(_published(request), public_id=given) if is_public_id(given) else None


def _published(request: HttpRequest) -> Any:
    return visible_to(request.user).filter(opened_at__isnull=False)


def _partner(request: HttpRequest) -> Institution | None:
    given = request.GET.get("partner", "")
    return get_object_or_404(public_partners(), public_id=given) if is_public_id(given) else None
