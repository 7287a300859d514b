"""What a run tells each applicant about every wish, as it is stored with the outcome.

The kernel explains; beside it stand what speaks against a wish that took no part, and the reason
where the commission decided itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from mobility_rules.placement.explanation import WishExplanation, WishOutcome, explain_all
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import DropReason, Instance
from sapar.selection.decided_seats import places_by_decision
from sapar.selection.enums import OrderPhase
from sapar.selection.placing import Placed
from sapar.selection.progress import Progress, silent

Told = list[dict[str, Any]]
Findings = Mapping[str, list[dict[str, Any]]]
DECIDED = "decided"
"""What became of a wish of somebody whom the commission placed itself."""
CLOSED = "place-closed"
"""Why a wish took no part: the place would have got fewer people than its minimum."""
BARRED = (DropReason.NOT_ELIGIBLE, DropReason.WRONG_LEVEL)


def told_to_all(
    instance: Instance,
    placed: Placed,
    findings: Mapping[str, Findings],
    progress: Progress = silent,
) -> dict[str, Told]:
    """By application number. findings: of each applicant, by wish, what speaks against it."""
    explained = explain_all(
        placed.market, placed.allocation, progress=partial(progress, OrderPhase.EXPLAINING)
    )
    decided = {one.applicant: one for one in placed.fixed}
    given_away = places_by_decision(placed.market, placed.allocation, placed.fixed)
    return {
        number: (
            _decided(instance, decided[number])
            if number in decided
            else [
                _told(number, wish, placed, findings.get(number, {}), given_away) for wish in wishes
            ]
        )
        for number, wishes in explained.items()
    }


def _told(
    number: str,
    wish: WishExplanation,
    placed: Placed,
    findings: Findings,
    given_away: Collection[str],
) -> dict[str, Any]:
    told = wish.to_json()
    if wish.place in placed.closed:
        told["reason"] = CLOSED
    elif wish.reason in BARRED:
        told["findings"] = findings.get(wish.place, [])
    elif wish.outcome is WishOutcome.MISSED and wish.place in given_away:
        told |= {"is_given_away": True, "last_admitted": None, "gap": None}
    condition = placed.report.get("conditional", {}).get(number)
    if condition and wish.outcome is WishOutcome.GRANTED:
        told["condition"] = condition
    return told


def _decided(instance: Instance, fixed: Fixed) -> Told:
    """Every wish of the own list, the one given among them; another one given stands last."""
    wishes = instance.applicants[fixed.applicant].wishes
    told = [
        {"rank": rank, "place": place, "outcome": DECIDED, "is_given": place == fixed.place}
        for rank, place in enumerate(wishes, start=1)
    ]
    if fixed.place is not None and fixed.place not in wishes:
        last = len(wishes) + 1
        told.append({"rank": last, "place": fixed.place, "outcome": DECIDED, "is_given": True})
    return [{**wish, "reason": fixed.reason} for wish in told]
