"""The allocation of an instance: who gets which place, by name.

Everybody proposes to the dearest wish; a place keeps the best proposals and rejects the others, who
propose to their next wish, until nobody has anything left to propose (Gale and Shapley 1962). Of
all allocations without justified envy every applicant likes this one best, and an honest list is
the best list (Roth 1982). How it is computed is up to the engines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from mobility_rules.canonical import JsonObject, sha256_of
from mobility_rules.placement import engines
from mobility_rules.placement.instance import Instance, build
from mobility_rules.placement.market import NOTHING, Integers
from mobility_rules.placement.numbering import Numbered, numbered


@dataclass(frozen=True, slots=True)
class Allocation:
    """assigned: for every applicant the place, or None."""

    assigned: Mapping[str, str | None]

    def admitted(self, place: str) -> list[str]:
        """Who got the place, by application number."""
        return sorted(one for one, got in self.assigned.items() if got == place)

    @property
    def unplaced(self) -> list[str]:
        return sorted(one for one, got in self.assigned.items() if got is None)

    def to_json(self) -> JsonObject:
        return {"assigned": dict(sorted(self.assigned.items()))}

    def hash(self) -> str:
        return sha256_of(self.to_json())


def allocation_from_json(data: JsonObject) -> Allocation:
    return Allocation(dict(data["assigned"]))


def solve(instance: Instance, engine: engines.Engine | None = None) -> Allocation:
    """The allocation, by the engine named or the one that suits the size.

    Raises `QuotasRefused` when groups, reserves and caps contradict each other.
    """
    market = numbered(instance)
    return named(market, engines.solve(market.market, engine))


def named(market: Numbered, granted: Integers) -> Allocation:
    """The result of an engine, by name."""
    wishes = market.market.wishes
    assigned: dict[str, str | None] = {}
    for number, column in enumerate(granted.tolist()):
        place = None if column == NOTHING else market.nodes[wishes[number, column]]
        assigned[market.applicants[number]] = place
    return Allocation(dict(sorted(assigned.items())))


def in_numbers(market: Numbered, allocation: Allocation) -> Integers:
    """The inverse of `named`. A place that is no wish of the applicant counts as none."""
    number_of = {name: number for number, name in enumerate(market.places())}
    granted = np.full(len(market.applicants), NOTHING, dtype=np.int32)
    wishes = market.market.wishes.tolist()
    for number, name in enumerate(market.applicants):
        place = allocation.assigned.get(name)
        if place in number_of and number_of[place] in wishes[number]:
            granted[number] = wishes[number].index(number_of[place])
    return granted


def as_if_wished(instance: Instance, allocation: Allocation) -> Instance:
    """Whoever got something else than a wish that may be granted has it as one, so that the seat
    counts: with the rank it has on the list, or as the last one where it is not on it."""
    rows = dict(instance.applicants)
    for one, place in allocation.assigned.items():
        if place is not None and place not in (wishes := instance.wishes[one]):
            listed = rows[one].wishes
            rows[one] = replace(
                rows[one],
                wishes=listed if place in listed else (*listed, place),
                eligible=frozenset((*wishes, place)),
                level="",
                terms=frozenset(),
            )
    if rows == instance.applicants:
        return instance
    return build(instance.places.values(), rows.values(), instance.tie_break, instance.policy)
