"""A draft: its defaults, its places and documents, and what it refuses."""

import pytest

from sapar.accounts.enums import Audience, Direction
from sapar.calls.actions import (
    add_place,
    cancel_call,
    decide_call,
    open_call,
    remove_place,
    set_documents,
    update_call,
)
from sapar.calls.criteria import Asked, asked_in, criteria_for
from sapar.calls.enums import CallState
from sapar.calls.lifecycle import CALL_LIFECYCLE
from sapar.calls.models import Call
from sapar.calls.signals import call_cancelled
from sapar.core.errors import Conflict, Refusal
from sapar.core.lifecycle import advance
from sapar.core.translated import Translated
from sapar.institutions.enums import PeriodKind
from sapar.partnerships.actions import update_condition
from tests.factories.calls import make_agreement, make_condition, make_draft_call, make_partner
from tests.factories.people import TESTER, make_unit

pytestmark = pytest.mark.django_db

LEARNERS_CLAUSES = [
    "audience/1",
    "no-disciplinary-sanction/1",
    "gpa-at-least/1",
    "no-ethics-violation/1",
    "language-level/1",
    "no-academic-debt/1",
    "teamwork-judged/1",
]


def clauses(call: Call) -> list[str]:
    return [row["clause"] for row in call.criteria]


def test_learners_are_asked_the_six_criteria_of_the_university():
    call = make_draft_call()

    assert clauses(call) == LEARNERS_CLAUSES
    assert call.criteria[2]["parameters"] == {"minimum": "2.75"}
    assert sum(int(item["weight"]) for item in call.scorecard) == 100
    assert call.tie_break == ["gpa", "language", "motivation", "lottery"]


def test_staff_are_asked_for_neither_average_score_nor_debts():
    call = make_draft_call(audience=Audience.STAFF)

    assert clauses(call) == [
        clause
        for clause in LEARNERS_CLAUSES
        if clause not in ("gpa-at-least/1", "no-academic-debt/1")
    ]


def test_an_internal_call_is_for_the_people_of_its_school():
    school = make_unit()
    call = make_draft_call(direction=Direction.INTERNAL, owner=school)

    assert call.criteria[1] == {"clause": "unit-is/1", "parameters": {"unit": school.public_id}}


def test_what_the_owner_asks_is_read_back_from_the_criteria():
    asked = Asked(levels=("master", "doctoral"), minimum_english="C1", minimum_year=2)
    criteria = criteria_for(Audience.LEARNERS, Direction.EXTERNAL, make_unit(), asked)

    assert asked_in(criteria) == asked


@pytest.mark.parametrize(
    ("condition", "country"),
    [
        ({"audience": Audience.STAFF}, "LT"),
        ({"period_kind": PeriodKind.CYCLE_BLOCK}, "LT"),
        ({"flow": "incoming"}, "LT"),
        ({}, "KZ"),
    ],
)
def test_a_place_that_does_not_fit_the_call_is_refused(condition, country):
    other = make_condition(make_agreement(make_partner(country)), **condition)
    call = make_draft_call()

    with pytest.raises(Refusal) as refused:
        add_place(call, other, seats=1, by=TESTER)
    assert refused.value.code == "place-does-not-fit"
    assert call.places.count() == 0


def test_a_place_stands_in_a_call_once():
    condition = make_condition()
    call = make_draft_call(condition)

    with pytest.raises(Refusal) as refused:
        add_place(call, condition, seats=1, by=TESTER)
    assert refused.value.code == "place-already-there"


def test_a_place_has_at_least_one_seat():
    with pytest.raises(Refusal) as refused:
        add_place(make_draft_call(), make_condition(), seats=0, by=TESTER)
    assert refused.value.code == "place-without-seats"


def test_a_place_is_removed_while_the_call_is_a_draft():
    call = make_draft_call(make_condition())
    remove_place(call.places.get(), by=TESTER)
    assert call.places.count() == 0


def test_every_change_counts_and_an_older_version_is_refused():
    call = make_draft_call()
    update_call(call, response_days=3, by=TESTER, expected_version=1)

    with pytest.raises(Conflict) as conflict:
        update_call(call, response_days=9, by=TESTER, expected_version=1)
    assert conflict.value.code == "version-changed"
    call.refresh_from_db()
    assert (call.response_days, call.version) == (3, 2)


def test_a_document_asked_for_twice_is_refused_and_the_list_stays():
    call = make_draft_call()
    before = [document.code for document in call.documents.all()]
    row = {"code": "passport", "name": Translated("Төлқұжат", "Паспорт", "Passport")}

    with pytest.raises(Refusal) as refused:
        set_documents(call, [row, row], by=TESTER)
    assert refused.value.code == "document-doubled"
    assert [document.code for document in call.documents.all()] == before


def test_cancelling_an_opened_call_needs_a_reason_and_is_announced():
    call = open_call(make_draft_call(make_condition()), by=TESTER)
    heard = []

    def hear(call: Call, reason: str, **_: object) -> None:
        heard.append((call.pk, reason))

    with pytest.raises(Refusal):
        cancel_call(call, reason=" ", by=TESTER)
    call_cancelled.connect(hear)
    try:
        cancel_call(call, reason="The host closed.", by=TESTER)
    finally:
        call_cancelled.disconnect(hear)
    assert heard == [(call.pk, "The host closed.")]


def test_a_quota_is_not_lowered_below_what_published_calls_promised():
    condition = make_condition(quota_per_year=3)
    open_call(make_draft_call(condition, seats=2), by=TESTER)

    with pytest.raises(Refusal) as refused:
        update_condition(condition, quota_per_year=1, by=TESTER)
    assert refused.value.code == "quota-below-allotted"
    assert update_condition(condition, quota_per_year=2, by=TESTER).quota_per_year == 2


@pytest.mark.parametrize("state", CallState.values)
@pytest.mark.parametrize("deed", CALL_LIFECYCLE.deeds)
def test_each_state_allows_exactly_the_deeds_of_the_table(state, deed):
    allowed = {
        ("draft", "open"): "opened",
        ("draft", "cancel"): "cancelled",
        ("opened", "cancel"): "cancelled",
        ("opened", "decide"): "decided",
    }
    call = Call(state=state, version=1)

    if (state, deed) in allowed:
        advance(call, deed, lifecycle=CALL_LIFECYCLE)
        assert (call.state, call.version) == (allowed[state, deed], 2)
    else:
        with pytest.raises(Conflict):
            advance(call, deed, lifecycle=CALL_LIFECYCLE)


def test_deciding_a_call_keeps_when_it_was_done():
    call = decide_call(open_call(make_draft_call(make_condition()), by=TESTER), by=TESTER)

    assert (call.state, call.decided_at is not None) == (CallState.DECIDED, True)
