"""One appeal: what was written, what the result was, what one changed fact would do, the answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sapar.accounts.access import check, requires, signed_in
from sapar.calls.queries import kept_by
from sapar.core.errors import Conflict, Refusal
from sapar.core.wording import words
from sapar.office.views.selection.appeal_forms import AppealForm
from sapar.office.views.selection.movers import Mover, Names
from sapar.selection import actions
from sapar.selection.appealing import (
    FactKind,
    Manner,
    answers,
    corrected,
    difference_to_json,
)
from sapar.selection.enums import AppealState
from sapar.selection.explaining import Explainer
from sapar.selection.models import Appeal
from sapar.selection.points import as_points
from sapar.selection.queries import appeals_visible_to, published_run
from sapar.selection.situation import Situation, situation_of


@require_http_methods(["GET", "POST"])
@requires("selection.answer-appeals")
def appeal_page(request: HttpRequest, appeal_id: str) -> HttpResponse:
    user = signed_in(request)
    appeals = appeals_visible_to(user).filter(outcome__run__call__in=kept_by(user))
    appeal: Appeal = get_object_or_404(appeals, public_id=appeal_id)
    if appeal.state != AppealState.FILED:
        return _show_decided(request, appeal)
    run = published_run(appeal.outcome.run.call)
    assert run is not None  # noqa: S101  (what was appealed against is published, or replaced)
    situation = situation_of(run)
    if request.method != "POST":
        return _show(request, appeal, situation, _form(appeal, situation))
    check(user, "selection.answer-appeal", appeal.outcome.application)
    return _answer(request, appeal, situation)


def _form(
    appeal: Appeal, situation: Situation, data: Mapping[str, Any] | None = None
) -> AppealForm:
    names = Names(appeal.outcome.run.call)
    number = appeal.outcome.application.public_id
    applicant = situation.instance.applicants.get(number)
    counting = situation.instance.wishes.get(number, ())
    left = [wish for wish in applicant.wishes if wish not in counting] if applicant else []
    hosts = [(wish, str(names.hosts[wish])) for wish in dict.fromkeys(left) if wish in names.hosts]
    manners = [one for one in Manner if one != Manner.RERUN or not situation.confirmed]
    return AppealForm(data, hosts=hosts, manners=manners, version=appeal.version)


def _answer(request: HttpRequest, appeal: Appeal, situation: Situation) -> HttpResponse:
    form = _form(appeal, situation, request.POST)
    if not form.is_valid():
        return _show(request, appeal, situation, form, status=422)
    if form.asks_to_see or not form.was_seen(situation.hash):
        if not form.asks_to_see:
            is_old = form.cleaned_data["seen"] != situation.hash
            messages.warning(request, words("situation-changed" if is_old else "fact-not-shown"))
        return _show(request, appeal, situation, form)
    try:
        _decide(request, appeal, form)
    except Refusal as refusal:
        messages.warning(request, words(refusal.code, refusal.values))
        status = 409 if isinstance(refusal, Conflict) else 422
        return _show(request, appeal, situation, form, status=status)
    return redirect("office-appeal", appeal.public_id)


def _decide(request: HttpRequest, appeal: Appeal, form: AppealForm) -> None:
    by, given = signed_in(request).as_actor(), form.cleaned_data
    if form.asks_to_uphold:
        fact = form.fact
        assert fact is not None  # noqa: S101  (the form asks for one)
        actions.uphold_appeal(
            appeal,
            given["reason"],
            fact=fact,
            manner=Manner(given["manner"]),
            seen=given["seen"],
            by=by,
            expected_version=given["version"],
        )
        messages.success(request, _("The appeal is upheld, and everybody concerned is written to."))
        return
    actions.dismiss_appeal(
        appeal,
        given["reason"],
        fact=form.fact,
        seen=given["seen"],
        by=by,
        expected_version=given["version"],
    )
    messages.success(request, _("The appeal is dismissed, and the applicant is written to."))


def _show(
    request: HttpRequest, appeal: Appeal, situation: Situation, form: AppealForm, status: int = 200
) -> HttpResponse:
    """With the difference, once a fact was chosen; nothing is stored."""
    shown: list[dict[str, Any]] = []
    if form.is_bound and form.is_valid() and form.fact is not None:
        try:
            found = corrected(situation, appeal.outcome.application, form.fact)
            names = Names(appeal.outcome.run.call)
            told = answers(situation, found.changed)
            shown = [
                _difference(manner, difference_to_json(answer), names, situation.confirmed)
                for manner, answer in told.items()
            ]
            form = form.seen_with(situation.hash)
        except Refusal as refusal:
            messages.warning(request, words(refusal.code, refusal.values))
    context = _about(appeal) | {"form": form, "shown": shown}
    return render(request, "office/selection/appeal.html", context, status=status)


def _difference(
    manner: Manner,
    told: Mapping[str, Any],
    names: Names,
    confirmed: Collection[str] = (),
) -> dict[str, Any]:
    """told: as it is kept with an appeal."""

    def mover(moved: Mapping[str, Any]) -> Mover:
        number, before, after = moved["applicant"], moved["before"], moved["after"]
        return names.mover(number, before, after, is_confirmed=number in confirmed)

    return {
        "manner": manner,
        "own": mover(told["own"]),
        "gains": [mover(one) for one in told["gains"]],
        "losses": [mover(one) for one in told["losses"]],
    }


def _show_decided(request: HttpRequest, appeal: Appeal) -> HttpResponse:
    names = Names(appeal.outcome.run.call)
    stored = [
        _difference(Manner(manner), told, names) for manner, told in appeal.difference.items()
    ]
    context = _about(appeal) | {"shown": stored, "fact": _fact_in_words(appeal, names)}
    return render(request, "office/selection/appeal.html", context)


def _fact_in_words(appeal: Appeal, names: Names) -> str:
    if not appeal.fact:
        return ""
    kind = FactKind(appeal.fact["kind"])
    if kind == FactKind.SCORE:
        return f"{kind.label}: {as_points(appeal.fact['score'])}"
    if kind == FactKind.WISH:
        return f"{kind.label}: {names.hosts[appeal.fact['place']]}"
    return str(kind.label)


def _about(appeal: Appeal) -> dict[str, Any]:
    outcome = appeal.outcome
    explainer = Explainer(outcome.run.call)
    return {
        "appeal": appeal,
        "call": outcome.run.call,
        "outcome": outcome,
        "score": as_points(outcome.score or 0),
        "parts": explainer.parts(outcome),
        "correction": explainer.correction(outcome),
        "wishes": explainer.wishes(outcome),
    }
