"""A question's way: asked, confirmed, in the right queue, handed over, answered, published."""

import datetime as dt

import pytest

from sapar.accounts.enums import RoleKind
from sapar.audit.models import Event as Deed
from sapar.content.actions import questions as deeds
from sapar.content.asking import answer_until, questions_visible_to, unit_for
from sapar.content.enums import QuestionState
from sapar.content.models import Question
from sapar.content.strangers import MAILS_PER_ADDRESS, forget_unconfirmed
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.institutions.enums import UnitKind
from tests.factories.asking import mails_to, make_question
from tests.factories.people import TESTER, make_staff, make_unit

pytestmark = pytest.mark.django_db


def test_a_question_goes_to_the_department_or_to_the_chosen_school():
    department, school = make_unit(UnitKind.DEPARTMENT), make_unit()
    assert unit_for("external", school) == department
    assert unit_for("incoming", None) == department
    assert unit_for("internal", school) == school


def test_a_stranger_is_heard_only_after_confirming():
    question = make_question(is_confirmed=False)
    officer = make_staff(RoleKind.OFFICER, question.unit)
    assert not questions_visible_to(officer)

    deeds.confirm_question(question)
    assert list(questions_visible_to(officer)) == [question]
    with pytest.raises(Conflict):
        deeds.confirm_question(question)


def test_the_mail_that_asks_to_confirm_repeats_nothing_a_stranger_typed():
    question = make_question(is_confirmed=False, name="Buy pills", text="http://pills.example")
    ((subject, text),) = mails_to(question.email)
    assert "ills" not in subject + text


def test_an_answer_is_mailed_in_the_language_of_the_asker_and_kept_as_sent():
    question = make_question(language="ru", text="Какие нужны документы?")
    deeds.answer_question(question, "Список есть в конкурсе.", by=TESTER)

    subject, text = mails_to(question.email)[-1]
    assert subject.startswith("Ответ на ваш вопрос")
    assert "Список есть в конкурсе." in text
    assert "Какие нужны документы?" in text
    question.refresh_from_db()
    assert question.answer == "Список есть в конкурсе."
    assert question.answered_by == TESTER.public_id


def test_two_answers_at_once_send_one():
    question = make_question()
    deeds.answer_question(question, "First.", by=TESTER, expected_version=question.version)
    with pytest.raises(Conflict):
        deeds.answer_question(question, "Second.", by=TESTER, expected_version=question.version)
    assert [text for _subject, text in mails_to(question.email) if "Second" in text] == []


def test_a_question_handed_over_leaves_one_queue_and_enters_the_other():
    question, school = make_question(), make_unit()
    officer = make_staff(RoleKind.OFFICER, question.unit)
    coordinator = make_staff(RoleKind.COORDINATOR, school)

    deeds.hand_over_question(question, school, "It is about a stay in Shymkent.", by=TESTER)
    assert not questions_visible_to(officer)
    assert list(questions_visible_to(coordinator)) == [question]
    text = mails_to(question.email)[-1][1]
    assert school.name.en in text
    assert "Shymkent" not in text  # the reason is for the other unit
    assert Deed.objects.get(deed="hand-over-question").values["reason"].endswith("Shymkent.")


@pytest.mark.parametrize(("is_spam", "mails"), [(True, 1), (False, 2)])
def test_spam_is_put_aside_without_a_mail(is_spam, mails):
    question = make_question()
    deeds.put_question_aside(question, "Not about mobility.", is_spam=is_spam, by=TESTER)
    assert len(mails_to(question.email)) == mails

    question = deeds.take_up_question(question, by=TESTER)
    assert question.state == QuestionState.NEW


def test_reasons_and_answers_are_asked_for():
    question, school = make_question(), make_unit()
    for deed, code in [
        (lambda: deeds.answer_question(question, " ", by=TESTER), "answer-missing"),
        (lambda: deeds.hand_over_question(question, school, "", by=TESTER), "reason-missing"),
        (
            lambda: deeds.hand_over_question(question, question.unit, "x", by=TESTER),
            "question-same-unit",
        ),
        (
            lambda: deeds.put_question_aside(question, "", is_spam=True, by=TESTER),
            "reason-missing",
        ),
    ]:
        with pytest.raises(Refusal) as refusal:
            deed()
        assert refusal.value.code == code


def test_only_what_the_asker_agreed_to_becomes_a_frequent_question():
    private = make_question(may_be_published=False)
    deeds.answer_question(private, "Yes.", by=TESTER)
    with pytest.raises(Refusal):
        deeds.draft_from_question(private, by=TESTER)

    question = make_question(language="kk", text="Құжаттар қандай?")
    answered = deeds.answer_question(question, "Тізімде.", by=TESTER)
    draft = deeds.draft_from_question(answered, by=TESTER)
    assert (draft.question.kk, draft.answer.kk) == ("Құжаттар қандай?", "Тізімде.")
    assert draft.question.missing == ("ru", "en")
    assert not draft.is_published
    assert deeds.draft_from_question(answered, by=TESTER) == draft


def test_one_address_gets_few_mails_an_hour():
    for _number in range(MAILS_PER_ADDRESS):
        make_question(email="victim@example.org", is_confirmed=False)
    with pytest.raises(Refusal) as refusal:
        make_question(email="Victim@example.org", is_confirmed=False)
    assert refusal.value.code == "mails-too-many"
    assert Question.objects.count() == MAILS_PER_ADDRESS
    with clock.moved(by=dt.timedelta(minutes=61)):
        make_question(email="victim@example.org", is_confirmed=False)


def test_five_working_days_leave_the_weekend_out():
    friday = dt.datetime(2026, 11, 20, 5, tzinfo=dt.UTC)
    with clock.moved(to=friday):
        question = make_question()
    assert answer_until(question).date() == dt.date(2026, 11, 27)


def test_what_nobody_confirms_is_forgotten():
    make_question(is_confirmed=False)
    kept = make_question()
    with clock.moved(by=dt.timedelta(days=8)):
        forget_unconfirmed()
    assert list(Question.objects.all()) == [kept]
