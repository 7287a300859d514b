"""What if the call had been another one: a copy of a run with other seats, thresholds, weights or
reserves, placed again and compared. Nothing is stored.

Everybody is judged and scored from what was stored with the run, so both sides differ in nothing
but what was changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from mobility_rules import eligibility
from mobility_rules.eligibility import Criterion, criteria_from_json
from mobility_rules.facts import facts_from_json
from mobility_rules.findings import Verdict as Found
from mobility_rules.placement import minimums
from mobility_rules.placement.comparison import Comparison, compare
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.instance import Applicant, Instance, build
from mobility_rules.placement.policy import Reserve, SeatOrder
from mobility_rules.ranking import ScoreBreakdown, score
from mobility_rules.scorecards import GPA, LOTTERY, Scorecard, ScorecardItem
from mobility_rules.seat_terms import as_finding
from sapar.applications.judging import stored_verdict
from sapar.applications.models import Verdict
from sapar.calls.judging import named
from sapar.calls.models import Call
from sapar.calls.seating import Seating
from sapar.calls.terms import current_terms, policy_of, types_by_of
from sapar.core.errors import Refusal
from sapar.core.translated import Translated
from sapar.selection.enums import RunCause, RunState
from sapar.selection.membership import school_of, types_of
from sapar.selection.models import Outcome, PlacementRun
from sapar.selection.placing import EXACT_SECONDS, refusal_beside_rules
from sapar.selection.queries import PUBLISHED_RUNS, outcomes_of
from sapar.selection.reserve import fixed_of, market_of

THRESHOLDS = {
    "gpa-at-least/1": "minimum",
    "language-level/1": "level",
    "year-at-least/1": "year",
}
"""Criteria with a threshold that can be tried: the clause, and its parameter."""


@dataclass(frozen=True, slots=True)
class NewReserve:
    """Seats at a place for one type; order: ``first`` or ``last``, as the kernel means it."""

    at: str
    type: str
    seats: int
    order: str = "first"


@dataclass(frozen=True, slots=True)
class Changes:
    """What is tried. seats: by place. thresholds: by clause. weights: by item of the scorecard.
    reserve_seats: by the number of the reserve in the terms."""

    seats: Mapping[str, int] = field(default_factory=dict)
    thresholds: Mapping[str, str | int] = field(default_factory=dict)
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    reserve_seats: Mapping[int, int] = field(default_factory=dict)
    new_reserve: NewReserve | None = None

    @property
    def are_none(self) -> bool:
        return self == Changes()


@dataclass(frozen=True, slots=True)
class Basis:
    """What the call promised, of that which can be tried; items: of the scorecard."""

    places: tuple[Mapping[str, Any], ...]
    thresholds: Mapping[str, Any]
    items: tuple[Mapping[str, Any], ...]
    reserves: tuple[Reserve, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """comparison: by groups, which are schools. schools: what each is called, by public id."""

    comparison: Comparison
    schools: Mapping[str, Translated]


def run_to_try(call: Call) -> PlacementRun | None:
    """The run that is copied: the first result that was published, or else the latest preview."""
    runs = call.runs.select_related("call__owner")
    first = runs.filter(state__in=PUBLISHED_RUNS, cause=RunCause.FIRST).first()
    return first or runs.filter(state=RunState.PREVIEW).order_by("-number").first()


def basis_of(call: Call) -> Basis:
    terms = current_terms(call)
    set_by = {
        row["clause"]: row.get("parameters", {}).get(THRESHOLDS[row["clause"]])
        for row in terms.content["criteria"]
        if row["clause"] in THRESHOLDS
    }
    return Basis(
        places=tuple(terms.content["places"]),
        thresholds=set_by,
        items=tuple(terms.content["scorecard"]),
        reserves=policy_of(terms).reserves,
    )


def scenario(run: PlacementRun, changes: Changes) -> Scenario:
    """The run and its changed copy next to each other.

    Raises `Refusal` with the code of what contradicts: more seats reserved than there are, seats
    taken away that the commission gave itself, ...
    """
    outcomes = {one.application.public_id: one for one in outcomes_of(run)}
    instance, allocation = market_of(run)
    try:
        changed = _changed(run, instance, outcomes, changes)
        after = minimums.place(changed, fixed_of(run), seconds=EXACT_SECONDS).allocation
    except QuotasRefused as refused:
        raise refusal_beside_rules(refused) or _contradiction(run.call, refused) from refused
    schools = {
        number: school
        for number, one in outcomes.items()
        if (school := school_of(one.application.engagement)) is not None
    }
    groups = {number: school.public_id for number, school in schools.items()}
    told = compare((instance, allocation), (changed, after), groups)
    return Scenario(told, {school.public_id: school.name for school in schools.values()})


def _contradiction(call: Call, refused: QuotasRefused) -> Refusal:
    finding = named(call, as_finding(refused), Seating.from_json(call.placement))
    return Refusal(finding.code, **finding.values)


def _changed(
    run: PlacementRun, instance: Instance, outcomes: Mapping[str, Outcome], changes: Changes
) -> Instance:
    rows = dict(instance.applicants)
    if changes.thresholds:
        rows = dict(_judged_again(run, rows, changes.thresholds))
    if changes.weights:
        rows = dict(_scored_again(run, rows, outcomes, changes.weights))
    policy = instance.policy
    if changes.reserve_seats or changes.new_reserve:
        policy = replace(policy, reserves=tuple(_reserves(policy.reserves, changes)))
        rows = _typed(run, rows, outcomes, set(policy.types()))
    places = [
        replace(place, quota=changes.seats.get(place.id, place.quota))
        for place in instance.places.values()
    ]
    return build(places, rows.values(), instance.tie_break, policy)


def _reserves(promised: Sequence[Reserve], changes: Changes) -> Iterator[Reserve]:
    for number, one in enumerate(promised):
        yield replace(one, seats=changes.reserve_seats.get(number, one.seats))
    new = changes.new_reserve
    if new is not None:
        yield Reserve(new.at, new.type, new.seats, SeatOrder(new.order))


def _typed(
    run: PlacementRun,
    rows: Mapping[str, Applicant],
    outcomes: Mapping[str, Outcome],
    spoken_of: set[str],
) -> dict[str, Applicant]:
    """A run says the types that its policy speaks of; another reserve may speak of others."""
    applications = [one.application for one in outcomes.values()]
    types = types_of(run.call, applications, types_by_of(current_terms(run.call)))
    return {
        number: replace(one, type=types[number] if types[number] in spoken_of else "")
        for number, one in rows.items()
    }


def _scored_again(
    run: PlacementRun,
    rows: Mapping[str, Applicant],
    outcomes: Mapping[str, Outcome],
    weights: Mapping[str, Decimal],
) -> Iterator[tuple[str, Applicant]]:
    """With the points that everybody has, weighed otherwise. The average score and the lot that
    break a tie are those of the run."""
    terms = current_terms(run.call).content
    items = [
        replace(item, weight=weights.get(item.code, item.weight))
        for item in Scorecard.from_json(terms["scorecard"]).items
    ]
    for number, applicant in rows.items():
        breakdown = outcomes[number].breakdown
        seen = {one["code"]: one["seen"] for one in breakdown["ingredients"]}
        again = _score(items, seen)
        of_run = dict(zip(terms["tie_break"], applicant.tie, strict=True))
        parts = {part.code: part.thousandths for part in again.ingredients}
        tie = (
            of_run[link] if link in (GPA, LOTTERY) else parts[link] for link in terms["tie_break"]
        )
        total = again.total + breakdown.get("correction", 0)
        yield number, replace(applicant, score=total, tie=tuple(tie))


def _score(items: Sequence[ScorecardItem], seen: Mapping[str, str]) -> ScoreBreakdown:
    by_source = {item.source: seen[item.code] for item in items}
    gpa = by_source.get("gpa", "")
    return score(
        Scorecard(tuple(items)),
        gpa=Decimal(gpa) if gpa else None,
        language_level=by_source.get("language") or None,
        commission={
            item.code: [Decimal(points) for points in seen[item.code].split("; ") if points]
            for item in items
            if item.source == "commission"
        },
    )


def _judged_again(
    run: PlacementRun, rows: Mapping[str, Applicant], thresholds: Mapping[str, str | int]
) -> Iterator[tuple[str, Applicant]]:
    """Wishes that the changed criteria open or close; all others stay as the run had them."""
    verdicts = _verdicts(run)
    own_level = {
        place["id"]
        for place in current_terms(run.call).content["places"]
        if place["minimum_english"]
    }
    for number, applicant in rows.items():
        allowed = set(applicant.wishes if applicant.eligible is None else applicant.eligible)
        for wish in applicant.wishes:
            row = verdicts.get((number, wish))
            if row is None:
                continue
            kept = {"language-level/1"} if wish in own_level else set()
            asked = [_with(one, thresholds, kept) for one in criteria_from_json(row.criteria)]
            before, now = stored_verdict(row), eligibility.judge(facts_from_json(row.facts), asked)
            if _may(now) and not _may(before):
                allowed.add(wish)
            if _may(before) and not _may(now):
                allowed.discard(wish)
        yield number, replace(applicant, eligible=frozenset(allowed))


def _verdicts(run: PlacementRun) -> dict[tuple[str, str], Verdict]:
    """By application number and wish, what the run went by."""
    rows = Verdict.objects.filter(
        application__call=run.call, occasion="placement", judged_at__lte=run.made_at
    ).exclude(wish="")
    ordered = rows.select_related("application").order_by("judged_at", "pk")
    return {(row.application.public_id, row.wish): row for row in ordered}


def _with(criterion: Criterion, thresholds: Mapping[str, str | int], kept: set[str]) -> Criterion:
    if criterion.clause not in thresholds or criterion.clause in kept:
        return criterion
    parameter = THRESHOLDS[criterion.clause]
    return Criterion(
        criterion.clause, {**criterion.parameters, parameter: thresholds[criterion.clause]}
    )


def _may(verdict: Found) -> bool:
    return not verdict.blocking and not verdict.undecided
