"""Who could claim a seat: whether a place would take somebody, given what everybody holds.

That is the one definition behind envy, waste and being passed over: the place is asked to choose
among those it holds and the newcomer, with all that is above it, and the newcomer stays or not.
"""

from __future__ import annotations

from dataclasses import dataclass

from mobility_rules.placement.bars import bars, number_of, types_of
from mobility_rules.placement.deferred_acceptance import Allocation, as_if_wished, in_numbers
from mobility_rules.placement.instance import Instance
from mobility_rules.placement.market import NOTHING
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
        names = numbered(as_if_wished(instance, allocation))
        self._applicants = names.applicants
        self._rows = {one: row for row, one in enumerate(names.applicants)}
        self._places = {place: number for number, place in enumerate(names.places())}
        self._keys = names.market.keys().tolist()
        self._types = types_of(names.market).tolist()
        table = bars(names.market, in_numbers(names, allocation))
        self._beat, self._leaves = table.beat.tolist(), table.leaves.tolist()

    def dearer(self, applicant: str) -> tuple[str, ...]:
        """The wishes above the seat that the applicant holds."""
        wishes = self.instance.wishes[applicant]
        held = self.assigned[applicant]
        return wishes[: wishes.index(held)] if held in wishes else wishes

    def claim(self, applicant: str, place: str) -> Claim | None:
        """What the applicant could claim at a dearer wish; None where the place would not take
        them."""
        row, at = self._rows[applicant], self._places[place]
        column = self.instance.applicants[applicant].wishes.index(place)
        if self._keys[row][column] < self._beat[at][self._types[row]]:
            return None
        leaves = self._leaves[at][self._types[row]]
        is_free = leaves == NOTHING or number_of(leaves) == row
        return Claim(applicant, place, None if is_free else self._applicants[number_of(leaves)])
