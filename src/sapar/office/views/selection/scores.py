"""The commission scores: by application number, alone, then with the others' sheets in view."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import rules
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sapar.accounts.access import check, requires, signed_in
from sapar.applications.enums import ApplicationState
from sapar.applications.models import Application
from sapar.applications.queries import latest_submission, submitted_wishes
from sapar.calls.models import Call
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.formatting import format_number, format_time
from sapar.core.wording import words
from sapar.documents.models import StoredFile
from sapar.documents.serving import file_response
from sapar.office.views.selection.score_forms import JudgementForm, ScoreForm
from sapar.office.views.selection.who import call_among, person_asking
from sapar.selection import actions
from sapar.selection.models import Judgement, ScoreSheet
from sapar.selection.points import Item, item_name
from sapar.selection.queries import (
    applications_to_score,
    documents_for_commission,
    of_others,
    own_sheet,
    ranked_for,
    scored_by,
    sheets_shown_to,
)
from sapar.selection.readiness import commission_items, missing_for_placement, needs_judgement

NOTHING_YET = 0
"""The version that a page carries which was opened before anything was kept."""


@require_GET
@requires("selection.view")
def score_list(request: HttpRequest, call_id: str) -> HttpResponse:
    """For the commission the list to work through, for the owner what is still missing."""
    user = signed_in(request)
    call = call_among(ranked_for(user), call_id)
    is_member = scored_by(user).filter(pk=call.pk).exists()
    rows = _rows(call, request) if is_member else []
    context = {
        "call": call,
        "is_member": is_member,
        "is_closed": clock.now() >= call.closes_at,
        "rows": rows,
        "items": commission_items(call),
        "missing": [] if is_member else missing_for_placement(call),
    }
    return render(request, "office/selection/scores.html", context)


def _rows(call: Call, request: HttpRequest) -> list[tuple[Application, ScoreSheet | None, bool]]:
    """Each application with the member's own sheet, and whether it is judged."""
    return [
        (application, own_sheet(application), _judgement(application) is not None)
        for application in applications_to_score(call, person_asking(request))
    ]


@require_http_methods(["GET", "POST"])
@requires("selection.enter-scores")
def score_page(request: HttpRequest, application_id: str) -> HttpResponse:
    application = _scored(request, application_id)
    sheet = _own_sheet(request, application)
    items = commission_items(application.call)
    if request.method == "GET":
        return _show(request, application, ScoreForm(items, sheet))
    form = ScoreForm(items, sheet, request.POST)
    if not form.is_valid():
        return _show(request, application, form, status=422)
    try:
        done = _save(request, application, form)
    except Conflict as conflict:
        form.add_error(None, words(conflict.code, conflict.values))
        return _show(request, application, form, status=409)
    except Refusal as refusal:
        form.add_error(None, words(refusal.code, refusal.values))
        return _show(request, application, form, status=422)
    messages.success(request, done)
    return redirect("office-score", application_id)


def _save(request: HttpRequest, application: Application, form: ScoreForm) -> str:
    by = signed_in(request).as_actor()
    sheet = actions.save_scores(
        application,
        person_asking(request),
        form.points,
        form.cleaned_data["comment"],
        by=by,
        expected_version=form.cleaned_data["version"] or NOTHING_YET,
    )
    if "hand-in" not in request.POST:
        return _("Saved. Hand the scores in when they are final.")
    actions.hand_in_scores(sheet, by=by)
    return _("Handed in. Your scores count now; those of the others are shown below.")


@require_POST
@requires("selection.enter-scores")
def score_autosave(request: HttpRequest, application_id: str) -> JsonResponse:
    """Keep one field as it is left."""
    application = _scored(request, application_id)
    sheet, field = _own_sheet(request, application), request.POST.get("field", "")
    points = dict(sheet.points) if sheet else {}
    comment = request.POST.get("comment", sheet.comment if sheet else "")
    if field != "comment":
        points[field] = request.POST.get(field, "")
    version = request.POST.get("version", "")
    try:
        saved = actions.save_scores(
            application,
            person_asking(request),
            points,
            comment,
            by=signed_in(request).as_actor(),
            expected_version=int(version) if version.isdecimal() else NOTHING_YET,
        )
    except Refusal as refusal:
        status = 409 if isinstance(refusal, Conflict) else 422
        return JsonResponse({"message": words(refusal.code, refusal.values)}, status=status)
    return JsonResponse({"saved_at": format_time(clock.now()), "version": saved.version})


@require_POST
@requires("selection.enter-judgement")
def judge(request: HttpRequest, application_id: str) -> HttpResponse:
    application = _scored(request, application_id)
    check(request.user, "selection.judge", application)
    form = JudgementForm(request.POST)
    sheet_form = ScoreForm(commission_items(application.call), _own_sheet(request, application))
    if not form.is_valid():
        return _show(request, application, sheet_form, judgement_form=form, status=422)
    try:
        actions.record_judgement(
            application,
            form.cleaned_data["is_met"],
            form.cleaned_data["reason"],
            by=signed_in(request).as_actor(),
            expected_version=form.cleaned_data["version"] or NOTHING_YET,
        )
    except Refusal as refusal:
        form.add_error(None, words(refusal.code, refusal.values))
        return _show(request, application, sheet_form, judgement_form=form, status=409)
    messages.success(request, _("The judgement is recorded."))
    return redirect("office-score", application_id)


@require_GET
@requires("selection.enter-scores")
def score_document(request: HttpRequest, application_id: str, code: str) -> HttpResponseBase:
    """A submitted document, without identity papers."""
    application = _scored(request, application_id)
    files = {
        document["code"]: document["file"] for document in documents_for_commission(application)
    }
    return file_response(get_object_or_404(StoredFile, public_id=files.get(code)))


def _scored(request: HttpRequest, application_id: str) -> Application:
    """A verified application of others to a call of the own commission; any other is not found."""
    user = signed_in(request)
    verified = Application.objects.filter(
        call__in=scored_by(user), state=ApplicationState.VERIFIED
    ).select_related("call__owner", "engagement__person", "judgement")
    application: Application = get_object_or_404(
        of_others(verified, person_asking(request)), public_id=application_id
    )
    check(user, "selection.score", application)
    return application


def _own_sheet(request: HttpRequest, application: Application) -> ScoreSheet | None:
    return application.score_sheets.filter(member=person_asking(request)).first()


def _judgement(application: Application) -> Judgement | None:
    return getattr(application, "judgement", None)


def _show(
    request: HttpRequest,
    application: Application,
    form: ScoreForm,
    *,
    judgement_form: JudgementForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user, call = signed_in(request), application.call
    sheet = _own_sheet(request, application)
    is_handed_in = sheet is not None and sheet.handed_in_at is not None
    may_judge = needs_judgement(call) and rules.has_perm("selection.judge", user, application)
    context: dict[str, Any] = {
        "application": application,
        "call": call,
        "form": form,
        "sheet": sheet,
        "is_handed_in": is_handed_in,
        "table": _sheet_table(request, application) if is_handed_in else None,
        "judgement": _judgement(application),
        "judgement_form": (judgement_form or JudgementForm.of(_judgement(application)))
        if may_judge
        else None,
        "submission": latest_submission(application),
        "wishes": submitted_wishes(application),
        "documents": documents_for_commission(application),
    }
    return render(request, "office/selection/score.html", context, status=status)


def _sheet_table(request: HttpRequest, application: Application) -> dict[str, Any]:
    """Members against items, and the mean of each item."""
    items = commission_items(application.call)
    sheets = sheets_shown_to(person_asking(request), application)
    return {
        "items": [item_name(item) for item in items],
        "rows": [(sheet, [_points(sheet, item) for item in items]) for sheet in sheets],
        "means": [_mean(sheets, item) for item in items],
    }


def _points(sheet: ScoreSheet, item: Item) -> str:
    return format_number(Decimal(sheet.points[item["code"]]))


def _mean(sheets: list[ScoreSheet], item: Item) -> Decimal:
    given = [Decimal(sheet.points[item["code"]]) for sheet in sheets]
    return sum(given, Decimal(0)) / len(given)
