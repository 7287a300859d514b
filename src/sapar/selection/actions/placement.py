"""Giving places: a preview as often as wanted, then one publication that cannot be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from sapar.applications.judging import store_verdicts, verdict_rows
from sapar.applications.models import Application, Verdict
from sapar.audit.actions import record
from sapar.calls.actions import decide_call
from sapar.calls.models import Call, CallPlace
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.core.lifecycle import advance, check_version
from sapar.documents.models import StoredFile
from sapar.selection import notices
from sapar.selection.actions.offers import make_offer
from sapar.selection.enums import OfferOrigin, OrderPhase, RunState
from sapar.selection.folders import archive_of, store_folder
from sapar.selection.lifecycle import RUN_LIFECYCLE
from sapar.selection.models import PlacementRun
from sapar.selection.placing import give_places
from sapar.selection.progress import Progress, silent
from sapar.selection.readiness import Missing, check_closed, missing_for_placement
from sapar.selection.runs import Proved, entrants_of, fixed_to_json, prove, store_run
from sapar.selection.snapshots import fixed_by_commission, placement_input
from sapar.selection.verification import check_unaltered


class NotReadyToPlace(Refusal):
    """Something is missing before places can be given; ``missing`` is all of it."""

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__("placement-incomplete", count=len(missing))
        self.missing = missing


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A preview before it is stored."""

    verdicts: list[Verdict]
    proved: Proved


def preview_placement(call: Call, *, by: Actor) -> PlacementRun:
    """Judge and rank everybody by the facts of now, give the places, keep it all as a preview.

    Raises `Refusal` ``placement-call-open``, `Conflict` ``placement-published``, or
    `NotReadyToPlace` with everything that is missing; what `give_places` and `prove` refuse.
    """
    check_ready(call)
    return store_preview(call, work_out_preview(call, by=by), by=by)


def check_ready(call: Call) -> None:
    """Raises what `preview_placement` raises before anything is worked out."""
    check_closed(call)
    missing = missing_for_placement(call)
    if missing:
        raise NotReadyToPlace(missing)


def work_out_preview(call: Call, *, by: Actor, progress: Progress = silent) -> WorkedOut:
    """Nothing is held meanwhile, so that everybody else can go on: what changes after it was read
    makes the preview stale, and a stale one is not published (`_check_fresh`)."""
    given = placement_input(call, progress)
    verdicts = [
        row
        for one in given.candidates
        for row in verdict_rows(one.application, "placement", one.judgement, by=by)
    ]
    progress(OrderPhase.PLACING)
    placed = give_places(given.instance, given.fixed)
    entrants = entrants_of(given)
    proved = prove(given.instance, placed, entrants, lottery=given.lottery, progress=progress)
    return WorkedOut(verdicts, proved)


@transaction.atomic
def store_preview(call: Call, worked: WorkedOut, *, by: Actor) -> PlacementRun:
    """Raises `Conflict` ``placement-published`` when the result was published meanwhile."""
    call = Call.objects.select_for_update().get(pk=call.pk)
    check_closed(call)
    store_verdicts(worked.verdicts)
    run = store_run(call, worked.proved, by=by)
    record("preview-placement", run, by=by, call=call.public_id, **_hashes(run))
    return run


def publish_run(
    run: PlacementRun, *, by: Actor, expected_version: int | None = None
) -> PlacementRun:
    """Publish a preview, reveal the lottery's seed, make the offers and write to everybody.

    Raises what `check_publishable` raises, and `Conflict` ``run-stale`` when anything that goes
    into the placement has changed since the preview.
    """
    return publish_with(run, archive_of(run), by=by, expected_version=expected_version)


def check_publishable(run: PlacementRun, call: Call, expected_version: int | None) -> None:
    """What can be told without judging anybody anew; the caller holds both.

    Raises `Conflict`: ``placement-published``, ``version-changed`` or ``state-changed`` when
    somebody was faster, ``run-stale``; `Refusal` ``run-altered``.
    """
    check_closed(call)
    check_version(run, expected_version)
    if run.state != RunState.PREVIEW:
        raise Conflict("state-changed", state=run.state, deed="publish")
    check_unaltered(run)
    fixed = fixed_by_commission(call, run.output["assigned"])
    if fixed_to_json(fixed) != run.fixed or missing_for_placement(call):
        raise Conflict("run-stale", number=run.number)


@transaction.atomic
def publish_with(
    run: PlacementRun, archive: bytes, *, by: Actor, expected_version: int | None
) -> PlacementRun:
    """`publish_run` with the folder made before: a run never changes, so nothing has to be held
    meanwhile."""
    call = Call.objects.select_for_update().get(pk=run.call_id)
    places = {place.pk: place for place in call.places.select_for_update().order_by("pk")}
    list(Application.objects.select_for_update().filter(call=call).order_by("pk"))
    run = PlacementRun.objects.select_for_update().get(pk=run.pk)
    check_publishable(run, call, expected_version)
    _check_fresh(run, call)
    advance(run, "publish", lifecycle=RUN_LIFECYCLE)
    run.published_at = clock.now()
    run.save(update_fields=["state", "version", "published_at"])
    store_folder(run, archive=archive, by=by)
    _discard_others(run)
    decide_call(call, by=by)
    record("publish-run", run, by=by, call=call.public_id, seed=call.lottery_seed, **_hashes(run))
    _offer_and_tell(run, places, by=by)
    return run


@transaction.atomic
def download_run_folder(run: PlacementRun, recipient: str, *, by: Actor) -> StoredFile:
    """The archive that a doubter verifies alone; the audit keeps to whom it was given. That of a
    run published before archives were kept is made now.

    Raises `Refusal`: ``folder-without-recipient``, ``folder-not-published``.
    """
    run = PlacementRun.objects.select_for_update(of=("self",)).select_related("call").get(pk=run.pk)
    if run.published_at is None:
        raise Refusal("folder-not-published")
    if not recipient.strip():
        raise Refusal("folder-without-recipient")
    folder = store_folder(run, by=by)
    record(
        "download-run-folder",
        run,
        by=by,
        number=run.number,
        recipient=recipient.strip(),
        fingerprint=folder.sha256,
    )
    return folder


def _check_fresh(run: PlacementRun, call: Call) -> None:
    if placement_input(call).instance.hash() != run.input_hash:
        raise Conflict("run-stale", number=run.number)


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
