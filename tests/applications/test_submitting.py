"""Submitting: what is refused, with every reason at once; what is kept."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail

from sapar.applications import actions
from sapar.applications.enums import ApplicationState, Consent
from sapar.applications.models import Application, Submission
from sapar.applications.readiness import NotReady
from sapar.core import clock
from sapar.core.errors import Conflict
from sapar.messaging.actions import deliver_due_mail
from sapar.records.enums import FactKind
from tests.factories import applications as made
from tests.factories.people import TESTER

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


def codes(refused: pytest.ExceptionInfo[NotReady]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def submit(application: Application) -> Submission:
    return actions.submit_application(application, by=TESTER)


def test_complete_draft_becomes_the_first_version() -> None:
    application = made.complete(made.make_draft())
    submission = submit(application)
    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED
    assert (submission.number, len(submission.hash)) == (1, 64)
    assert submission.content["wishes"] == [
        place.public_id for place in made.places_of(application.call)
    ]
    assert submission.content["motivation"] == "To learn."
    assert {document["code"] for document in submission.content["documents"]} == {
        requirement.code for requirement in application.call.documents.all()
    }


def test_empty_draft_is_refused_with_every_reason() -> None:
    application = made.make_draft()
    with pytest.raises(NotReady) as refused:
        submit(application)
    documents = application.call.documents.count()
    assert codes(refused) == [
        "phone-missing",
        "emergency-contact-missing",
        "motivation-missing",
        "wish-missing",
        *["document-missing"] * documents,
        "consent-missing",
        "consent-missing",
    ]
    assert application.submissions.count() == 0


def test_last_second_is_in_time_and_the_next_is_late() -> None:
    application = made.complete(made.make_draft())
    with clock.moved(to=application.call.closes_at), pytest.raises(NotReady) as refused:
        submit(application)
    assert codes(refused) == ["submission-too-late"]
    assert refused.value.problems[0].values == {"closed_at": application.call.closes_at}
    application.refresh_from_db()
    assert (application.state, application.motivation) == (ApplicationState.DRAFT, "To learn.")
    with clock.moved(to=application.call.closes_at - SECOND):
        assert submit(application).number == 1


def test_submitted_version_stays_and_the_next_counts() -> None:
    application = made.make_submitted()
    actions.save_draft(application, by=TESTER, motivation="To learn more.")
    application.refresh_from_db()
    assert application.has_unsent_edits
    submit(application)
    first, second = application.submissions.order_by("number")
    assert (first.content["motivation"], second.content["motivation"]) == (
        "To learn.",
        "To learn more.",
    )
    application.refresh_from_db()
    assert not application.has_unsent_edits
    with pytest.raises(TypeError):
        first.save()


def test_debt_warns_and_does_not_stop_submitting() -> None:
    engagement = made.make_eligible()
    made.record(engagement, FactKind.ACADEMIC_DEBTS, {"count": "1"})
    application = made.make_submitted(engagement=engagement)
    assert application.state == ApplicationState.SUBMITTED
    assert {row.standing for row in application.verdicts.all()} == {"not-yet"}


def test_score_that_falls_short_stops_submitting_and_says_by_how_much() -> None:
    engagement = made.make_eligible()
    made.record(engagement, FactKind.GPA, {"value": "2.745", "credits": "120"})
    application = made.complete(made.make_draft(engagement=engagement))
    with pytest.raises(NotReady) as refused:
        submit(application)
    (problem,) = refused.value.problems
    finding = problem.values["finding"]
    assert (finding.code, finding.seen, finding.needed) == ("gpa-below-minimum", "2.74", "2.75")


def test_ended_agreement_is_named() -> None:
    application = made.complete(made.make_draft())
    agreement = made.places_of(application.call)[0].condition.agreement
    agreement.valid_until = application.call.period.ends_on - dt.timedelta(days=1)
    agreement.save()
    with pytest.raises(NotReady) as refused:
        submit(application)
    (problem,) = refused.value.problems
    assert (problem.code, problem.values["host"]) == (
        "place-agreement-ended",
        agreement.partner.name,
    )


def test_returned_application_is_accepted_after_the_call_closed() -> None:
    application = made.make_submitted()
    until = application.call.closes_at + dt.timedelta(days=5)
    actions.return_application(application, "Another passport.", until, by=TESTER)
    with clock.moved(to=until - SECOND):
        assert submit(application).number == 2


def test_returned_application_is_late_at_the_end_of_its_time() -> None:
    application = made.make_submitted()
    until = application.call.closes_at + dt.timedelta(days=5)
    actions.return_application(application, "Another passport.", until, by=TESTER)
    with clock.moved(to=until), pytest.raises(NotReady) as refused:
        submit(application)
    assert codes(refused) == ["submission-too-late"]


def test_answers_changed_in_a_second_window_are_not_sent_unseen() -> None:
    application = made.complete(made.make_draft())
    checked = actions.sending.content_hash(application)
    actions.save_draft(application, by=TESTER, motivation="Something else.")
    with pytest.raises(Conflict, match="answers-changed"):
        actions.submit_application(application, by=TESTER, expected_content=checked)
    assert application.submissions.count() == 0


def test_applicant_is_told_what_is_next_and_until_when() -> None:
    application = made.make_submitted()
    deliver_due_mail()
    (message,) = mail.outbox
    assert application.public_id in message.subject
    assert str(application.engagement.unit.name) in message.body
    assert "(UTC+5)" in message.body
    assert f"/en/applications/{application.public_id}/" in message.body


def test_withdrawing_takes_back_a_consent_only_by_the_applicant() -> None:
    application = made.complete(made.make_draft())
    actions.give_consent(application, Consent.PROCESSING, False, by=TESTER)
    with pytest.raises(NotReady) as refused:
        submit(application)
    assert codes(refused) == ["consent-missing"]
