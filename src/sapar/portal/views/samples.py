"""Pages of a sample university alone: who can sign in, which mails were sent, what time it is.

Outside sample mode none of them exists.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sapar.accounts.models import Role, User
from sapar.accounts.sample_guard import SAMPLE_PASSWORD
from sapar.core import clock
from sapar.messaging.folder import read_mail
from sapar.messaging.models import OutboxMessage
from sapar.portal.views.sample_clock import ClockForm, moments

View = Callable[..., HttpResponse]
MAILS_A_PAGE = 50


def sample_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.SAMPLE_MODE:
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(guarded)


@sample_only
def sign_ins(request: HttpRequest) -> HttpResponse:
    today = Role.objects.held_on(clock.today()).select_related("unit")
    users = (
        User.objects.filter(is_sample=True, person__isnull=False)
        .select_related("person")
        .prefetch_related(
            Prefetch("person__roles", today, to_attr="held"),
            "person__engagements__unit",
        )
        .order_by("pk")
    )
    with_role = [user for user in users if user.person and user.person.held]  # type: ignore[attr-defined]
    applicants = [user for user in users if user not in with_role]
    context = {"applicants": applicants, "staff": with_role, "password": SAMPLE_PASSWORD}
    return render(request, "portal/samples/sign_ins.html", context)


@require_POST
@sample_only
def sign_in_as(request: HttpRequest, user_id: str) -> HttpResponse:
    """The ordinary sign-in with the published password, in one step."""
    user = get_object_or_404(User, public_id=user_id, is_sample=True)
    logout(request)
    known = authenticate(request, email=user.email, password=SAMPLE_PASSWORD)
    if known is None:
        messages.error(
            request, _("The password of this account was changed; sign in with that one.")
        )
        return redirect("account_login")
    login(request, known)
    return redirect("office-desk" if "office" in request.POST else "today")


@sample_only
def mails(request: HttpRequest) -> HttpResponse:
    rows = OutboxMessage.objects.order_by("-created_at", "-id")
    page = Paginator(rows, MAILS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/samples/mails.html", {"page": page})


@sample_only
def mail_page(request: HttpRequest, message_id: str) -> HttpResponse:
    """As the recipient has it, working links included; without its file, the masked copy."""
    message = get_object_or_404(OutboxMessage, public_id=message_id)
    body = read_mail(message.public_id)
    context = {"message": message, "body": body or message.body, "is_masked": body is None}
    return render(request, "portal/samples/mail.html", context)


@sample_only
def clock_page(request: HttpRequest) -> HttpResponse:
    form = ClockForm(request.POST or None, moments=moments(request.user))
    if form.is_valid():
        clock.move_sample_clock(form.cleaned_data["offset"])
        messages.success(request, _("The clock of the sample university was moved."))
        return redirect("sample-clock")
    context = {"form": form, "now": clock.now(), "begins": clock.SAMPLE_BEGINS}
    return render(request, "portal/samples/clock.html", context)
