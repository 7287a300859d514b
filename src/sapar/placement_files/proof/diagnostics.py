"""What is told beside a result and changes nothing in it, for runs of up to 20,000 applicants.

Who could be better off if equal scores were no order; who is placed on a condition; what the other
way to keep minimum numbers would cost.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mobility_rules.placement.checking import SECOND_OPINION_UP_TO, envious
from mobility_rules.placement.closing import Placed
from mobility_rules.placement.conditional import depending
from mobility_rules.placement.exact import worth
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.improvement import swapped
from mobility_rules.placement.policy import MinimumMode
from sapar.placement_files.market.market_tables import Placement
from sapar.placement_files.market.placing import by_way
from sapar.placement_files.tables.refusals import in_words

EXACT_UP_TO = 10_000
"""Applicants up to which the exact mode is tried where nobody asked for it."""


def diagnostics(placement: Placement, placed: Placed) -> dict[str, Any]:
    """For large runs only that nothing was looked at."""
    people = placement.market.applicants
    if people > SECOND_OPINION_UP_TO:
        return {"left_out_above": SECOND_OPINION_UP_TO}
    told: dict[str, Any] = {}
    if not placement.policy.allows_envy:
        improved, cycles = swapped(placed.market, placed.granted)
        better_off = int(np.count_nonzero(improved != placed.granted))
        told["improvable"] = {"people": better_off, "cycles": len(cycles)}
        if placement.policy.conditional:
            told |= _on_condition(placement, placed)
    if placement.policy.minimums and people <= EXACT_UP_TO:
        told["minimum_modes"] = {mode.value: _cost(placement, mode) for mode in MinimumMode}
    return told


def _on_condition(placement: Placement, placed: Placed) -> dict[str, Any]:
    """Who is placed on a condition, or why that cannot be said: without these seats the rest of the
    policy could not be kept."""
    names, policy = placement.names, placement.policy
    try:
        return {"on_condition": depending(placed.market, placed.granted, names, policy)}
    except QuotasRefused as refused:
        return {"on_condition_unknown": f"if the condition fails, {in_words(refused)}"}


def _cost(placement: Placement, mode: MinimumMode) -> dict[str, Any]:
    """envious: how many would be accepted at a dearer place that is open."""
    placed = by_way(placement, mode)
    count, rank_sum = worth(placed.granted)
    return {
        "placed": count,
        "rank_sum": rank_sum,
        "closed": [placement.seats.places[number] for number in placed.closed],
        "envious": envious(placed.market, placed.granted),
    }
