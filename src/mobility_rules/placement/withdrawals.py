"""What a withdrawal would lead to, under each of the three policies, before anybody is told.

All three are the same run, and differ in who keeps the seat that is already theirs: nobody
(``re-run``: nobody remaining is worse off), those who confirmed (``frozen-confirmed``), or
everybody who holds one (``reserve-list``: only those who got nothing move up). What is kept may
cost others a seat that they stand higher for; they are named as passed over. Minimums are not
looked at again: no place is closed behind the backs of those who were told that they have it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from mobility_rules.placement.claims import Seats
from mobility_rules.placement.comparison import Moved
from mobility_rules.placement.deferred_acceptance import Allocation, solve
from mobility_rules.placement.fixing import (
    Fixed,
    lost,
    with_fixed,
    with_only_wishes,
    without_wishes,
)
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.instance import Instance
from mobility_rules.placement.policy import WithdrawalPolicy

Assigned = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """place: the dearest one the applicant stands high enough for and does not get.
    taken_by: who moved into that seat with a lower standing; None when it stays empty."""

    applicant: str
    place: str
    taken_by: str | None


@dataclass(frozen=True, slots=True)
class Consequence:
    """allocation: everybody's seat afterwards, the withdrawn with None. moved: who remains and has
    another seat. filled, empty: of the seats that became free, how many somebody gets in the end
    and how many nobody."""

    allocation: Allocation
    moved: tuple[Moved, ...]
    passed_over: tuple[PassedOver, ...]
    filled: int
    empty: int


def consequence(
    instance: Instance,
    allocation: Allocation,
    *,
    withdrawn: Collection[str],
    confirmed: Collection[str],
    policy: WithdrawalPolicy,
    out_of_question: Collection[str] = (),
    declined: Collection[tuple[str, str]] = (),
) -> Consequence:
    """What becomes of everybody when these applicants withdraw.

    confirmed: who accepted the seat they hold. out_of_question: who is not moved whatever the
    policy; they keep what they have. declined: applicants with a place each that they do not want
    any more; their other wishes stand. Raises `QuotasRefused` ``fixed-lost`` when rules about
    reserved seats leave no seat for somebody who is to keep one.
    """
    gone, refused = set(withdrawn), set(declined)
    held = {
        one: None if one in gone or (one, place) in refused else place
        for one, place in allocation.assigned.items()
    }
    keeping = _keeping(held, confirmed, policy) | set(out_of_question) | gone
    remaining = without_wishes(instance, refused)
    after = _run(remaining, {one: held[one] for one in keeping})
    moved = tuple(_moved(held, after))
    over = _passed_over(remaining, after, moved, gone | set(out_of_question))
    freed = _placed(allocation.assigned) - _placed(held)
    filled = _placed(after.assigned) - _placed(held)
    return Consequence(after, moved, tuple(over), filled, freed - filled)


def _keeping(held: Assigned, confirmed: Collection[str], policy: WithdrawalPolicy) -> set[str]:
    """Who has to stay where they are."""
    if policy is WithdrawalPolicy.RERUN:
        return set()
    holders = {one for one, place in held.items() if place is not None}
    return holders if policy is WithdrawalPolicy.RESERVE_LIST else holders & set(confirmed)


def _run(instance: Instance, seats: Assigned) -> Allocation:
    """Everybody named has their seat as the only wish. Where the allocation is fair that is enough
    to keep it, and nobody else loses by it; after decisions of other kinds some have to come before
    everybody, too."""
    kept = [Fixed(one, place) for one, place in sorted(seats.items())]
    shortened = with_only_wishes(instance, seats)
    first: list[Fixed] = []
    while True:
        after = solve(with_fixed(shortened, first))
        missing = [one for one in lost(kept, after) if one not in first]
        if not missing:
            break
        first += missing
    if helpless := lost(kept, after):
        raise QuotasRefused("fixed-lost", applicants=tuple(one.applicant for one in helpless))
    return after


def _moved(held: Assigned, after: Allocation) -> Iterator[Moved]:
    for one, place in sorted(after.assigned.items()):
        if place != held[one]:
            yield Moved(one, held[one], place)


def _passed_over(
    instance: Instance, after: Allocation, moved: Iterable[Moved], aside: set[str]
) -> Iterator[PassedOver]:
    """Who would be accepted somewhere dearer, in the stead of somebody who moved or of nobody."""
    newly = {one.applicant for one in moved}
    seats = Seats(instance, after)
    for one in sorted(set(instance.applicants) - aside):
        for place in seats.dearer(one):
            claim = seats.claim(one, place)
            if claim is not None and (claim.instead_of is None or claim.instead_of in newly):
                yield PassedOver(one, place, claim.instead_of)
                break


def _placed(assigned: Assigned) -> int:
    return sum(place is not None for place in assigned.values())
