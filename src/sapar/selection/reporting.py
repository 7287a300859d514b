"""What the office is shown beside a result, and never applied by itself: the ways with minimums
compared, who could be improved at whose price, and who holds a seat on a condition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mobility_rules.placement.conditional import on_condition
from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.improvement import improvable
from mobility_rules.placement.instance import Instance
from mobility_rules.placement.minimums import Cost, MinimumResult, compare_modes
from mobility_rules.placement.policy import MinimumMode

MOST_COMPARED = 2_000
COMPARING_SECONDS = 5
"""The most placed cannot be found quickly in every market, and a comparison is not worth waiting
for: so many applicants at most, and so long."""

TOO_MANY, OUT_OF_TIME = "too-many", "out-of-time"
"""Why the ways were not compared."""


def report_on(
    instance: Instance, market: Instance, result: MinimumResult, fixed: Sequence[Fixed]
) -> dict[str, Any]:
    """As JSON; what has nothing to say is left out. market: the instance as it was placed."""
    report: dict[str, Any] = {}
    policy, allocation = instance.policy, result.allocation
    if policy.minimums:
        report |= _modes(instance, result, fixed)
    if policy.conditional:
        report["conditional"] = on_condition(market, allocation)
    if not policy.minimums or policy.minimum_mode is MinimumMode.CLOSE:
        report["improvable"] = _improvable(market, allocation)
    return report


def _modes(instance: Instance, result: MinimumResult, fixed: Sequence[Fixed]) -> dict[str, Any]:
    """Both ways, or why they were not compared."""
    if len(instance.applicants) > MOST_COMPARED:
        return {"modes_not_compared": TOO_MANY}
    try:
        modes = compare_modes(instance, fixed, found=result, seconds=COMPARING_SECONDS)
    except QuotasRefused as refused:
        if refused.code != "exact-out-of-time":
            raise
        return {"modes_not_compared": OUT_OF_TIME}
    return {"modes": [_cost(modes.close), _cost(modes.exact)]}


def _improvable(market: Instance, allocation: Allocation) -> dict[str, Any]:
    found = improvable(market, allocation)
    people = [
        {"applicant": one.applicant, "before": one.before, "after": one.after}
        for one in found.people
    ]
    return {"people": people, "cycles": len(found.cycles)}


def _cost(cost: Cost) -> dict[str, Any]:
    return {
        "mode": cost.mode.value,
        "placed": cost.placed,
        "rank_sum": cost.rank_sum,
        "envious": cost.envious,
        "closed": list(cost.closed),
    }
