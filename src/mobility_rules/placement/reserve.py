"""Who waits for a seat of a place and has none.

Nobody who holds a seat is moved by somebody else's withdrawal. Where seats are shared, reserved or
capped it is not always the first in the line who gets a freed one: then the place chooses among all
who wait (see `withdrawals`).
"""

from __future__ import annotations

from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.instance import Instance


def reserve_list(instance: Instance, allocation: Allocation, place: str) -> list[str]:
    """The unplaced who wish the place and may have it, in its strict order, the best first."""
    return [one for one in instance.candidates(place) if allocation.assigned.get(one) is None]
