"""Applications as the office sees them: the list, the record, and deciding on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import rules
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sapar.accounts.access import check, requires, signed_in
from sapar.accounts.models import User
from sapar.applications import actions
from sapar.applications.actions.decisions import CriteriaUnmet
from sapar.applications.lifecycle import LIFECYCLE
from sapar.applications.models import Application
from sapar.applications.queries import for_staff
from sapar.applications.timeline import last_decision
from sapar.calls.enums import CallState
from sapar.core.errors import Conflict, Refusal
from sapar.core.formatting import format_instant
from sapar.core.lifecycle import check_version
from sapar.core.wording import words
from sapar.desk.standing import with_standing
from sapar.documents.models import StoredFile
from sapar.documents.serving import file_response
from sapar.office.views.application_forms import DecisionForm, RefuseForm, ReturnForm
from sapar.office.views.application_lists import filtered, list_context
from sapar.office.views.application_records import documents_shown_to, record_context

PAGE = 50


@dataclass(frozen=True, slots=True)
class Deed:
    """A decision: who may (permission), the form it takes, what it says afterwards."""

    permission: str
    form: type[DecisionForm]
    do: Callable[..., Application]
    button: Any
    done: Any


DEEDS = {
    "release": Deed(
        "applications.release",
        DecisionForm,
        actions.release_application,
        gettext_lazy("Release the application"),
        gettext_lazy("The application is released; the applicant is told by mail."),
    ),
    "verify": Deed(
        "applications.verify",
        DecisionForm,
        actions.verify_application,
        gettext_lazy("Verify the application"),
        gettext_lazy("The application is verified; the applicant is told by mail."),
    ),
    "return": Deed(
        "applications.return",
        ReturnForm,
        actions.return_application,
        gettext_lazy("Return for correction"),
        gettext_lazy("The application is returned; the applicant is told by mail."),
    ),
    "refuse": Deed(
        "applications.refuse",
        RefuseForm,
        actions.refuse_application,
        gettext_lazy("Refuse the application"),
        gettext_lazy("The application is refused; the applicant is told by mail."),
    ),
}


@require_safe
@requires("applications.see-list")
def application_list(request: HttpRequest) -> HttpResponse:
    """Oldest first; the filters stand in the address."""
    user = signed_in(request)
    found = with_standing(filtered(for_staff(user), request.GET)).order_by("submitted_at", "pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, **list_context(user, request, page)}
    return render(request, "office/applications/list.html", context)


@require_safe
@requires("applications.see-list")
def application_record(request: HttpRequest, application_id: str) -> HttpResponse:
    return _record(request, _visible(request, application_id))


@require_safe
@requires("applications.see-list")
def submitted_document(
    request: HttpRequest, application_id: str, number: int, code: str
) -> HttpResponseBase:
    """A file of a submitted version; what lies in the draft is the applicant's alone."""
    application = _visible(request, application_id)
    submission = get_object_or_404(application.submissions, number=number)
    shown = documents_shown_to(signed_in(request), application, submission)
    files = {given["code"]: given["file"] for given in shown}
    return file_response(get_object_or_404(StoredFile, public_id=files.get(code, "")))


@require_POST
@requires("applications.see-list")
def decide(request: HttpRequest, application_id: str, deed: str) -> HttpResponse:
    """Carry out a decision once. Whoever comes second reads who was first, and keeps the text."""
    application = _visible(request, application_id)
    chosen = DEEDS[deed]
    form = chosen.form(request.POST)
    if not form.is_valid():
        return _record(request, application, {deed: form}, status=422)
    given = dict(form.cleaned_data)
    version = given.pop("version")
    try:
        check_version(application, version)
        check(signed_in(request), chosen.permission, application)
        chosen.do(application, by=signed_in(request).as_actor(), expected_version=version, **given)
    except Conflict:
        messages.warning(request, _who_was_first(application))
        return _again(request, application_id, {deed: form}, 409)
    except CriteriaUnmet as refusal:
        messages.error(request, words(refusal.code, refusal.values))
        return _again(request, application_id, {deed: form}, 422)
    except Refusal as refusal:
        form.add_error(_field_of(refusal), words(refusal.code, refusal.values))
        return _again(request, application_id, {deed: form}, 422)
    messages.success(request, chosen.done)
    return redirect("office-application", application_id)


def _again(
    request: HttpRequest, application_id: str, forms: dict[str, DecisionForm], status: int
) -> HttpResponse:
    """The record as it is now, with what was typed; or the list, if it is no longer one's own."""
    application = for_staff(signed_in(request)).filter(public_id=application_id).first()
    if application is None:
        return redirect("office-applications")
    return _record(request, _visible(request, application_id), forms, status=status)


def _record(
    request: HttpRequest,
    application: Application,
    forms: dict[str, DecisionForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = record_context(signed_in(request), application, request.GET.get("version", ""))
    given = forms or {}
    context["deeds"] = [
        (name, deed, given.get(name) or deed.form.for_application(application))
        for name, deed in DEEDS.items()
        if context["is_last"] and _is_possible(signed_in(request), name, deed, application)
    ]
    context["typed"] = [
        form.data.get("reason", "") for form in given.values() if form.data.get("reason")
    ]
    return render(request, "office/applications/record.html", context, status=status)


def _is_possible(user: User, name: str, deed: Deed, application: Application) -> bool:
    steps = (name, f"{name}-internal")
    is_next = any(LIFECYCLE.allows(application.state, step) for step in steps)
    goes_on = application.call.state == CallState.OPENED
    return goes_on and is_next and rules.has_perm(deed.permission, user, application)


def _visible(request: HttpRequest, application_id: str) -> Application:
    seen = with_standing(for_staff(signed_in(request))).select_related("engagement__programme")
    application: Application = get_object_or_404(seen, public_id=application_id)
    return application


def _who_was_first(application: Application) -> str:
    event = last_decision(application)
    if event is None:
        return words("application-changed-meanwhile")
    given = {"who": event.actor_label, "at": format_instant(event.at)}
    return (
        _(
            "%(who)s was first (%(at)s), so your decision was not carried out. "
            "Below is the application as it stands now; what you typed is kept."
        )
        % given
    )


def _field_of(refusal: Refusal) -> str | None:
    return {"return-until-past": "until", "decision-reason-missing": "reason"}.get(refusal.code)
