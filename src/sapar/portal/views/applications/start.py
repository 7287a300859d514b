"""Beginning an application from a call; who has several engagements that fit chooses one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sapar.accounts.access import requires, signed_in
from sapar.accounts.queries import engagements_of
from sapar.applications.actions import start_application
from sapar.calls.enums import CallState
from sapar.calls.models import Call
from sapar.calls.queries import visible_to
from sapar.core.errors import Refusal
from sapar.portal.views.applications.own import say_no
from sapar.portal.views.standings import standings_for


@require_http_methods(["GET", "HEAD", "POST"])
@requires("accounts.sign-in")
def start(request: HttpRequest, call_id: str) -> HttpResponse:
    user = signed_in(request)
    published = visible_to(user).exclude(state=CallState.DRAFT)
    call: Call = get_object_or_404(published, public_id=call_id)
    standings = standings_for(user, [call]).get(call.pk, [])
    if live := next((one.application for one in standings if one.application), None):
        return redirect("application", live.public_id)
    if request.method != "POST":
        context = {"call": call, "standings": standings}
        return render(request, "portal/applications/start.html", context)
    engagement = get_object_or_404(
        engagements_of(user), public_id=request.POST.get("engagement", "")
    )
    try:
        application = start_application(call, engagement, by=user.as_actor())
    except Refusal as refusal:
        say_no(request, refusal)
        return redirect("call", call.public_id)
    messages.success(
        request,
        _("Your draft has the number %(number)s. It is saved as you go; come back any time.")
        % {"number": application.public_id},
    )
    return redirect("application", application.public_id)
