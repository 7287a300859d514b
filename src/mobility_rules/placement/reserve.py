"""Who is next for a seat that became free.

Only those who got nothing move up: nobody who holds a seat is moved by somebody else's withdrawal.
"""

from __future__ import annotations

from collections.abc import Collection

from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.instance import Instance


def reserve_list(instance: Instance, allocation: Allocation, place: str) -> list[str]:
    """The unplaced who wish the place and may have it, in its strict order, the best first."""
    return [one for one in instance.candidates(place) if allocation.assigned.get(one) is None]


def next_for(
    instance: Instance, allocation: Allocation, place: str, skip: Collection[str] = ()
) -> str | None:
    """The next one for a freed seat, or None when the list is used up.

    skip: application numbers that are out of the question: withdrawn, offered another seat since,
    or declined this one.
    """
    waiting = reserve_list(instance, allocation, place)
    return next((one for one in waiting if one not in skip), None)
