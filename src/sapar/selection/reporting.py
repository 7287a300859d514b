"""What the office is shown beside a result, and never applied by itself: the ways with minimums
compared, who could be improved at whose price, and who holds a seat on a condition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mobility_rules.placement.conditional import on_condition
from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.improvement import improvable
from mobility_rules.placement.instance import Instance
from mobility_rules.placement.minimums import Cost, compare_modes
from mobility_rules.placement.policy import MinimumMode


def report_on(
    instance: Instance, market: Instance, allocation: Allocation, fixed: Sequence[Fixed]
) -> dict[str, Any]:
    """As JSON; what has nothing to say is left out. market: the instance as it was placed."""
    report: dict[str, Any] = {}
    policy = instance.policy
    if policy.minimums:
        modes = compare_modes(instance, fixed)
        report["modes"] = [_cost(modes.close), _cost(modes.exact)]
    if policy.conditional:
        report["conditional"] = on_condition(market, allocation)
    if not policy.minimums or policy.minimum_mode is MinimumMode.CLOSE:
        report["improvable"] = _improvable(market, allocation)
    return report


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
