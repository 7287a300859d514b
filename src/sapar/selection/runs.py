"""A run: proved, which takes its time, then stored with an outcome for everybody who took part.

The first result of a call and what follows from withdrawals or an appeal are kept alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from mobility_rules.placement.certificate import Certificate, certify
from mobility_rules.placement.engines import Engine
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import Instance
from mobility_rules.placement.lottery import Lottery
from sapar.applications.models import Application
from sapar.calls.models import Call, CallPlace
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.code_version import code_version
from sapar.core.errors import Refusal
from sapar.selection.enums import OrderPhase, OutcomeKind, RunCause
from sapar.selection.figures import Figures, figures_of
from sapar.selection.models import Outcome, PlacementRun
from sapar.selection.placing import EXACT_SECONDS, Placed
from sapar.selection.progress import Progress, silent
from sapar.selection.pseudonyms import new_pseudonyms
from sapar.selection.ranked import ranking_of
from sapar.selection.snapshots import PlacementInput
from sapar.selection.told import Findings, Told, told_to_all


@dataclass(frozen=True, slots=True)
class Entrant:
    """What is known of one who takes part, whatever the run gives. findings: by wish (public id of
    the place) what speaks against it."""

    application: Application
    score: int
    breakdown: Mapping[str, Any]
    position: int | None
    findings: Findings = field(default_factory=dict)

    @property
    def number(self) -> str:
        return self.application.public_id


@dataclass(frozen=True, slots=True)
class Follows:
    """What a later run follows, and why."""

    run: PlacementRun
    cause: RunCause
    withdrawals: str = ""


@dataclass(frozen=True, slots=True)
class Proved:
    """A result with its proof, before it is stored. told: by application number, about every
    wish."""

    instance: Instance
    placed: Placed
    entrants: Sequence[Entrant]
    lottery: Lottery
    certificate: Certificate
    told: Mapping[str, Told]
    figures: Figures


def entrants_of(given: PlacementInput) -> list[Entrant]:
    """Those of a fresh snapshot."""
    ranking = ranking_of(given.instance)
    entrants = []
    for one in given.candidates:
        position, decided_by = ranking.get(one.number, (None, ""))
        breakdown = one.breakdown.to_json() | {"tie": list(one.tie), "decided_by": decided_by}
        findings = {
            wish: [finding.to_json() for finding in verdict.blocking]
            for wish, verdict in one.judgement.wishes.items()
        }
        total = one.breakdown.total
        entrants.append(Entrant(one.application, total, breakdown, position, findings))
    return entrants


def entrants_again(outcomes: Iterable[Outcome]) -> list[Entrant]:
    """Those of an earlier run, as it saw them."""
    return [
        Entrant(
            application=one.application,
            score=one.score or 0,
            breakdown=one.breakdown,
            position=one.position,
            findings={
                wish["place"]: wish["findings"] for wish in one.explanation if "findings" in wish
            },
        )
        for one in outcomes
    ]


def prove(
    instance: Instance,
    placed: Placed,
    entrants: Sequence[Entrant],
    *,
    lottery: Lottery,
    progress: Progress = silent,
) -> Proved:
    """Look at what was given, whoever gave it; nothing is stored.

    Raises `Refusal` ``run-not-certified`` when a check fails.
    """
    progress(OrderPhase.PROVING)
    certificate = _certified(instance, placed, lottery)
    progress(OrderPhase.EXPLAINING)
    told = told_to_all(instance, placed, {one.number: one.findings for one in entrants}, progress)
    figures = figures_of(instance, placed)
    return Proved(instance, placed, entrants, lottery, certificate, told, figures)


def store_run(
    call: Call, proved: Proved, *, by: Actor, follows: Follows | None = None
) -> PlacementRun:
    """Keep it as a preview, with an outcome for everybody; the caller holds the call."""
    placed, certificate = proved.placed, proved.certificate
    published = proved.lottery.to_json()
    del published["seed"]  # stays with the call until the result is published
    run = PlacementRun.objects.create(
        call=call,
        number=call.runs.count() + 1,
        input=proved.instance.to_json(),
        output=placed.allocation.to_json(),
        certificate={**certificate.to_json(), "lottery": published},
        fixed=fixed_to_json(placed.fixed),
        closed=list(placed.closed),
        report=placed.report,
        figures=proved.figures.to_json(),
        code_version=code_version(),
        engine=placed.engine,
        input_hash=certificate.input_hash,
        output_hash=certificate.output_hash,
        made_at=clock.now(),
        made_by=by.public_id,
        **_following(follows),
    )
    _store_outcomes(run, proved)
    return run


def fixed_to_json(fixed: Iterable[Fixed]) -> list[dict[str, Any]]:
    return [asdict(one) for one in fixed]


def _certified(instance: Instance, placed: Placed, lottery: Lottery) -> Certificate:
    certificate = certify(
        instance,
        placed.allocation,
        lottery,
        fixed=placed.fixed,
        closed=placed.closed,
        made_by=Engine(placed.engine) if placed.engine else None,
        seconds=EXACT_SECONDS,
    )
    if not certificate.holds:
        failed = ", ".join(check.name for check in certificate.checks if not check.holds)
        raise Refusal("run-not-certified", checks=failed)
    return certificate


def _following(follows: Follows | None) -> dict[str, Any]:
    if follows is None:
        return {}
    return {"cause": follows.cause, "replaces": follows.run, "withdrawals": follows.withdrawals}


def _store_outcomes(run: PlacementRun, proved: Proved) -> None:
    places = {place.public_id: place for place in run.call.places.all()}
    pseudonyms = new_pseudonyms(one.number for one in proved.entrants)
    outcomes = []
    for one in proved.entrants:
        outcome = _outcome(one, proved, places)
        outcome.run, outcome.pseudonym = run, pseudonyms[one.number]
        outcomes.append(outcome)
    Outcome.objects.bulk_create(outcomes)


def _outcome(entrant: Entrant, proved: Proved, places: Mapping[str, CallPlace]) -> Outcome:
    assigned = proved.placed.allocation.assigned[entrant.number]
    wishes = proved.instance.applicants[entrant.number].wishes
    return Outcome(
        application=entrant.application,
        kind=kind_of(entrant.number, proved.placed),
        place=places[assigned] if assigned else None,
        wish_rank=wishes.index(assigned) + 1 if assigned in wishes else None,
        position=entrant.position,
        score=entrant.score,
        breakdown=dict(entrant.breakdown),
        explanation=proved.told[entrant.number],
    )


def kind_of(number: str, placed: Placed) -> OutcomeKind:
    """What the run means for one application."""
    if placed.allocation.assigned[number]:
        return OutcomeKind.PLACED
    if any(one.applicant == number for one in placed.fixed):
        return OutcomeKind.WITHHELD
    return OutcomeKind.RESERVE if placed.market.wishes[number] else OutcomeKind.NOT_ELIGIBLE
