"""Saving one field as it is left. Answers in JSON: the time it was saved, or why it was not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sapar.accounts.access import requires, signed_in
from sapar.applications import actions
from sapar.applications.drafts import TEXT_LIMITS, mark_of_wishes, marks_from, version_of
from sapar.applications.enums import Consent
from sapar.applications.models import Application
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.core.formatting import format_time
from sapar.core.wording import words
from sapar.portal.views.applications.own import own_application, say_no


@require_POST
@requires("accounts.sign-in")
def save(request: HttpRequest, application_id: str) -> JsonResponse:
    application = own_application(request, application_id)
    by = signed_in(request).as_actor()
    field = request.POST.get("field", "")
    try:
        if field in TEXT_LIMITS:
            return _save_text(request, application, field, by)
        if field == "wishes":
            wanted = request.POST.getlist("wishes")
            version = request.POST.get("version")
            actions.set_wishes(application, wanted, by=by, expected=version)
            return _saved(version=mark_of_wishes(wanted))
        elif field in Consent:
            actions.give_consent(application, field, field in request.POST, by=by)
        else:
            return JsonResponse({"message": words("field-unknown", {"given": field})}, status=400)
    except Refusal as refusal:
        status = 409 if isinstance(refusal, Conflict) else 422
        return JsonResponse({"message": words(refusal.code, refusal.values)}, status=status)
    return _saved()


def _save_text(
    request: HttpRequest, application: Application, field: str, by: Actor
) -> JsonResponse:
    marks = marks_from(request.POST.get("version", ""))
    text = request.POST.get(field, "")
    saved = actions.save_draft(application, by=by, marks=marks, **{field: text})
    if saved.set_aside:
        return JsonResponse({"message": words("text-set-aside")}, status=409)
    fresh = marks | marks_from(version_of(saved.application, field))
    return _saved(version=" ".join(f"{name}={mark}" for name, mark in fresh.items()))


def _saved(**more: str) -> JsonResponse:
    return JsonResponse({"saved_at": format_time(clock.now()), **more})


@require_POST
@requires("accounts.sign-in")
def settle(request: HttpRequest, application_id: str) -> HttpResponse:
    """Choose between the texts of two windows."""
    application = own_application(request, application_id)
    field = request.POST.get("field", "")
    try:
        actions.settle_set_aside(
            application, field, use="use" in request.POST, by=signed_in(request).as_actor()
        )
    except Refusal as refusal:
        say_no(request, refusal)
    page = "motivation" if field == "motivation" else "about"
    return redirect(f"application-{page}", application.public_id)
