"""Who could claim a seat: whether a place would take somebody, given what everybody holds.

That is the one definition behind envy, waste and being passed over: the place is asked to choose
among those it holds and the newcomer, with all that is above it, and the newcomer stays or not.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from mobility_rules.placement.choice import Proposal, choose_in_tree, proposal
from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.instance import Instance
from mobility_rules.placement.numbering import numbered


@dataclass(frozen=True, slots=True)
class Claim:
    """instead_of: who would lose the seat; None when a free one would be taken."""

    applicant: str
    place: str
    instead_of: str | None


class Seats:
    """An allocation that can be asked who would be taken where."""

    def __init__(self, instance: Instance, allocation: Allocation) -> None:
        self.instance = instance
        self.assigned = allocation.assigned
        self._names = numbered(instance)
        self._rows = {one: row for row, one in enumerate(self._names.applicants)}
        self._held = self._by_root()

    def dearer(self, applicant: str) -> tuple[str, ...]:
        """The wishes above the seat that the applicant holds."""
        wishes = self.instance.wishes[applicant]
        held = self.assigned[applicant]
        return wishes[: wishes.index(held)] if held in wishes else wishes

    def claim(self, applicant: str, place: str) -> Claim | None:
        """What the applicant could claim at a wish; None where the place would not take them."""
        wish = self._proposal(applicant, place)
        root = self._root(wish)
        held = self._held[root]
        chosen = choose_in_tree(self._names.market, root, held | {wish})
        if wish not in chosen:
            return None
        out = next(iter(held - chosen), None)
        return Claim(
            applicant, place, None if out is None else self._names.applicants[out.applicant]
        )

    def is_envious(self, applicant: str) -> bool:
        """Whether a wish above the seat that the applicant holds would take them."""
        return any(self.claim(applicant, place) is not None for place in self.dearer(applicant))

    def _by_root(self) -> dict[int, set[Proposal]]:
        held: dict[int, set[Proposal]] = defaultdict(set)
        for one, place in self.assigned.items():
            if place is not None:
                seat = self._proposal(one, place)
                held[self._root(seat)].add(seat)
        return held

    def _proposal(self, applicant: str, place: str) -> Proposal:
        column = self.instance.applicants[applicant].wishes.index(place)
        return proposal(self._names.market, self._rows[applicant], column)

    def _root(self, wish: Proposal) -> int:
        return self._names.market.chain(wish.place)[-1]
