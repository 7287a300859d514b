"""Asking: frequent questions first, then the form, then where the question stands."""

from __future__ import annotations

from contextlib import suppress
from itertools import groupby

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sapar.accounts.models import User
from sapar.content.actions.questions import ask_question, confirm_question
from sapar.content.asking import unit_for
from sapar.content.enums import QuestionState, Topic
from sapar.content.matching import matching_questions
from sapar.content.models import FrequentQuestion, Question
from sapar.content.strangers import QUESTION
from sapar.core.errors import Conflict, Refusal
from sapar.core.wording import words
from sapar.desk.question_standing import standing_of_question
from sapar.links.actions import resolve_link
from sapar.portal.views.question_forms import AskForm
from sapar.ui.pages import public_page


def published_questions() -> list[FrequentQuestion]:
    return list(FrequentQuestion.objects.filter(is_published=True))


@require_safe
@public_page
def frequent_questions(request: HttpRequest) -> HttpResponse:
    rows, asked = published_questions(), request.GET.get("q", "").strip()[:200]
    order = list(Topic)
    rows.sort(key=lambda row: (order.index(Topic(row.topic)), row.position, row.pk))
    groups = [(Topic(topic), list(some)) for topic, some in groupby(rows, lambda row: row.topic)]
    found = matching_questions(asked, rows, limit=None) if asked else []
    context = {"groups": groups, "asked": asked, "found": found}
    return render(request, "portal/questions/frequent.html", context)


@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    user = account_of(request)
    form = AskForm(request.POST or None, user=user, initial=_chosen(request))
    offered: list[FrequentQuestion] = []
    if form.is_bound and form.is_valid():
        if "anyway" not in request.POST:
            offered = matching_questions(form.cleaned_data["text"], published_questions())
        if not offered:
            question = _ask(form)
            if question is not None:
                return redirect("question", question.public_id)
    context = {"form": form, "offered": offered, "account": user}
    status = 422 if form.errors else 200
    return render(request, "portal/questions/ask.html", context, status=status)


@require_safe
@never_cache
def question_page(request: HttpRequest, question_id: str) -> HttpResponse:
    """Where a question stands; who asked and what is seen by nobody here."""
    question = get_object_or_404(Question.objects.select_related("unit"), public_id=question_id)
    context = {"question": question, "sentence": standing_of_question(question)}
    return render(request, "portal/questions/question.html", context)


@never_cache
def question_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing, since mail scanners open it too; the button does."""
    try:
        link = resolve_link(token, QUESTION)
    except Refusal as refusal:
        return closed_link(request, refusal, again="ask")
    question = Question.objects.filter(public_id=link.subject_id).first()
    if question is None:
        return closed_link(request, Refusal("link-expired"), again="ask")
    if request.method == "POST":
        with suppress(Conflict):  # pressed twice: the next page shows how it stands
            confirm_question(question)
    if request.method == "POST" or question.state != QuestionState.UNCONFIRMED:
        return redirect("question", question.public_id)
    return render(request, "portal/questions/confirm.html", {"question": question})


def account_of(request: HttpRequest) -> User | None:
    return None if isinstance(request.user, AnonymousUser) else request.user


def closed_link(request: HttpRequest, refusal: Refusal, *, again: str) -> HttpResponse:
    """A link that opens nothing; ``again`` names the page on which to begin anew."""
    status = 404 if refusal.code == "link-unknown" else 410
    context = {"reason": words(refusal.code, refusal.values), "again": again}
    return render(request, "portal/questions/closed.html", context, status=status)


def _chosen(request: HttpRequest) -> dict[str, str]:
    """A link may fill in what it is about, e.g. from a school's page."""
    names = ("about", "school", "topic")
    return {name: request.GET[name] for name in names if name in request.GET}


def _ask(form: AskForm) -> Question | None:
    given = form.cleaned_data
    try:
        return ask_question(
            unit_for(given["about"], given["school"]),
            topic=given["topic"],
            text=given["text"],
            may_be_published=given["may_be_published"],
            **form.sender(),
        )
    except Refusal as refusal:
        form.add_error(None, words(refusal.code, refusal.values))
        return None
