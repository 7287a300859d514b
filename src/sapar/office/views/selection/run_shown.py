"""A run as the office reads it: counted, by place, with what was decided, and its certificate as it
was made. Nothing is checked here: that is a page of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator

from sapar.calls.models import Call
from sapar.calls.queries import places_of
from sapar.calls.terms import current_terms, seating_of
from sapar.core.translated import Translated
from sapar.core.wording import words
from sapar.selection.distribution import distribution_of
from sapar.selection.enums import OutcomeKind
from sapar.selection.explaining import Explainer
from sapar.selection.figures import stored_figures
from sapar.selection.keeping import SAID
from sapar.selection.models import Outcome, PlacementRun
from sapar.selection.points import as_points
from sapar.selection.queries import outcomes_of, results_in
from sapar.selection.results import PlaceResult, moves_between, place_results, words_for
from sapar.selection.verification import certified

OWN = "breaks-own"
UNPLACED = 50


@dataclass(frozen=True, slots=True)
class Decision:
    """A seat that the run was not free to give, as its certificate has it: decided by the
    commission, or kept in a later run. host: None: nowhere."""

    who: str
    host: Translated | str | None
    reason: str
    breaks: list[str]
    is_kept: bool = False


def run_shown(
    run: PlacementRun, before: PlacementRun | None, page: str | None = None
) -> dict[str, Any]:
    """The context of the templates about a run. page: of those without a place."""
    outcomes = list(outcomes_of(run).defer("breakdown"))
    people = {
        one.application.public_id: f"{one.application.public_id} "
        f"{one.application.engagement.person.full_name}"
        for one in outcomes
    }
    results = place_results(run, outcomes)
    hosts = {one.place.public_id: one.place.host.name for one in results}
    without = [one for one in outcomes if one.kind != OutcomeKind.PLACED]
    unplaced = Paginator(without, UNPLACED).get_page(page)
    moves = moves_between(list(results_in(before)), outcomes) if before else []
    fixed = _decisions(run, people, hosts)
    return {
        "summary": _summary(run, outcomes, results),
        "distribution": distribution_of(outcomes, places_of(run.call)),
        "results": results,
        "unplaced": _told(unplaced, run.call),
        "unplaced_page": unplaced,
        "checks": certified(run),
        "is_proved": run.certificate["holds"],
        "overrides": [one for one in fixed if not one.is_kept],
        "kept": [one for one in fixed if one.is_kept],
        "report": _report(run, people, hosts),
        "before": before,
        "moves": [(move.number, words_for(move.before), words_for(move.after)) for move in moves],
    }


def _summary(
    run: PlacementRun, outcomes: list[Outcome], results: list[PlaceResult]
) -> dict[str, int]:
    """free: seats that somebody could still have. held_back: those that a shared quota gives to
    nobody. closed: those of places that take nobody."""
    free = stored_figures(run).free
    left = sum(one.free_seats for one in results if not one.is_closed)
    return {
        "total": len(outcomes),
        "placed": sum(one.kind == OutcomeKind.PLACED for one in outcomes),
        "first": sum(one.wish_rank == 1 for one in outcomes),
        "free": free,
        "held_back": left - free,
        "closed": sum(one.free_seats for one in results if one.is_closed),
    }


def _told(unplaced: Iterable[Outcome], call: Call) -> list[dict[str, Any]]:
    explainer = Explainer(call)
    return [
        {
            "outcome": outcome,
            "score": as_points(outcome.score or 0),
            "wishes": explainer.wishes(outcome),
        }
        for outcome in unplaced
    ]


def _decisions(
    run: PlacementRun, people: Mapping[str, str], hosts: Mapping[str, Translated]
) -> list[Decision]:
    kept = {one["applicant"] for one in run.fixed if one["is_kept"]}
    return [
        Decision(
            who=people[one["applicant"]],
            host=hosts[one["place"]] if one["place"] else None,
            reason=str(SAID[one["reason"]]) if one["applicant"] in kept else one["reason"],
            breaks=[_broken(broken, one, people, hosts) for broken in one["breaks"]],
            is_kept=one["applicant"] in kept,
        )
        for one in run.certificate.get("overrides", ())
    ]


def _broken(
    broken: Mapping[str, str],
    decision: Mapping[str, Any],
    people: Mapping[str, str],
    hosts: Mapping[str, Translated],
) -> str:
    is_own = broken["applicant"] == decision["applicant"] and broken["place"] != decision["place"]
    return words(
        OWN if is_own else f"breaks-{broken['name']}",
        {"applicant": people[broken["applicant"]], "place": hosts[broken["place"]]},
    )


def _report(
    run: PlacementRun, people: Mapping[str, str], hosts: Mapping[str, Translated]
) -> dict[str, Any]:
    """The stored report with names; empty for runs from before there was one."""
    report = dict(run.report)
    for mode in report.get("modes", ()):
        mode["closed"] = [hosts[place] for place in mode["closed"]]
    if "conditional" in report:
        texts = seating_of(current_terms(run.call)).texts
        report["conditional"] = [
            (people[number], texts.get(condition, condition))
            for number, condition in sorted(report["conditional"].items())
        ]
    if "improvable" in report:
        improvable = report["improvable"]
        report["improvable"] = improvable | {"count": len(improvable["people"])}
    return report
