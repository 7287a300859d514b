"""The same allocation by another road: let the cutoff of every place rise until nobody is too many.

Independent of the proposals on purpose, so that an error in one is noticed by the other. All
cutoffs start below everybody. Each applicant demands the dearest wish whose cutoff is reached; an
over-demanded place raises its cutoff to the standing of the last one it can take. The lowest
cutoffs at which no place is over-demanded give the allocation that every applicant likes best.
"""

from __future__ import annotations

from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.instance import Instance

Standing = tuple[int, ...]


def solve_by_cutoffs(instance: Instance) -> Allocation:
    """The allocation, slower than by proposals: every round looks at every applicant."""
    cutoffs: dict[str, Standing] = dict.fromkeys(instance.places, ())
    while True:
        demand = _demand(instance, cutoffs)
        risen = _raise(instance, demand, cutoffs)
        if risen == cutoffs:
            return Allocation(demand)
        cutoffs = risen


def cutoff(instance: Instance, allocation: Allocation, place: str) -> str | None:
    """The last one admitted to a full place; None while it has a free seat: anybody gets in."""
    admitted = allocation.admitted(place)
    if len(admitted) < instance.quota(place) or not admitted:
        return None
    return min(admitted, key=lambda one: instance.key(one, place))


def _demand(instance: Instance, cutoffs: dict[str, Standing]) -> dict[str, str | None]:
    return {
        one: next((place for place in wishes if instance.key(one, place) >= cutoffs[place]), None)
        for one, wishes in instance.wishes.items()
    }


def _raise(
    instance: Instance, demand: dict[str, str | None], cutoffs: dict[str, Standing]
) -> dict[str, Standing]:
    demanded: dict[str, list[Standing]] = {}
    for one, place in demand.items():
        if place is not None:
            demanded.setdefault(place, []).append(instance.key(one, place))
    risen = dict(cutoffs)
    for place, standings in demanded.items():
        quota = instance.quota(place)
        if len(standings) > quota:
            risen[place] = sorted(standings, reverse=True)[quota - 1]
    return risen
