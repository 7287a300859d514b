"""Opening a call: refused with every reason, or published with terms that never change."""

import datetime as dt
from typing import cast

import pytest

from mobility_rules.canonical import sha256_of
from mobility_rules.findings import Finding
from mobility_rules.placement.lottery import commitment
from sapar.audit.models import Event
from sapar.calls.actions import open_call, set_documents, update_call
from sapar.calls.enums import CallPhase, CallState
from sapar.calls.judging import findings_against
from sapar.calls.models import Call
from sapar.calls.terms import current_terms
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.translated import Translated
from sapar.partnerships.actions import end_agreement
from tests.factories.calls import (
    make_agreement,
    make_condition,
    make_draft_call,
    make_period,
    make_year,
)
from tests.factories.people import TESTER

pytestmark = pytest.mark.django_db


def codes_against(call: Call) -> list[str]:
    with pytest.raises(Refusal) as refused:
        open_call(call, by=TESTER)
    assert refused.value.code == "call-not-ready"
    call.refresh_from_db()
    assert (call.state, call.lottery_seed, call.terms.count()) == (CallState.DRAFT, "", 0)
    findings = cast("list[Finding]", refused.value.values["findings"])
    return [finding.code for finding in findings]


def test_a_complete_draft_opens_and_comes_when_its_time_comes():
    call = open_call(make_draft_call(make_condition()), by=TESTER)

    assert call.phase_at(clock.now()) == CallPhase.COMING
    assert call.phase_at(call.opens_at) == CallPhase.OPEN
    assert call.phase_at(call.closes_at) == CallPhase.CLOSED
    assert not call.accepts_at(call.closes_at)
    assert Event.objects.filter(deed="open-call", subject_id=call.public_id).count() == 1


def test_opening_freezes_terms_whose_hash_can_be_computed_again():
    condition = make_condition(minimum_english="B2", levels=["bachelor"])
    call = open_call(make_draft_call(condition, seats=2), by=TESTER)

    terms = current_terms(call)
    place = call.places.get()
    assert terms.number == 1
    assert terms.hash == sha256_of(terms.content)
    assert terms.content["places"] == [
        {
            "id": place.public_id,
            "host": {
                "id": place.host.public_id,
                "name": place.host.name.as_dict(),
                "city": place.host.city.as_dict(),
                "country": "LT",
            },
            "seats": 2,
            "minimum_english": "B2",
            "levels": ["bachelor"],
            "condition": condition.public_id,
        }
    ]
    assert terms.content["lottery_commitment"] == commitment(call.lottery_seed)
    assert len(bytes.fromhex(call.lottery_seed)) == 32


def test_frozen_terms_refuse_to_be_changed():
    terms = current_terms(open_call(make_draft_call(make_condition()), by=TESTER))

    terms.content["response_days"] = 1
    with pytest.raises(TypeError):
        terms.save()


def test_an_opened_call_refuses_changes():
    call = open_call(make_draft_call(make_condition()), by=TESTER)

    with pytest.raises(Conflict) as conflict:
        update_call(call, response_days=1, by=TESTER)
    assert conflict.value.code == "call-no-longer-draft"


def test_a_second_opening_is_a_conflict():
    call = make_draft_call(make_condition())
    open_call(call, by=TESTER)

    with pytest.raises(Conflict) as conflict:
        open_call(call, by=TESTER)
    assert conflict.value.code == "state-changed"
    assert call.terms.count() == 1


def test_opening_from_an_older_version_is_a_conflict():
    call = make_draft_call(make_condition())
    update_call(call, response_days=3, by=TESTER)

    with pytest.raises(Conflict) as conflict:
        open_call(call, by=TESTER, expected_version=call.version)
    assert conflict.value.code == "version-changed"


def test_every_reason_is_given_at_once():
    call = make_draft_call(
        title=Translated("Шақыру", "", "A call"),
        scorecard=[
            {"code": "gpa", "name": {}, "weight": "90", "maximum": "4", "source": "gpa"},
        ],
        tie_break=["gpa"],
    )

    assert codes_against(call) == [
        "call-without-places",
        "scorecard-weights-not-100",
        "tie-break-without-lottery",
        "text-missing",
        "text-missing",
        "text-missing",
        "text-missing",
    ]


def test_dates_that_contradict_the_stay_are_refused():
    call = make_draft_call(make_condition())
    late = dt.datetime.combine(call.period.starts_on, dt.time(12), tzinfo=dt.UTC)
    update_call(call, closes_at=late, by=TESTER)

    assert codes_against(call) == ["call-closes-after-period-starts"]


def test_a_draft_cannot_close_before_it_opens():
    call = make_draft_call()

    with pytest.raises(Refusal) as refused:
        update_call(call, closes_at=call.opens_at, by=TESTER)
    assert refused.value.code == "call-dates-contradict"


def test_a_call_whose_closing_time_passed_a_minute_ago_is_refused():
    call = make_draft_call(make_condition())

    with clock.moved(to=call.closes_at + dt.timedelta(minutes=1)):
        assert codes_against(call) == ["call-closes-in-the-past"]


def test_a_place_whose_agreement_ended_is_refused_and_named():
    agreement = make_agreement()
    call = make_draft_call(make_condition(agreement))
    end_agreement(agreement, on=call.period.ends_on - dt.timedelta(days=1), by=TESTER)

    assert codes_against(call) == ["agreement-ends-too-early"]
    assert findings_against(call)[0].values["host"] == "Partner " + str(
        agreement.partner.name.en.split()[1]
    )


def test_seats_beyond_the_yearly_quota_are_refused():
    assert codes_against(make_draft_call(make_condition(quota_per_year=2), seats=3)) == [
        "place-beyond-quota"
    ]


def test_all_calls_of_an_academic_year_share_the_quota():
    condition, year = make_condition(quota_per_year=3), make_year()
    open_call(make_draft_call(condition, seats=2, period=make_period(year)), by=TESTER)

    other = make_draft_call(condition, seats=2, period=make_period(year))
    assert codes_against(other) == ["place-beyond-quota"]
    assert dict(findings_against(other)[0].values) | {"host": "", "place": ""} == {
        "field": "places",
        "given": "",
        "expected": "",
        "seats": "2",
        "taken": "2",
        "quota": "3",
        "year": year.name,
        "host": "",
        "place": "",
    }


def test_another_academic_year_has_a_quota_of_its_own():
    condition = make_condition(quota_per_year=2)
    open_call(make_draft_call(condition, seats=2), by=TESTER)

    assert open_call(make_draft_call(condition, seats=2), by=TESTER).state == CallState.OPENED


def test_drafts_and_cancelled_calls_take_nothing_of_the_quota():
    condition, year = make_condition(quota_per_year=2), make_year()
    make_draft_call(condition, seats=2, period=make_period(year))

    call = make_draft_call(condition, seats=2, period=make_period(year))
    assert open_call(call, by=TESTER).state == CallState.OPENED


def test_a_document_without_a_name_in_one_language_is_refused():
    call = make_draft_call(make_condition())
    names = Translated("Төлқұжат", "Паспорт", "")
    set_documents(call, [{"code": "passport", "name": names}], by=TESTER)

    assert codes_against(call) == ["text-missing"]
