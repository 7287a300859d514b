"""The ranking with every ingredient, as the latest run saw it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sapar.accounts.access import requires, signed_in
from sapar.calls.models import Call
from sapar.calls.queries import kept_by
from sapar.core.formatting import format_number
from sapar.office.views.selection.who import call_among
from sapar.selection.enums import RunState
from sapar.selection.explaining import Explainer, Part
from sapar.selection.models import Outcome, PlacementRun, ScoreSheet
from sapar.selection.points import as_points
from sapar.selection.queries import outcomes_of, ranked_for, runs_of


@dataclass(frozen=True, slots=True)
class RankingRow:
    """`parts` pairs each part of the score with what every member gave for it."""

    outcome: Outcome
    name: str
    total: str
    parts: list[tuple[Part, list[tuple[str, str]]]]
    decided_by: str


@require_GET
@requires("selection.view")
def ranking(request: HttpRequest, call_id: str) -> HttpResponse:
    user = signed_in(request)
    call = call_among(ranked_for(user), call_id)
    run = _latest(call)
    shows_names = kept_by(user).filter(pk=call.pk).exists()
    context = {
        "call": call,
        "run": run,
        "rows": _rows(run, shows_names=shows_names) if run else [],
        "shows_names": shows_names,
    }
    return render(request, "office/selection/ranking.html", context)


def _latest(call: Call) -> PlacementRun | None:
    """The published run, or else the latest preview: a preview waits until all have scored."""
    runs = list(runs_of(call).exclude(state=RunState.DISCARDED))
    published = [run for run in runs if run.state == RunState.PUBLISHED]
    return next(iter(published or runs), None)


def _rows(run: PlacementRun, *, shows_names: bool) -> list[RankingRow]:
    explainer = Explainer(run.call)
    handed_in = ScoreSheet.objects.filter(handed_in_at__isnull=False).select_related("member")
    outcomes = outcomes_of(run).prefetch_related(
        Prefetch("application__score_sheets", queryset=handed_in)
    )
    return [_row(outcome, explainer, shows_names=shows_names) for outcome in outcomes]


def _row(outcome: Outcome, explainer: Explainer, *, shows_names: bool) -> RankingRow:
    application = outcome.application
    sheets = list(application.score_sheets.all())
    return RankingRow(
        outcome=outcome,
        name=application.engagement.person.full_name if shows_names else "",
        total=as_points(outcome.score or 0),
        parts=[(part, _members(part, sheets)) for part in explainer.parts(outcome)],
        decided_by=explainer.decided_by(outcome),
    )


def _members(part: Part, sheets: list[ScoreSheet]) -> list[tuple[str, str]]:
    return [
        (sheet.member.full_name, format_number(Decimal(sheet.points[part.code])))
        for sheet in sheets
        if part.code in sheet.points
    ]
