"""A question on its way: asked, confirmed, handed over, answered, put aside, published."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from sapar.audit import actions as audit
from sapar.content import asking_notices as notices
from sapar.content.asking_lifecycle import QUESTION_LIFECYCLE
from sapar.content.enums import QuestionState
from sapar.content.models import FrequentQuestion, Question
from sapar.content.strangers import VISITOR, check_mails
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.core.lifecycle import advance, check_version
from sapar.core.translated import LANGUAGES, Translated
from sapar.institutions.models import Unit


@transaction.atomic
def ask_question(
    unit: Unit, *, by: Actor = VISITOR, is_confirmed: bool = False, **fields: Any
) -> Question:
    """Put a question into the unit's queue; a stranger's waits until the address is confirmed.

    Raises `Refusal` ``mails-too-many``.
    """
    question = Question(unit=unit, asked_at=clock.now(), **fields)
    question.email = question.email.lower()
    check_mails(question.email, "question-confirm", "question-received")
    question.save()
    audit.record("ask-question", question, by=by, unit=unit.public_id, topic=question.topic)
    if is_confirmed:
        return _confirm(question, by=by)
    notices.ask_to_confirm(question)
    return question


@transaction.atomic
def confirm_question(question: Question, *, by: Actor = VISITOR) -> Question:
    """The address is the asker's. A second confirmation raises `Conflict` ``state-changed``."""
    return _confirm(_lock(question), by=by)


@transaction.atomic
def answer_question(
    question: Question, answer: str, *, by: Actor, expected_version: int | None = None
) -> Question:
    """Mail the answer in the asker's language and keep it as it was sent.

    Raises `Refusal` ``answer-missing``.
    """
    question = _lock(question, expected_version)
    if not answer.strip():
        raise Refusal("answer-missing")
    advance(question, "answer", lifecycle=QUESTION_LIFECYCLE)
    question.answer = answer.strip()
    question.answered_at = clock.now()
    question.answered_by = by.public_id
    question.save()
    audit.record("answer-question", question, by=by)
    notices.tell_asker(question, "question-answered", text=question.text, answer=question.answer)
    return question


@transaction.atomic
def hand_over_question(
    question: Question,
    unit: Unit,
    reason: str,
    *,
    by: Actor,
    expected_version: int | None = None,
) -> Question:
    """Give a waiting question to the unit that can answer it; the asker hears who has it now.

    Raises `Refusal` ``reason-missing | question-not-waiting | question-same-unit``.
    """
    question = _lock(question, expected_version)
    _needs_reason(reason)
    if question.state != QuestionState.NEW:
        raise Refusal("question-not-waiting")
    if question.unit_id == unit.pk:
        raise Refusal("question-same-unit", unit=unit.name)
    before, question.unit = question.unit, unit
    question.version += 1
    question.save()
    audit.record(
        "hand-over-question",
        question,
        by=by,
        reason=reason,
        units=[before.public_id, unit.public_id],
    )
    notices.tell_asker(question, "question-handed-over", **notices.holder_of(question))
    return question


@transaction.atomic
def put_question_aside(
    question: Question,
    reason: str,
    *,
    is_spam: bool,
    by: Actor,
    expected_version: int | None = None,
) -> Question:
    """End it without an answer. The asker is told why, unless it is spam, which gets no mail.

    Raises `Refusal` ``reason-missing``.
    """
    question = _lock(question, expected_version)
    _needs_reason(reason)
    advance(question, "put-aside", lifecycle=QUESTION_LIFECYCLE)
    question.state_reason = reason.strip()
    question.save()
    audit.record("put-question-aside", question, by=by, reason=reason, spam=is_spam)
    if not is_spam:
        notices.tell_asker(question, "question-dismissed", text=question.text, reason=reason)
    return question


@transaction.atomic
def take_up_question(
    question: Question, *, by: Actor, expected_version: int | None = None
) -> Question:
    """Put back among those that wait what was put aside by mistake."""
    question = _lock(question, expected_version)
    advance(question, "take-up", lifecycle=QUESTION_LIFECYCLE)
    question.state_reason = ""
    question.save()
    audit.record("take-up-question", question, by=by)
    return question


@transaction.atomic
def draft_from_question(question: Question, *, by: Actor) -> FrequentQuestion:
    """A frequent question to be edited, in the asker's language, without who asked.

    The same one however often it is asked for. Raises `Refusal` ``question-not-publishable``.
    """
    question = _lock(question)
    if not (question.may_be_published and question.state == QuestionState.ANSWERED):
        raise Refusal("question-not-publishable")
    found = question.published_as.first()
    if found is not None:
        return found
    language = question.language if question.language in LANGUAGES else "en"
    draft = FrequentQuestion.objects.create(
        topic=question.topic,
        question=Translated.from_dict({language: question.text}),
        answer=Translated.from_dict({language: question.answer}),
        came_from=question,
        position=_last_position(question.topic) + 1,
    )
    audit.record("draft-frequent-question", draft, by=by, question=question.public_id)
    return draft


def _confirm(question: Question, *, by: Actor) -> Question:
    advance(question, "confirm", lifecycle=QUESTION_LIFECYCLE)
    question.asked_at = clock.now()  # the office could not know of it before
    question.save()
    audit.record("confirm-question", question, by=by)
    notices.tell_asker(question, "question-received", **notices.holder_of(question))
    return question


def _lock(question: Question, expected_version: int | None = None) -> Question:
    current = Question.objects.select_for_update(of=("self",)).select_related("unit")
    found = current.get(pk=question.pk)
    check_version(found, expected_version)
    return found


def _needs_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal("reason-missing")


def _last_position(topic: str) -> int:
    rows = FrequentQuestion.objects.filter(topic=topic)
    return rows.aggregate(last=Max("position"))["last"] or 0
