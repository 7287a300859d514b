"""Scoring: independent, within the published maximum, final once handed in."""

from __future__ import annotations

import pytest

from sapar.accounts.models import Person
from sapar.applications.models import Application
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.desk.queues import to_score
from sapar.selection import actions
from sapar.selection.models import ScoreSheet
from sapar.selection.queries import applications_to_score, sheets_shown_to
from sapar.selection.readiness import missing_for_placement
from tests.factories import selection as made
from tests.factories.people import TESTER, make_person

pytestmark = pytest.mark.django_db
FULL = {"motivation": "85.5", "interview": "70"}


@pytest.fixture
def application() -> Application:
    """A verified application to a closed call, not scored yet."""
    with clock.moved(by=made.BEFORE_CLOSING):
        call = made.make_opened_call()
        application = made.make_candidate(call)
    made.make_commission(call)
    return application


def save(
    application: Application, points: dict[str, str], member: Person | None = None
) -> ScoreSheet:
    return actions.save_scores(application, member or make_person(), points, by=TESTER)


def test_draft_is_kept_as_exact_decimals_and_may_be_partial(application: Application) -> None:
    sheet = save(application, {"motivation": "85,50", "interview": ""})
    assert (sheet.points, sheet.handed_in_at) == ({"motivation": "85.5"}, None)


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ({"motivation": "100.1"}, "scores-outside"),
        ({"motivation": "-1"}, "scores-outside"),
        ({"motivation": "good"}, "scores-not-a-number"),
        ({"motivation": "NaN"}, "scores-not-a-number"),
        ({"motivation": "1.0001"}, "scores-not-a-number"),
        ({"gpa": "4"}, "scores-item-unknown"),
    ],
)
def test_points_that_the_scorecard_does_not_know_are_refused(
    application: Application, points: dict[str, str], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        save(application, points)
    assert refused.value.code == code
    assert ScoreSheet.objects.count() == 0


def test_nothing_is_scored_before_the_call_has_closed(application: Application) -> None:
    with clock.moved(by=made.BEFORE_CLOSING), pytest.raises(Refusal) as refused:
        save(application, FULL)
    assert refused.value.code == "scores-call-open"


def test_member_does_not_score_the_own_application(application: Application) -> None:
    with pytest.raises(Refusal) as refused:
        save(application, FULL, application.engagement.person)
    assert refused.value.code == "scores-own-application"


def test_own_application_on_a_merged_record_is_an_own_one() -> None:
    with clock.moved(by=made.BEFORE_CLOSING):
        application = made.make_candidate(made.make_opened_call())
    member = made.make_commission(application.call, members=0)[0]
    assert member.person is not None
    assert to_score(member).count() == 1
    merged = application.engagement.person
    merged.merged_into = member.person
    merged.save()
    assert to_score(member).count() == 0
    assert not applications_to_score(application.call, member.person).exists()
    with pytest.raises(Refusal, match="scores-own-application"):
        save(application, FULL, member.person)
    codes = {missing.code for missing in missing_for_placement(application.call)}
    assert codes == {"missing-scorer", "missing-judgement"}


def test_incomplete_sheet_is_not_handed_in_and_names_what_is_left(application: Application) -> None:
    sheet = save(application, {"motivation": "50"})
    with pytest.raises(Refusal) as refused:
        actions.hand_in_scores(sheet, by=TESTER)
    assert (refused.value.code, refused.value.values) == (
        "scores-incomplete",
        {"items": "Interview"},
    )


def test_handed_in_sheet_is_final(application: Application) -> None:
    sheet = save(application, FULL)
    sheet = actions.hand_in_scores(sheet, by=TESTER)
    for deed in (
        lambda: save(application, {"motivation": "0"}, sheet.member),
        lambda: actions.hand_in_scores(sheet, by=TESTER),
    ):
        with pytest.raises(Refusal) as refused:
            deed()
        assert refused.value.code == "scores-handed-in"
    sheet.refresh_from_db()
    assert sheet.points == FULL


def test_form_filled_from_an_older_sheet_is_a_conflict(application: Application) -> None:
    sheet = save(application, {"motivation": "50"})
    save(application, {"motivation": "60"}, sheet.member)
    with pytest.raises(Conflict) as refused:
        actions.save_scores(
            application, sheet.member, FULL, by=TESTER, expected_version=sheet.version
        )
    assert refused.value.code == "version-changed"


def test_others_sheets_are_seen_only_after_handing_in_the_own_one(application: Application) -> None:
    mine = save(application, FULL)
    other = actions.hand_in_scores(save(application, FULL), by=TESTER)
    drafted = save(application, {"motivation": "1"})
    assert sheets_shown_to(mine.member, application) == [mine]
    assert sheets_shown_to(make_person(), application) == []
    actions.hand_in_scores(mine, by=TESTER)
    assert set(sheets_shown_to(mine.member, application)) == {mine, other}
    assert drafted not in sheets_shown_to(mine.member, application)


def test_judgement_needs_a_reason_and_may_be_changed_before_publication(
    application: Application,
) -> None:
    with pytest.raises(Refusal) as refused:
        actions.record_judgement(application, False, "  ", by=TESTER)
    assert refused.value.code == "judgement-reason-missing"
    actions.record_judgement(application, False, "Left the group task.", by=TESTER)
    judgement = actions.record_judgement(application, True, "Came back and led it.", by=TESTER)
    application.refresh_from_db()
    assert application.judgement == judgement
    assert (judgement.is_met, judgement.version) == (True, 2)


def test_published_result_cannot_be_scored_any_more() -> None:
    _run, applications = made.make_published()
    with pytest.raises(Conflict) as refused:
        save(applications[0], FULL)
    assert refused.value.code == "placement-published"
    with pytest.raises(Conflict):
        actions.record_judgement(applications[0], False, "Too late.", by=TESTER)
