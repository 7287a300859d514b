"""Release, verify, return, refuse: by whom, on which facts, and only once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail

from sapar.accounts.enums import Direction
from sapar.applications import actions
from sapar.applications.actions.decisions import CriteriaUnmet
from sapar.applications.enums import ApplicationState
from sapar.applications.models import Application
from sapar.audit.models import Event
from sapar.calls.actions import cancel_call
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.desk.standing import Tone, standing_of
from sapar.messaging.actions import deliver_due_mail
from sapar.records.enums import FactKind
from tests.factories import applications as made
from tests.factories.people import TESTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted() -> Application:
    return made.make_submitted()


def mails_of(application: Application) -> list[str]:
    """What was mailed after the confirmation of the submission."""
    deliver_due_mail()
    bodies = [" ".join(message.body.split()) for message in mail.outbox[1:]]
    return [body for body in bodies if application.public_id in body]


def test_external_application_goes_from_the_school_to_the_department(
    submitted: Application,
) -> None:
    released = actions.release_application(submitted, by=TESTER)
    assert released.state == ApplicationState.RELEASED
    verified = actions.verify_application(released, by=TESTER)
    assert verified.state == ApplicationState.VERIFIED
    occasions = verified.verdicts.filter(wish="").values_list("occasion", flat=True)
    assert list(occasions) == ["submit", "release", "verify"]


def test_internal_application_is_ready_once_the_school_released_it() -> None:
    application = made.make_released(made.make_call(direction=Direction.INTERNAL))
    assert application.state == ApplicationState.VERIFIED


def test_debt_recorded_meanwhile_stops_the_release_and_says_why(submitted: Application) -> None:
    made.record(submitted.engagement, FactKind.ACADEMIC_DEBTS, {"count": "2"})
    with pytest.raises(CriteriaUnmet) as refused:
        actions.release_application(submitted, by=TESTER)
    (problem,) = refused.value.problems
    finding = problem.values["finding"]
    assert (finding.code, finding.seen, finding.needed, finding.source) == (
        "academic-debt-open",
        "2",
        "0",
        "Registrar",
    )
    submitted.refresh_from_db()
    assert submitted.state == ApplicationState.SUBMITTED


def test_debt_cleared_meanwhile_lets_the_application_go_on() -> None:
    engagement = made.make_eligible()
    made.record(engagement, FactKind.ACADEMIC_DEBTS, {"count": "1"})
    application = made.make_submitted(engagement=engagement)
    made.record(engagement, FactKind.ACADEMIC_DEBTS, {"count": "0"})
    released = actions.release_application(application, by=TESTER)
    assert released.state == ApplicationState.RELEASED


def test_one_open_wish_is_enough_to_go_on() -> None:
    call = made.make_call(places=1)
    engagement = made.make_eligible()
    application = made.complete(made.make_draft(call, engagement))
    made.record_english(engagement, "B1")
    actions.submit_application(application, by=TESTER)
    assert actions.release_application(application, by=TESTER).state == ApplicationState.RELEASED


def test_refused_applicant_reads_reason_and_criterion() -> None:
    engagement = made.make_eligible()
    made.record(engagement, FactKind.ACADEMIC_DEBTS, {"count": "1"})
    application = made.make_submitted(engagement=engagement)
    refused = actions.refuse_application(application, "Clear the debt first.", by=TESTER)
    assert refused.state == ApplicationState.REFUSED
    assert refused.verdicts.filter(occasion="refuse", wish="").get().standing == "not-yet"
    (body,) = mails_of(application)
    assert "Reason: Clear the debt first." in body
    assert "- Academic debts are recorded (number: 1); there may be none." in body


def test_returned_applicant_reads_what_and_until_when(submitted: Application) -> None:
    until = dt.datetime(2030, 1, 15, 13, 0, tzinfo=dt.UTC)
    actions.return_application(submitted, "Scan the passport anew.", until, by=TESTER)
    (body,) = mails_of(submitted)
    assert "Scan the passport anew." in body
    assert "15 January 2030, 18:00 Astana time (UTC+5)" in body


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_no_decision_against_somebody_without_a_reason(submitted: Application, reason: str) -> None:
    with pytest.raises(Refusal, match="decision-reason-missing"):
        actions.refuse_application(submitted, reason, by=TESTER)
    later = clock.now() + dt.timedelta(days=1)
    with pytest.raises(Refusal, match="decision-reason-missing"):
        actions.return_application(submitted, reason, later, by=TESTER)


def test_time_to_correct_lies_ahead(submitted: Application) -> None:
    with pytest.raises(Refusal, match="return-until-past"):
        actions.return_application(submitted, "Anew.", clock.now(), by=TESTER)


def test_second_of_two_decisions_is_a_conflict(submitted: Application) -> None:
    version = submitted.version
    actions.release_application(submitted, by=TESTER, expected_version=version)
    with pytest.raises(Conflict, match="version-changed"):
        actions.refuse_application(submitted, "No.", by=TESTER, expected_version=version)
    with pytest.raises(Conflict, match="state-changed"):
        actions.release_application(submitted, by=TESTER)
    submitted.refresh_from_db()
    assert submitted.state == ApplicationState.RELEASED
    decided = Event.objects.filter(subject_id=submitted.public_id, deed="release-application")
    assert decided.count() == 1


def test_version_submitted_after_the_form_was_opened_is_not_released_unseen(
    submitted: Application,
) -> None:
    version = submitted.version
    actions.submit_application(submitted, by=TESTER)
    with pytest.raises(Conflict, match="version-changed"):
        actions.release_application(submitted, by=TESTER, expected_version=version)


def test_withdrawing_ends_every_live_application() -> None:
    for application in (made.make_draft(), made.make_submitted(), made.make_verified()):
        withdrawn = actions.withdraw_application(application, by=TESTER)
        assert withdrawn.state == ApplicationState.WITHDRAWN


def test_withdrawing_is_over_once_the_result_is_published(submitted: Application) -> None:
    call = submitted.call
    call.state, call.decided_at = "decided", clock.now()
    call.save()
    with pytest.raises(Refusal, match="withdrawal-after-result"):
        actions.withdraw_application(submitted, by=TESTER)


def test_after_withdrawing_one_may_begin_anew(submitted: Application) -> None:
    with pytest.raises(Refusal, match="already-applied"):
        made.make_draft(submitted.call, submitted.engagement)
    actions.withdraw_application(submitted, by=TESTER)
    assert made.make_draft(submitted.call, submitted.engagement).state == ApplicationState.DRAFT


def test_returned_application_may_be_refused_once_the_time_to_correct_is_over(
    submitted: Application,
) -> None:
    until = submitted.call.closes_at + dt.timedelta(days=2)
    returned = actions.return_application(submitted, "Scan it anew.", until, by=TESTER)
    with clock.moved(to=until - dt.timedelta(seconds=1)), pytest.raises(Conflict):
        actions.refuse_application(returned, "Not corrected.", by=TESTER)
    with clock.moved(to=until):
        refused = actions.refuse_application(returned, "Not corrected.", by=TESTER)
    assert refused.state == ApplicationState.REFUSED


def test_nothing_is_decided_once_the_call_is_cancelled(submitted: Application) -> None:
    cancel_call(submitted.call, reason="No agreement.", by=TESTER)
    later = clock.now() + dt.timedelta(days=1)
    decisions = (
        lambda: actions.release_application(submitted, by=TESTER),
        lambda: actions.refuse_application(submitted, "No.", by=TESTER),
        lambda: actions.return_application(submitted, "Anew.", later, by=TESTER),
    )
    for decide in decisions:
        with pytest.raises(Refusal, match="call-takes-no-applications"):
            decide()
    submitted.refresh_from_db()
    assert submitted.state == ApplicationState.SUBMITTED
    assert standing_of(submitted).tone == Tone.ENDED
