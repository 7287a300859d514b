"""The sentence of a question: with whom it is, what happens next, until when."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sapar.content.asking import answer_until
from sapar.content.enums import QuestionState
from sapar.content.models import Question
from sapar.content.strangers import LINK_LIFE
from sapar.desk.sentence import Standing, Tone


def standing_of_question(question: Question) -> Standing:
    """In the active language; nothing in it says who asked or what."""
    return _BY_STATE[QuestionState(question.state)](question)


def _unconfirmed(question: Question) -> Standing:
    return Standing(
        where=_("The question waits for you to confirm your e-mail address."),
        next=_("Open the mail we sent to you and press the button of its page."),
        holder=_("whoever asked"),
        until=question.asked_at + LINK_LIFE,
        tone=Tone.ACT,
    )


def _new(question: Question) -> Standing:
    return Standing(
        where=_("The question has arrived."),
        next=_("The office answers it by mail."),
        holder=str(question.unit),
        until=answer_until(question),
    )


def _answered(question: Question) -> Standing:
    return Standing(
        where=_("The question is answered."),
        next=_("The answer went to the address of whoever asked."),
        tone=Tone.GOOD,
    )


def _dismissed(question: Question) -> Standing:
    return Standing(
        where=_("The question was put aside."),
        next=_("Nothing more is asked. Another question can be sent at any time."),
        tone=Tone.ENDED,
    )


_BY_STATE = {
    QuestionState.UNCONFIRMED: _unconfirmed,
    QuestionState.NEW: _new,
    QuestionState.ANSWERED: _answered,
    QuestionState.DISMISSED: _dismissed,
}
