"""Giving places: a preview as often as wanted, then one publication that cannot be taken back."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from mobility_rules.placement.certificate import certify
from mobility_rules.placement.deferred_acceptance import Allocation, solve
from mobility_rules.placement.explanation import WishOutcome, explain
from mobility_rules.placement.instance import DropReason
from sapar.applications.judging import store_verdict
from sapar.applications.models import Application
from sapar.audit.actions import record
from sapar.calls.actions import decide_call
from sapar.calls.enums import CallState
from sapar.calls.models import Call, CallPlace
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.core.lifecycle import advance, check_version
from sapar.selection import notices
from sapar.selection.actions.offers import make_offer
from sapar.selection.enums import OfferOrigin, OutcomeKind, RunState
from sapar.selection.lifecycle import RUN_LIFECYCLE
from sapar.selection.models import Outcome, PlacementRun
from sapar.selection.readiness import Missing, missing_for_placement
from sapar.selection.snapshots import Candidate, PlacementInput, placement_input


class NotReadyToPlace(Refusal):
    """Something is missing before places can be given; ``missing`` is all of it."""

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__("placement-incomplete", count=len(missing))
        self.missing = missing


@transaction.atomic
def preview_placement(call: Call, *, by: Actor) -> PlacementRun:
    """Judge and rank everybody by the facts of now, give the places, keep it all as a preview.

    Raises `Refusal` ``placement-call-open``, `Conflict` ``placement-published``, or
    `NotReadyToPlace` with everything that is missing.
    """
    call = Call.objects.select_for_update().get(pk=call.pk)
    _check_closed(call)
    missing = missing_for_placement(call)
    if missing:
        raise NotReadyToPlace(missing)
    given = placement_input(call)
    for candidate in given.candidates:
        store_verdict(candidate.application, "placement", by=by, judgement=candidate.judgement)
    allocation = solve(given.instance)
    run = _store_run(call, given, allocation, by=by)
    _store_outcomes(run, given, allocation)
    record("preview-placement", run, by=by, call=call.public_id, **_hashes(run))
    return run


@transaction.atomic
def publish_run(
    run: PlacementRun, *, by: Actor, expected_version: int | None = None
) -> PlacementRun:
    """Publish a preview, reveal the lottery's seed, make the offers and write to everybody.

    Raises `Conflict`: ``placement-published`` or ``state-changed`` when somebody was faster,
    ``run-stale`` when anything that goes into the placement has changed since the preview.
    """
    call = Call.objects.select_for_update().get(pk=run.call_id)
    places = {place.pk: place for place in call.places.select_for_update().order_by("pk")}
    list(Application.objects.select_for_update().filter(call=call).order_by("pk"))
    run = PlacementRun.objects.select_for_update().get(pk=run.pk)
    _check_closed(call)
    check_version(run, expected_version)
    _check_fresh(run, call)
    advance(run, "publish", lifecycle=RUN_LIFECYCLE)
    run.published_at = clock.now()
    run.save(update_fields=["state", "version", "published_at"])
    _discard_others(run)
    decide_call(call, by=by)
    record("publish-run", run, by=by, call=call.public_id, seed=call.lottery_seed, **_hashes(run))
    _offer_and_tell(run, places, by=by)
    return run


def _check_closed(call: Call) -> None:
    if call.state == CallState.DECIDED:
        raise Conflict("placement-published")
    if call.state != CallState.OPENED or clock.now() < call.closes_at:
        raise Refusal("placement-call-open", closes_at=call.closes_at)


def _check_fresh(run: PlacementRun, call: Call) -> None:
    if run.state != RunState.PREVIEW:
        raise Conflict("state-changed", state=run.state, deed="publish")
    is_same = placement_input(call).instance.hash() == run.input_hash
    if not is_same or missing_for_placement(call):
        raise Conflict("run-stale", number=run.number)


def _store_run(
    call: Call, given: PlacementInput, allocation: Allocation, *, by: Actor
) -> PlacementRun:
    certificate = certify(given.instance, allocation, given.lottery)
    if not certificate.holds:
        failed = ", ".join(check.name for check in certificate.checks if not check.holds)
        raise Refusal("run-not-certified", checks=failed)
    lottery = given.lottery.to_json()
    del lottery["seed"]  # stays with the call until the result is published
    return PlacementRun.objects.create(
        call=call,
        number=call.runs.count() + 1,
        input=given.instance.to_json(),
        output=allocation.to_json(),
        certificate={**certificate.to_json(), "lottery": lottery},
        input_hash=certificate.input_hash,
        output_hash=certificate.output_hash,
        made_at=clock.now(),
        made_by=by.public_id,
    )


def _store_outcomes(run: PlacementRun, given: PlacementInput, allocation: Allocation) -> None:
    places = {place.public_id: place for place in run.call.places.all()}
    ranking = given.ranking()
    Outcome.objects.bulk_create(
        _outcome(run, candidate, given, allocation, places, ranking.get(candidate.number))
        for candidate in given.candidates
    )


def _outcome(
    run: PlacementRun,
    candidate: Candidate,
    given: PlacementInput,
    allocation: Allocation,
    places: dict[str, CallPlace],
    ranked: tuple[int, str] | None,
) -> Outcome:
    number = candidate.number
    assigned = allocation.assigned[number]
    wishes = given.instance.applicants[number].wishes
    position, decided_by = ranked or (None, "")
    return Outcome(
        run=run,
        application=candidate.application,
        kind=_kind(assigned, bool(given.instance.wishes[number])),
        place=places[assigned] if assigned else None,
        wish_rank=wishes.index(assigned) + 1 if assigned else None,
        position=position,
        score=candidate.breakdown.total,
        breakdown={
            **candidate.breakdown.to_json(),
            "tie": list(candidate.tie),
            "decided_by": decided_by,
        },
        explanation=_explanation(candidate, given, allocation),
    )


def _kind(assigned: str | None, has_wishes: bool) -> OutcomeKind:
    if assigned:
        return OutcomeKind.PLACED
    return OutcomeKind.RESERVE if has_wishes else OutcomeKind.NOT_ELIGIBLE


def _explanation(
    candidate: Candidate, given: PlacementInput, allocation: Allocation
) -> list[dict[str, Any]]:
    """The kernel's, and beside a wish dropped as ineligible the findings against it."""
    told = []
    for wish in explain(given.instance, allocation, candidate.number):
        entry = wish.to_json()
        if wish.outcome is WishOutcome.DROPPED and wish.reason == DropReason.NOT_ELIGIBLE:
            verdict = candidate.judgement.wishes[wish.place]
            entry["findings"] = [finding.to_json() for finding in verdict.blocking]
        told.append(entry)
    return told


def _discard_others(run: PlacementRun) -> None:
    for other in run.call.runs.select_for_update().filter(state=RunState.PREVIEW).order_by("pk"):
        advance(other, "discard", lifecycle=RUN_LIFECYCLE)
        other.save(update_fields=["state", "version"])


def _offer_and_tell(run: PlacementRun, places: dict[int, CallPlace], *, by: Actor) -> None:
    outcomes = run.outcomes.select_related(
        "application__engagement__person", "application__call__owner"
    )
    for outcome in outcomes.order_by("application_id"):
        if outcome.place_id is None:
            notices.tell_result(outcome)
            continue
        make_offer(run, outcome.application, places[outcome.place_id], OfferOrigin.RUN, by=by)


def _hashes(run: PlacementRun) -> dict[str, Any]:
    return {"number": run.number, "input": run.input_hash, "output": run.output_hash}
