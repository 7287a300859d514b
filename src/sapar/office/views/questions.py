"""The queue of questions: the list, one question, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import rules
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sapar.accounts.access import check, requires, signed_in
from sapar.accounts.models import User
from sapar.audit.models import Event
from sapar.content.actions import questions as deeds
from sapar.content.asking import answer_until, questions_visible_to
from sapar.content.asking_lifecycle import QUESTION_LIFECYCLE
from sapar.content.enums import QuestionState
from sapar.content.models import Question
from sapar.core import clock, wording
from sapar.core.errors import Conflict, Refusal
from sapar.core.folding import fold
from sapar.core.lookalikes import mixes_alphabets
from sapar.core.wording import words
from sapar.desk.question_standing import standing_of_question
from sapar.office.views.question_forms import (
    SHOWN_STATES,
    AnswerForm,
    HandOverForm,
    PutAsideForm,
    QuestionFilter,
    TicketForm,
)
from sapar.ui.links import with_query
from sapar.ui.parts import Chip, Entry

PAGE = 50
PERMISSION = "content.answer-questions"


@dataclass(frozen=True, slots=True)
class Deed:
    """What can be done with a question: its form, and what is said afterwards. ``step`` is its
    row in the lifecycle table; handing over moves no state and is possible while it waits.
    """

    step: str
    form: type[TicketForm]
    do: Callable[..., Question]
    button: Any
    done: Any


DEEDS = {
    "answer": Deed(
        "answer",
        AnswerForm,
        deeds.answer_question,
        gettext_lazy("Send the answer"),
        gettext_lazy("The answer is on its way to the asker."),
    ),
    "hand-over": Deed(
        "answer",
        HandOverForm,
        deeds.hand_over_question,
        gettext_lazy("Hand over to another unit"),
        gettext_lazy("The question is handed over; the asker is told by mail."),
    ),
    "put-aside": Deed(
        "put-aside",
        PutAsideForm,
        deeds.put_question_aside,
        gettext_lazy("Leave it without an answer"),
        gettext_lazy("The question is put aside."),
    ),
    "take-up": Deed(
        "take-up",
        TicketForm,
        deeds.take_up_question,
        gettext_lazy("Take up again"),
        gettext_lazy("The question waits for an answer again."),
    ),
}


@require_safe
@requires(PERMISSION)
def question_list(request: HttpRequest) -> HttpResponse:
    seen = questions_visible_to(request.user)
    form = QuestionFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    state = asked.get("state") or QuestionState.NEW
    shown = _filtered(seen, asked).filter(state=state)
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    now = clock.now()
    rows = [(row, answer_until(row), now > answer_until(row), is_odd(row.name)) for row in page]
    context = {"form": form, "page": page, "rows": rows, "chips": _chips(request, state)}
    return render(request, "office/questions/list.html", context)


@require_safe
@requires(PERMISSION)
def question_record(request: HttpRequest, question_id: str) -> HttpResponse:
    return _record(request, _visible(request, question_id))


@require_POST
@requires(PERMISSION)
def question_deed(request: HttpRequest, question_id: str, deed: str) -> HttpResponse:
    """Carry out a deed once. Whoever comes second sees how it stands, and keeps the text."""
    question = _visible(request, question_id)
    chosen = DEEDS.get(deed)
    if chosen is None:
        raise Http404
    form = chosen.form(question, request.POST)
    if not form.is_valid():
        return _record(request, question, {deed: form}, status=422)
    try:
        chosen.do(question, by=signed_in(request).as_actor(), **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, words(refusal.code, refusal.values))
        status = 409 if isinstance(refusal, Conflict) else 422
        return _record(request, _visible(request, question_id), {deed: form}, status=status)
    messages.success(request, chosen.done)
    still_here = questions_visible_to(request.user).filter(pk=question.pk).exists()
    return redirect("office-question", question_id) if still_here else redirect("office-questions")


@require_POST
@requires(PERMISSION)
def question_publish(request: HttpRequest, question_id: str) -> HttpResponse:
    """Draft a frequent question from it; it is edited, translated and published there."""
    question = _visible(request, question_id)
    check(request.user, "content.keep-frequent-questions")
    try:
        draft = deeds.draft_from_question(question, by=signed_in(request).as_actor())
    except Refusal as refusal:
        messages.warning(request, words(refusal.code, refusal.values))
        return redirect("office-question", question_id)
    messages.success(request, _("Here is the draft. Fill in the other languages, then publish it."))
    return redirect("office-frequent-question", draft.public_id)


def is_odd(name: str) -> bool:
    """Whether a name mixes alphabets, so that staff look twice at who it pretends to be."""
    return mixes_alphabets(name)


def _visible(request: HttpRequest, question_id: str) -> Question:
    question: Question = get_object_or_404(
        questions_visible_to(request.user), public_id=question_id
    )
    return question


def _record(
    request: HttpRequest,
    question: Question,
    typed: dict[str, TicketForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    user, given = signed_in(request), typed or {}
    context = {
        "question": question,
        "sentence": standing_of_question(question),
        "is_odd": is_odd(question.name),
        "deeds": [
            (name, deed, given.get(name) or deed.form(question))
            for name, deed in DEEDS.items()
            if name in given or QUESTION_LIFECYCLE.allows(question.state, deed.step)
        ],
        "published": question.published_as.first(),
        "may_publish": _may_publish(user, question),
        "time_line": _time_line(question),
    }
    return render(request, "office/questions/question.html", context, status=status)


def _may_publish(user: User, question: Question) -> bool:
    is_ready = question.may_be_published and question.state == QuestionState.ANSWERED
    return is_ready and rules.has_perm("content.keep-frequent-questions", user)


def _time_line(question: Question) -> list[Entry]:
    known = wording.known_codes()
    events = Event.objects.filter(subject_kind="question", subject_id=question.public_id)
    return [
        Entry(
            what=words(f"did-{event.deed}"),
            at=event.at,
            who=event.actor_label,
            note=event.values.get("reason", ""),
        )
        for event in events.order_by("at", "id")
        if f"did-{event.deed}" in known
    ]


def _filtered(questions: QuerySet[Question], asked: dict[str, Any]) -> QuerySet[Question]:
    wanted = fold(asked.get("q", "")).split()
    if wanted:
        # Not by the database: SQLite knows no case for Cyrillic, and a unit has few questions.
        rows = questions.values_list("pk", "public_id", "name", "email")
        folded = {pk: fold(" ".join(texts)) for pk, *texts in rows}
        found = [pk for pk, text in folded.items() if all(word in text for word in wanted)]
        questions = questions.filter(pk__in=found)
    return questions.filter(topic=asked["topic"]) if asked.get("topic") else questions


def _chips(request: HttpRequest, now: str) -> list[Chip]:
    address = request.get_full_path()
    return [
        Chip(label, with_query(address, state=value, page=None), value == now)
        for value, label in SHOWN_STATES
    ]
