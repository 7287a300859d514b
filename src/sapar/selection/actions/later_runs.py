"""A run that follows a published one: stored with its proof, published at once, offers renewed.

It is made from the facts of the run it replaces. What it gives is given in the same transaction;
the run before stays as it was published and is marked as replaced.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import translation
from django.utils.functional import Promise

from mobility_rules.placement.conditional import on_condition
from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.explanation import WishOutcome, explain_all
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import Instance
from mobility_rules.placement.lottery import Lottery
from mobility_rules.placement.minimums import as_placed
from sapar.accounts.recipients import recipient_of
from sapar.applications.models import Application
from sapar.audit.actions import record
from sapar.calls.models import Call
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict
from sapar.core.lifecycle import advance
from sapar.selection.actions.offers import make_offer, replace_offer, take_back
from sapar.selection.enums import LIVE_OFFERS, OfferOrigin, RunCause, RunState
from sapar.selection.folders import store_folder
from sapar.selection.lifecycle import RUN_LIFECYCLE
from sapar.selection.models import Offer, Outcome, PlacementRun
from sapar.selection.placing import Placed
from sapar.selection.ranked import ranking_of
from sapar.selection.runs import Entrant, Follows, entrants_again, prove, store_run
from sapar.selection.situation import Situation, situation_of


@dataclass(frozen=True, slots=True)
class LaterRun:
    """A later run before it is stored. decided: by the commission. kept: seats that were held and
    are not given anew. waiting: who gave a seat back that stays free. breakdowns: of applications
    whose score was corrected. reason: what those read whose offer it takes back."""

    cause: RunCause
    instance: Instance
    allocation: Allocation
    decided: tuple[Fixed, ...] = ()
    kept: tuple[Fixed, ...] = ()
    withdrawals: str = ""
    breakdowns: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    reason: Promise | str = ""
    waiting: frozenset[str] = frozenset()


def locked_situation(call: Call, seen: str) -> Situation:
    """Hold the call with everything that belongs to it, then look.

    seen: the hash of the situation that somebody decided on. Raises `Conflict`
    ``situation-changed`` when it is another one now, ``no-published-run`` where there is none.
    """
    call = Call.objects.select_for_update().get(pk=call.pk)
    list(call.places.select_for_update().order_by("pk"))
    list(Application.objects.select_for_update().filter(call=call).order_by("pk"))
    list(Offer.objects.select_for_update().filter(place__call=call).order_by("pk"))
    published = PlacementRun.objects.select_for_update(of=("self",)).select_related("call__period")
    run = published.filter(call=call, state=RunState.PUBLISHED).first()
    if run is None:
        raise Conflict("no-published-run")
    situation = situation_of(run)
    if situation.hash != seen:
        raise Conflict("situation-changed")
    return situation


def follow(situation: Situation, later: LaterRun, *, by: Actor) -> PlacementRun:
    """Publish a later run in the stead of the one of the situation, whose call the caller holds.

    Raises `Refusal` ``run-not-certified`` when its own checks do not hold.
    """
    before = situation.run
    earlier = {
        one.application.public_id: one for one in before.outcomes.select_related("application")
    }
    run = _keep(before, earlier, later, by=by)
    advance(before, "supersede", lifecycle=RUN_LIFECYCLE)
    before.save(update_fields=["state", "version"])
    advance(run, "publish", lifecycle=RUN_LIFECYCLE)
    run.published_at = clock.now()
    run.save(update_fields=["state", "version", "published_at"])
    _say_again(run, earlier, later)
    store_folder(run, by=by)
    record(
        "publish-later-run",
        run,
        by=by,
        call=run.call.public_id,
        number=run.number,
        cause=later.cause,
        replaces=before.number,
        input=run.input_hash,
        output=run.output_hash,
    )
    _renew_offers(run, later, by=by)
    return run


def _keep(
    before: PlacementRun, earlier: Mapping[str, Outcome], later: LaterRun, *, by: Actor
) -> PlacementRun:
    fixed = (*later.decided, *later.kept)
    market = as_placed(later.instance, fixed, before.closed)
    conditional = on_condition(market, later.allocation)
    placed = Placed(
        market=market,
        allocation=later.allocation,
        fixed=fixed,
        closed=tuple(before.closed),
        engine=before.engine,
        report={"conditional": conditional} if conditional else {},
    )
    drawn = Lottery.from_json({**before.certificate["lottery"], "seed": before.call.lottery_seed})
    proved = prove(later.instance, placed, list(_entrants(earlier, later)), lottery=drawn)
    follows = Follows(before, later.cause, later.withdrawals)
    return store_run(before.call, proved, by=by, follows=follows)


def _entrants(earlier: Mapping[str, Outcome], later: LaterRun) -> Iterator[Entrant]:
    ranking = ranking_of(later.instance)
    for one in entrants_again(earlier[number] for number in later.instance.applicants):
        position, decided_by = ranking.get(one.number, (None, ""))
        breakdown = later.breakdowns.get(one.number, one.breakdown)
        yield replace(
            one,
            score=later.instance.applicants[one.number].score,
            breakdown={**breakdown, "decided_by": decided_by},
            position=position,
        )


def _say_again(run: PlacementRun, earlier: Mapping[str, Outcome], later: LaterRun) -> None:
    """No decision of the commission stands behind a seat that was kept: its holder is told what was
    told before, or of a seat that came from the reserve list what the placement says of it. Others
    are told which wishes they gave back, and where seats were kept."""
    kept = {one.applicant: one.place for one in later.kept}
    market = as_placed(later.instance, later.decided, run.closed)
    explained = explain_all(market, later.allocation, sorted(kept))
    outcomes = list(run.outcomes.select_related("application"))
    for outcome in outcomes:
        number = outcome.application.public_id
        before = earlier[number].explanation
        if number in kept:
            is_same = earlier[number].place_id == outcome.place_id
            told = [wish.to_json() for wish in explained[number]]
            outcome.explanation = before if is_same else _told_later(told, before, ())
        else:
            outcome.explanation = _told_later(outcome.explanation, before, kept.values())
    Outcome.objects.bulk_update(outcomes, ["explanation"])


def _told_later(
    now: list[dict[str, Any]], before: list[dict[str, Any]], kept: Collection[str | None]
) -> list[dict[str, Any]]:
    took_part = {one["rank"] for one in before if one["outcome"] != WishOutcome.DROPPED}
    told = []
    for one in now:
        if one["outcome"] == WishOutcome.DROPPED and one["rank"] in took_part:
            one = {**one, "reason": "given-back"}
        if one["outcome"] == WishOutcome.MISSED and one["place"] in kept:
            one = {**one, "is_kept": True}
        told.append(one)
    return told


def _renew_offers(run: PlacementRun, later: LaterRun, *, by: Actor) -> None:
    """Whoever has another place than before gets an offer of it in the stead of the old one."""
    live = Offer.objects.filter(place__call=run.call, state__in=LIVE_OFFERS).select_related(
        "application__engagement__person",
        "application__call__owner",
        "place__condition__agreement__partner",
    )
    offers = {offer.application_id: offer for offer in live}
    reasons = {one.applicant: one.reason for one in later.decided}
    outcomes = run.outcomes.exclude(application__public_id__in=later.waiting).select_related(
        "application__engagement__person", "application__call__owner", "place"
    )
    for outcome in outcomes.order_by("application_id"):
        offer = offers.get(outcome.application_id)
        if (offer.place_id if offer else None) == outcome.place_id:
            continue
        if offer is not None and outcome.place is not None and _is_dearer(outcome, offer):
            replace_offer(offer, run, outcome.place, by=by)
            continue
        if offer is not None:
            why = reasons.get(offer.application.public_id, later.reason)
            take_back(offer, _in_language_of(offer.application, why), by=by)
        if outcome.place is not None:
            make_offer(run, outcome.application, outcome.place, OfferOrigin.LATER_RUN, by=by)


def _is_dearer(outcome: Outcome, offer: Offer) -> bool:
    """Whether the new place stands higher on the list than the one that is held."""
    ranks = {entry["place"]: entry["rank"] for entry in outcome.explanation}
    held = ranks.get(offer.place.public_id)
    return held is None or (outcome.wish_rank is not None and outcome.wish_rank < held)


def _in_language_of(application: Application, reason: Promise | str) -> str:
    """What is kept as the reason of an offer is read by its applicant."""
    recipient = recipient_of(application.engagement.person)
    with translation.override(recipient.language if recipient else None):
        return str(reason)
