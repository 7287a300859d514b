"""What is told beside a result and changes nothing in it, for runs of up to 20,000 applicants.

Who could be better off if equal scores were no order; who is placed on a condition; what the other
way to keep minimum numbers would cost.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from mobility_rules.placement.checking import SECOND_OPINION_UP_TO, faults
from mobility_rules.placement.conditional import on_condition
from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.improvement import improvable
from mobility_rules.placement.instance import Applicant, Instance, Place, build
from mobility_rules.placement.market import NOTHING
from mobility_rules.placement.policy import MinimumMode
from sapar.placement_files.market.market_tables import Placement
from sapar.placement_files.market.placing import Placed, by_way
from sapar.placement_files.proof.proving import by_exact_mode
from sapar.placement_files.tables.refusals import in_words

EXACT_UP_TO = 10_000
"""Applicants up to which the exact mode is tried where nobody asked for it."""


def diagnostics(placement: Placement, placed: Placed) -> dict[str, Any]:
    """For large runs only that nothing was looked at."""
    people = placement.market.applicants
    if people > SECOND_OPINION_UP_TO:
        return {"left_out_above": SECOND_OPINION_UP_TO}
    told: dict[str, Any] = {}
    if not by_exact_mode(placement):
        instance, allocation = named(placement, placed)
        found = improvable(instance, allocation)
        told["improvable"] = {"people": len(found.people), "cycles": len(found.cycles)}
        if placement.policy.conditional:
            told |= _on_condition(instance, allocation)
    if placement.policy.minimums and people <= EXACT_UP_TO:
        told["minimum_modes"] = {mode.value: _cost(placement, mode) for mode in MinimumMode}
    return told


def _on_condition(instance: Instance, allocation: Allocation) -> dict[str, Any]:
    """Who is placed on a condition, or why that cannot be said: without these seats the rest of the
    policy could not be kept."""
    try:
        return {"on_condition": on_condition(instance, allocation)}
    except QuotasRefused as refused:
        return {"on_condition_unknown": f"if the condition fails, {in_words(refused)}"}


def named(placement: Placement, placed: Placed) -> tuple[Instance, Allocation]:
    """The market and its result in the kernel's named form; standings stand for scores, since what
    comes before them (precedence, decisions) is in them already."""
    market, names = placed.market, placement.names
    applicants, assigned = [], {}
    for number, (wishes, standings) in enumerate(
        zip(market.wishes.tolist(), market.standings.tolist(), strict=True)
    ):
        one = names.applicants[number]
        scores = {
            names.nodes[place]: standing
            for place, standing in zip(wishes, standings, strict=True)
            if place != NOTHING
        }
        kind = names.types[market.types[number]]
        applicants.append(Applicant(one, tuple(scores), 0, (number,), scores=scores, type=kind))
        column = placed.granted[number]
        assigned[one] = None if column == NOTHING else names.nodes[wishes[column]]
    quotas = market.quotas[: market.places].tolist()
    places = [Place(name, quota) for name, quota in zip(names.nodes, quotas, strict=False)]
    policy = replace(placement.policy, precedence=(), minimums=())
    return build(places, applicants, ("number",), policy), Allocation(assigned)


def _cost(placement: Placement, mode: MinimumMode) -> dict[str, Any]:
    """envious: how many would be accepted at a dearer place that is open."""
    placed = by_way(placement, mode)
    seated = np.flatnonzero(placed.granted != NOTHING)
    shut = np.isin(placed.market.wishes, placed.closed)
    wishes = np.where(shut, np.int32(NOTHING), placed.market.wishes)
    envious = faults(replace(placed.market, wishes=wishes), placed.granted).applicant
    return {
        "placed": len(seated),
        "rank_sum": int((placed.granted[seated] + 1).sum()),
        "closed": [placement.seats.places[number] for number in placed.closed],
        "envious": len(np.unique(envious)),
    }
