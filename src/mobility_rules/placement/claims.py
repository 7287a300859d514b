"""Who could claim a seat: whether a place would take somebody, given what everybody holds.

That is the one definition behind envy, waste and being passed over: the place is asked to choose
among those it holds and the newcomer, with all that is above it, and the newcomer stays or not.
"""

from __future__ import annotations

from dataclasses import dataclass

from mobility_rules.placement.deferred_acceptance import Allocation, solve
from mobility_rules.placement.fixing import with_only_wishes
from mobility_rules.placement.instance import Instance


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

    def dearer(self, applicant: str) -> tuple[str, ...]:
        """The wishes above the seat that the applicant holds."""
        wishes = self.instance.wishes[applicant]
        held = self.assigned[applicant]
        return wishes[: wishes.index(held)] if held in wishes else wishes

    def claim(self, applicant: str, place: str) -> Claim | None:
        """What the applicant could claim at a wish; None where the place would not take them."""
        seats = {**self.assigned, applicant: place}
        chosen = solve(with_only_wishes(self.instance, seats)).assigned
        if chosen[applicant] is None:
            return None
        out = (one for one, seat in seats.items() if seat is not None and chosen[one] is None)
        return Claim(applicant, place, next(out, None))
