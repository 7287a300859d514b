"""What is missing before places are given: all of it, in as many queries for any call."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sapar.applications.models import Application
from sapar.calls.models import Call
from sapar.core import clock
from sapar.selection import actions
from sapar.selection.readiness import missing_for_placement
from tests.factories import selection as made
from tests.factories.people import TESTER, make_person

pytestmark = pytest.mark.django_db


def make_unscored(applications: int) -> tuple[Call, list[Application]]:
    with clock.moved(by=made.BEFORE_CLOSING):
        call = made.make_opened_call()
        applied = [made.make_candidate(call) for _one in range(applications)]
    return call, applied


def scores_missing(call: Call) -> dict[str, list[str]]:
    """By the member's name the applications that are not scored."""
    return {
        str(one.values["member"]): str(one.values["numbers"]).split(", ")
        for one in missing_for_placement(call)
        if one.code == "missing-scores"
    }


def queries_for(call: Call) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        missing_for_placement(call)
    return len(asked)


def test_a_draft_of_a_sheet_is_no_score_and_nobody_scores_an_own_application() -> None:
    call, (first, second, third) = make_unscored(3)
    member, applicant = make_person(), third.engagement.person
    for one in (member, applicant):
        made.make_role_in_commission(one, call)
    numbers = sorted(one.public_id for one in (first, second, third))
    assert scores_missing(call) == {
        member.full_name: numbers,
        applicant.full_name: sorted([first.public_id, second.public_id]),
    }
    made.give_points(first, member)
    actions.save_scores(second, member, {"motivation": "80"}, "", by=TESTER)
    assert scores_missing(call)[member.full_name] == sorted([second.public_id, third.public_id])


def test_an_own_application_on_a_record_that_was_merged_is_not_missing() -> None:
    call, (first, second) = make_unscored(2)
    member = make_person()
    for one in (first, second):  # merged twice, one into the other
        person = one.engagement.person
        person.merged_into = member if one == first else first.engagement.person
        person.save()
    made.make_role_in_commission(member, call)
    codes = [one.code for one in missing_for_placement(call)]
    assert codes.count("missing-scorer") == 2
    assert "missing-scores" not in codes


def test_many_applications_need_no_more_queries_than_one() -> None:
    one, three = (make_unscored(applications)[0] for applications in (1, 3))
    for call in (one, three):
        made.make_commission(call)
    assert queries_for(one) == queries_for(three)
    for call in (one, three):
        made.finish_scoring(call)
    assert missing_for_placement(three) == []
    assert queries_for(one) == queries_for(three)
