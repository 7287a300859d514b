"""What every page of an own application begins with: the record, its sentence, its criteria."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from sapar.accounts.access import signed_in
from sapar.applications.enums import EDITABLE_STATES, LIVE_STATES, ApplicationState
from sapar.applications.judging import Judgement, judge_draft
from sapar.applications.models import Application
from sapar.applications.queries import own_applications
from sapar.applications.readiness import accepts_at, closes_for
from sapar.applications.sayings import say_finding
from sapar.applications.tables import criteria_rows
from sapar.core import clock
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.desk.standing import standing_of, with_standing


def own_application(request: HttpRequest, application_id: str) -> Application:
    """The reader's own application of this number; anybody else's does not exist."""
    mine = with_standing(own_applications(signed_in(request))).select_related(
        "call__owner",
        "call__period",
        "engagement__unit",
        "engagement__programme",
        "engagement__person",
    )
    application: Application = get_object_or_404(mine, public_id=application_id)
    return application


def is_editable(application: Application) -> bool:
    """A draft always, so that its texts stay at hand; the others while they can be sent again."""
    if application.state == ApplicationState.DRAFT:
        return True
    return application.state in EDITABLE_STATES and accepts_at(application, clock.now())


def page(
    request: HttpRequest,
    template: str,
    application: Application,
    *,
    judgement: Judgement | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """A page of the application with the criteria, judged now, beside it."""
    judgement = judgement or judge_draft(application)
    shared = {
        "application": application,
        "call": application.call,
        "standing": standing_of(application),
        "criteria": criteria_rows(judgement.verdicts[""]),
        "reasons": [say_finding(finding) for finding in judgement.verdicts[""].blocking],
        "standing_of_call": judgement.verdicts[""].standing,
        "is_live": application.state in LIVE_STATES,
        "closes_at": closes_for(application),
        "is_learner": application.call.audience == "learners",
    }
    return render(
        request, f"portal/applications/{template}.html", {**shared, **context}, status=status
    )


def back_to_tasks(application: Application) -> HttpResponse:
    return redirect("application", application.public_id)


def say_no(request: HttpRequest, refusal: Refusal) -> None:
    """Tell why a deed was refused, on the next page shown."""
    messages.error(request, words(refusal.code, refusal.values))
