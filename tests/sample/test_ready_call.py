"""Whoever tries the sample runs a placement at once, and each kind of reason occurs in it."""

from pathlib import Path

import pytest
from django.db.models import Count
from pytest_django import Settings

from sapar.accounts.models import User
from sapar.accounts.sample_guard import SAMPLE_PASSWORD
from sapar.calls.enums import CallPhase
from sapar.calls.models import Call
from sapar.calls.queries import kept_by
from sapar.calls.terms import current_terms, policy_of
from sapar.core import clock
from sapar.sample.calls import load_calls
from sapar.sample.cast import RETURNED
from sapar.sample.partners import load_partners
from sapar.sample.past_call import play_past_call
from sapar.sample.people import generate
from sapar.sample.population import load_accounts, load_population
from sapar.sample.ready_call import play_ready_call
from sapar.sample.university import load_university
from sapar.selection.actions import preview_placement
from sapar.selection.enums import OutcomeKind
from sapar.selection.models import PlacementRun
from sapar.selection.readiness import missing_for_placement

pytestmark = pytest.mark.django_db
OFFICER = "officer@example.org"


@pytest.fixture
def call(settings: Settings, tmp_path: Path) -> Call:
    settings.SAMPLE_MODE, settings.SAMPLE_CLOCK_FILE = True, tmp_path / "clock"
    clock.start_sample_clock()
    load_university()
    conditions = load_partners()
    load_population(generate(2026))
    load_accounts(SAMPLE_PASSWORD)
    calls = load_calls(conditions)
    play_past_call(calls["external-learners-earlier"], "earlier-call", surely=RETURNED)
    play_ready_call(calls["external-learners-ready"], calls["external-learners-earlier"])
    return calls["external-learners-ready"]


def test_a_placement_waits_for_an_officer_and_gives_a_reason_of_each_kind(call: Call) -> None:
    assert call.phase_at(clock.now()) == CallPhase.CLOSED
    assert missing_for_placement(call) == []
    officer = User.objects.get(email=OFFICER)
    assert kept_by(officer).contains(call)

    run = preview_placement(call, by=officer.as_actor())

    assert run.certificate["holds"]
    kinds = dict(run.outcomes.values_list("kind").annotate(Count("pk")))
    assert kinds[OutcomeKind.RESERVE] > kinds[OutcomeKind.PLACED] > 0
    assert kinds[OutcomeKind.NOT_ELIGIBLE] == 1
    decided_by = {wish.get("decided_by") for wish in wishes(run)}
    assert decided_by >= {"score", "lottery", "precedence"}
    assert somebody_was_placed_before_better_ones_by_a_reserve(run)
    assert a_seat_stays_empty_because_of_the_shared_quota(run)


def wishes(run: PlacementRun) -> list[dict]:
    return [wish for outcome in run.outcomes.all() for wish in outcome.explanation]


def somebody_was_placed_before_better_ones_by_a_reserve(run: PlacementRun) -> bool:
    (reserve,) = policy_of(current_terms(run.call)).reserves
    at_the_place = [wish for wish in wishes(run) if wish["place"] == reserve.at]
    missed = [wish["own_score"] for wish in at_the_place if wish["outcome"] == "missed"]
    reserved = [wish["own_score"] for wish in at_the_place if wish["seat"] == "reserved"]
    return bool(reserved) and min(reserved) < max(missed)


def a_seat_stays_empty_because_of_the_shared_quota(run: PlacementRun) -> bool:
    """A place has fewer people than seats, although somebody eligible missed it."""
    taken = dict(run.outcomes.exclude(place=None).values_list("place").annotate(Count("pk")))
    missed = {wish["place"] for wish in wishes(run) if wish["outcome"] == "missed"}
    places = run.call.places.filter(public_id__in=missed)
    return any(taken.get(place.pk, 0) < place.seats for place in places)
