"""What a withdrawal leads to, under each of the three policies.

All three are the same run, and differ in who keeps the seat that is already theirs: nobody, so that
only gains are made (``re-run``), those who confirmed (``frozen-confirmed``), or everybody who holds
one (``reserve-list``: only those who got nothing move up). What is kept may cost others a seat that
they stand higher for; they are named as passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from mobility_rules.placement.checking import Fault, faults
from mobility_rules.placement.comparison import Moved
from mobility_rules.placement.deferred_acceptance import Allocation, as_if_wished, in_numbers
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import Instance
from mobility_rules.placement.keeping import CONFIRMED, HELD, Held, keeping, place_again
from mobility_rules.placement.minimums import closed as with_closed
from mobility_rules.placement.numbering import numbered
from mobility_rules.placement.policy import WithdrawalPolicy


@dataclass(frozen=True, slots=True)
class PassedOver:
    """place: the dearest one the applicant stands high enough for and does not get.
    taken_by: who moved into that seat with a lower standing; None when it stays empty."""

    applicant: str
    place: str
    taken_by: str | None


@dataclass(frozen=True, slots=True)
class Consequence:
    """allocation: of everybody who remains. kept: seats that are not given anew. moved: who has
    another seat than before."""

    allocation: Allocation
    kept: tuple[Fixed, ...]
    moved: tuple[Moved, ...]
    passed_over: tuple[PassedOver, ...]


def consequence(
    remaining: Instance,
    held: Held,
    *,
    policy: WithdrawalPolicy,
    confirmed: Collection[str] = (),
    overrides: Collection[Fixed] = (),
    closed: Collection[str] = (),
) -> Consequence:
    """What becomes of those who remain (`keeping.remaining_of`) and hold these seats.

    confirmed: who accepted the seat they hold. overrides: what the commission decided itself; it
    stands under every policy. closed: places that take nobody. Raises
    `QuotasRefused` as `keeping.place_again` does.
    """
    kept = _kept(held, confirmed, overrides, policy)
    after, kept = place_again(remaining, held, kept, overrides=overrides, closed=closed)
    moved = tuple(
        Moved(one, held.get(one), place)
        for one, place in sorted(after.assigned.items())
        if place != held.get(one)
    )
    decided = {one.applicant for one in overrides}
    over = _passed_over(with_closed(remaining, closed), after, moved, decided)
    by_name = sorted(over, key=lambda one: one.applicant)
    return Consequence(after, kept, moved, tuple(by_name))


def _kept(
    held: Held, confirmed: Collection[str], overrides: Collection[Fixed], policy: WithdrawalPolicy
) -> tuple[Fixed, ...]:
    if policy is WithdrawalPolicy.RERUN:
        return ()
    if policy is WithdrawalPolicy.RESERVE_LIST:
        return keeping(held, overrides, HELD)
    seats = {one: place for one, place in held.items() if one in confirmed}
    return keeping(seats, overrides, CONFIRMED)


def _passed_over(
    instance: Instance, after: Allocation, moved: Collection[Moved], decided: Collection[str]
) -> Iterator[PassedOver]:
    """Who would be accepted somewhere dearer, in the stead of somebody who moved or of nobody."""
    newly = {one.applicant for one in moved}
    names = numbered(as_if_wished(instance, after))
    found = faults(names.market, in_numbers(names, after))
    told = set(decided)
    for at, row in enumerate(found.applicant.tolist()):
        one, leaves = names.applicants[row], int(found.leaves[at])
        taken_by = None if found.kind[at] == Fault.WASTE else names.applicants[leaves]
        if one not in told and (taken_by is None or taken_by in newly):
            told.add(one)
            place = names.nodes[names.market.wishes[row, found.column[at]]]
            yield PassedOver(one, place, taken_by)
