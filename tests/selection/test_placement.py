"""Placement: what is missing, the preview, and a publication that counts once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core import mail

from sapar.applications import actions as applying
from sapar.audit.models import Event
from sapar.calls.enums import CallState
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.messaging.actions import deliver_due_mail
from sapar.records.enums import FactKind
from sapar.selection import actions
from sapar.selection.actions.placement import NotReadyToPlace
from sapar.selection.enums import OfferState, OutcomeKind, RunState
from sapar.selection.models import Outcome, PlacementRun, ScoreSheet
from sapar.selection.readiness import missing_for_placement
from sapar.selection.verification import verify_run
from tests.factories import applications as applied
from tests.factories import selection as made
from tests.factories.people import TESTER

pytestmark = pytest.mark.django_db


def outcomes(run: PlacementRun) -> dict[str, Outcome]:
    return {outcome.application.public_id: outcome for outcome in run.outcomes.all()}


def test_everything_missing_is_named_at_once() -> None:
    with clock.moved(by=made.BEFORE_CLOSING):
        call = made.make_opened_call()
        verified = made.make_candidate(call)
        submitted = applied.make_submitted(call)
        released = applied.make_released(call)
    made.make_commission(call)
    with pytest.raises(NotReadyToPlace) as refused:
        actions.preview_placement(call, by=TESTER)
    codes = sorted(missing.code for missing in refused.value.missing)
    assert codes == [
        "missing-judgement",
        "missing-released",
        "missing-scores",
        "missing-scores",
        "missing-submitted",
    ]
    sentences = " ".join(str(missing) for missing in refused.value.missing)
    assert all(one.public_id in sentences for one in (verified, submitted, released))
    assert not PlacementRun.objects.exists()


def test_one_who_corrects_nothing_does_not_hold_up_the_others() -> None:
    with clock.moved(by=made.BEFORE_CLOSING):
        call = made.make_opened_call()
        made.make_candidate(call)
        silent = applied.make_submitted(call)
        until = call.closes_at + dt.timedelta(days=2)
        applying.return_application(silent, "Scan it anew.", until, by=TESTER)
    made.make_commission(call)
    made.finish_scoring(call)
    (missing,) = missing_for_placement(call)
    assert missing.code == "missing-overdue"
    assert str(silent.engagement.unit) in str(missing)
    applying.refuse_application(silent, "Not corrected in time.", by=TESTER)
    assert actions.preview_placement(call, by=TESTER).outcomes.count() == 1


def test_open_call_is_not_placed() -> None:
    call, _applications = made.make_closed_call()
    with clock.moved(by=made.BEFORE_CLOSING), pytest.raises(Refusal) as refused:
        actions.preview_placement(call, by=TESTER)
    assert refused.value.code == "placement-call-open"


def test_better_score_gets_the_seat_and_the_other_the_reserve() -> None:
    call, (first, second) = made.make_closed_call(("3.90", "3.50"))
    run = actions.preview_placement(call, by=TESTER)
    placed, reserve = (outcomes(run)[one.public_id] for one in (first, second))
    assert (placed.kind, placed.position, placed.wish_rank) == (OutcomeKind.PLACED, 1, 1)
    # 3.90 of 4 times 40, B2 = 4/6 of 20, 80 of 100 times 25 and 15
    assert placed.score == 39_000 + 13_333 + 20_000 + 12_000
    assert (reserve.kind, reserve.position, reserve.place) == (OutcomeKind.RESERVE, 2, None)
    assert placed.score is not None
    assert reserve.score is not None
    missed = reserve.explanation[0]
    assert missed["outcome"] == "missed"
    assert missed["gap"] == placed.score - reserve.score == 4_000
    assert missed["enough"] > reserve.score
    assert missed["decided_by"] == "score"
    assert run.certificate["holds"] is True


def test_equal_scores_are_decided_by_the_published_tie_break() -> None:
    """3.9000 and 3.90001 give the same thousandths; the exact average score decides."""
    call, (lower, higher) = made.make_closed_call(("3.90000", "3.90001"))
    run = actions.preview_placement(call, by=TESTER)
    first, second = outcomes(run)[higher.public_id], outcomes(run)[lower.public_id]
    assert first.score == second.score
    assert (first.kind, second.kind) == (OutcomeKind.PLACED, OutcomeKind.RESERVE)
    assert second.breakdown["decided_by"] == "gpa"
    assert second.explanation[0]["decided_by"] == "gpa"


def test_equal_in_everything_is_decided_by_the_lottery() -> None:
    call, (one, other) = made.make_closed_call(("3.90", "3.90"))
    run = actions.preview_placement(call, by=TESTER)
    drawn = sorted(outcomes(run).values(), key=lambda outcome: outcome.position or 0)
    assert {outcome.application for outcome in drawn} == {one, other}
    assert [outcome.breakdown["decided_by"] for outcome in drawn] == ["", "lottery"]


def test_who_is_judged_unable_takes_no_part_and_reads_why() -> None:
    call, (first, second) = made.make_closed_call()
    actions.record_judgement(first, False, "Did not answer the group.", by=TESTER)
    run = actions.preview_placement(call, by=TESTER)
    refused, placed = (outcomes(run)[one.public_id] for one in (first, second))
    assert (refused.kind, refused.position) == (OutcomeKind.NOT_ELIGIBLE, None)
    wish = refused.explanation[0]
    assert (wish["outcome"], wish["reason"]) == ("dropped", "not-eligible")
    assert [finding["code"] for finding in wish["findings"]] == ["teamwork-unmet"]
    assert placed.kind == OutcomeKind.PLACED
    assert first.verdicts.filter(occasion="placement").count() == 2


def test_preview_decides_nothing_and_may_be_repeated() -> None:
    call, _applications = made.make_closed_call()
    one = actions.preview_placement(call, by=TESTER)
    other = actions.preview_placement(call, by=TESTER)
    call.refresh_from_db()
    assert (one.number, other.number) == (1, 2)
    assert (one.input_hash, one.output_hash) == (other.input_hash, other.output_hash)
    assert call.state == CallState.OPENED
    assert mail.outbox == []


def test_publication_decides_the_call_offers_and_tells_everybody() -> None:
    call, (first, second) = made.make_closed_call()
    discarded = actions.preview_placement(call, by=TESTER)
    run = actions.publish_run(actions.preview_placement(call, by=TESTER), by=TESTER)
    call.refresh_from_db()
    discarded.refresh_from_db()
    assert (run.state, discarded.state) == (RunState.PUBLISHED, RunState.DISCARDED)
    assert call.state == CallState.DECIDED
    offer = made.offer_of(first)
    assert (offer.state, offer.place) == (OfferState.OFFERED, call.places.get())
    local = offer.respond_by.astimezone(clock.university_zone())
    assert (local.hour, local.minute) == (23, 59)
    assert (local.date() - clock.today()).days == call.response_days
    assert not second.offers.exists()
    published = Event.objects.get(deed="publish-run")
    assert published.values["seed"] == call.lottery_seed
    mail.outbox.clear()
    deliver_due_mail()
    told = {message.to[0]: message.subject for message in mail.outbox}
    assert (
        told[str(first.engagement.person.email)]
        == f"A place at {offer.place.host} is offered to you"
    )
    number = second.public_id
    assert (
        told[str(second.engagement.person.email)]
        == f"Result: application {number} is on the reserve list"
    )


def test_changed_record_makes_the_preview_stale() -> None:
    call, (_first, second) = made.make_closed_call()
    run = actions.preview_placement(call, by=TESTER)
    applied.record(second.engagement, FactKind.GPA, {"value": "4.00", "credits": "150"})
    with pytest.raises(Conflict) as refused:
        actions.publish_run(run, by=TESTER)
    assert (refused.value.code, refused.value.values) == ("run-stale", {"number": 1})
    fresh = actions.preview_placement(call, by=TESTER)
    assert outcomes(actions.publish_run(fresh, by=TESTER))[second.public_id].kind == "placed"


def test_withdrawn_application_makes_the_preview_stale() -> None:
    call, (first, _second) = made.make_closed_call()
    run = actions.preview_placement(call, by=TESTER)
    first.refresh_from_db()
    applying.withdraw_application(first, by=TESTER)
    with pytest.raises(Conflict) as refused:
        actions.publish_run(run, by=TESTER)
    assert refused.value.code == "run-stale"


def test_result_is_published_once() -> None:
    call, _applications = made.make_closed_call()
    run = actions.preview_placement(call, by=TESTER)
    actions.publish_run(run, by=TESTER, expected_version=1)
    with pytest.raises(Conflict) as refused:
        actions.publish_run(run, by=TESTER, expected_version=1)
    assert refused.value.code == "placement-published"
    with pytest.raises(Conflict):
        actions.preview_placement(call, by=TESTER)


def test_stored_run_verifies_and_an_altered_one_does_not() -> None:
    run, (first, second) = made.make_published()
    assert [check.name for check in verify_run(run) if not check.holds] == []
    run.output = {
        "assigned": {first.public_id: None, second.public_id: run.input["places"][0]["id"]}
    }
    broken = {check.name for check in verify_run(run) if not check.holds}
    assert {"no-justified-envy", "second-opinion", "documents"} <= broken


def test_altered_score_is_found_out() -> None:
    run, (first, _second) = made.make_published()
    run.outcomes.filter(application=first).update(score=1)
    assert [check.name for check in verify_run(run) if not check.holds] == ["scores"]


def test_other_seed_than_the_promised_one_is_found_out() -> None:
    run, _applications = made.make_published()
    run.call.lottery_seed = "0" * 64
    assert "lottery" in {check.name for check in verify_run(run) if not check.holds}


def test_commission_points_count_as_their_mean() -> None:
    with clock.moved(by=made.BEFORE_CLOSING):
        call = made.make_opened_call()
        application = made.make_candidate(call)
    chair, member = made.make_commission(call)
    assert chair.person is not None
    assert member.person is not None
    made.give_points(application, chair.person, 60)
    made.give_points(application, member.person, 85)
    made.finish_scoring(call)
    run = actions.preview_placement(call, by=TESTER)
    parts = {
        part["code"]: part for part in outcomes(run)[application.public_id].breakdown["ingredients"]
    }
    assert Decimal(parts["motivation"]["points"]) == Decimal("72.5")
    assert parts["motivation"]["thousandths"] == 18_125
    assert ScoreSheet.objects.count() == 2
