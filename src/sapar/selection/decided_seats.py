"""Places whose seats the commission gave itself: no score was admitted there, and none would be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import Instance


def places_by_decision(
    instance: Instance, allocation: Allocation, fixed: Iterable[Fixed]
) -> frozenset[str]:
    """Those without a seat left for anybody else; seats that were only kept are no decisions."""
    decided = {one.applicant for one in fixed if not one.is_kept}
    holders: dict[str, set[str]] = defaultdict(set)
    for number, place in allocation.assigned.items():
        if place is not None:
            holders[place].add(number)
    return frozenset(
        place
        for place, numbers in holders.items()
        if numbers <= decided and len(numbers) == instance.places[place].quota
    )
