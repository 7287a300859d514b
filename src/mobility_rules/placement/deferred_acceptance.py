"""Applicant-proposing deferred acceptance (Gale and Shapley 1962; Roth 1982).

Everybody proposes to the dearest wish; a place keeps the best proposals up to its quota and rejects
the others, who propose to their next wish, until nobody has anything left to propose. Of all
allocations without justified envy every applicant likes this one best, and an honest list is the
best list. The order in which proposals are made does not change the result.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass

from mobility_rules.canonical import JsonObject, sha256_of
from mobility_rules.placement.instance import Instance

Proposal = tuple[tuple[int, ...], str]
"""The applicant's standing in the order of the place, and the applicant."""


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


def solve(instance: Instance) -> Allocation:
    """The allocation. Each wish is proposed at most once: O(w log q) for w wishes, quotas of q."""
    market = Market(instance)
    for applicant in instance.wishes:
        market.propose(applicant)
    return Allocation(market.assigned())


class Market:
    """Places with what they hold so far, and how far down the list each applicant has come."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.held: dict[str, list[Proposal]] = {place: [] for place in instance.places}
        self.proposed: dict[str, int] = dict.fromkeys(instance.wishes, 0)

    def copy(self) -> Market:
        """A market that can go on without changing this one."""
        other = Market.__new__(Market)
        other.instance = self.instance
        other.held = {place: list(proposals) for place, proposals in self.held.items()}
        other.proposed = dict(self.proposed)
        return other

    def propose(self, applicant: str | None) -> None:
        """Let the applicant propose down the list, and whoever is rejected by that in turn."""
        while applicant is not None:
            wishes, next_wish = self.instance.wishes[applicant], self.proposed[applicant]
            if next_wish == len(wishes):
                return
            place = wishes[next_wish]
            self.proposed[applicant] = next_wish + 1
            applicant = self.receive(place, (self.instance.key(applicant, place), applicant))

    def receive(self, place: str, proposal: Proposal) -> str | None:
        """Hold the proposal if it is among the best; returns whoever is rejected, if anybody is."""
        held = self.held[place]
        if len(held) < self.instance.quota(place):
            heapq.heappush(held, proposal)
            return None
        return heapq.heappushpop(held, proposal)[1]

    def assigned(self) -> dict[str, str | None]:
        result: dict[str, str | None] = dict.fromkeys(self.instance.wishes)
        for place, proposals in self.held.items():
            result.update({applicant: place for _, applicant in proposals})
        return result
