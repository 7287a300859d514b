"""Places given again after a result: what was decided stands, and what is kept is not given anew.

Withdrawals and appeals go by this one rule. What comes out are an instance, the decisions and the
seats that are kept, and a plain run of those; so a later run is compared, carried out, certified
and repeated from the same documents. Minimums are not looked at again: what was closed stays
closed, and no other place is closed behind the backs of those who were told that they have it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from mobility_rules.placement.comparison import Moved, gain
from mobility_rules.placement.deferred_acceptance import Allocation, solve
from mobility_rules.placement.fixing import Fixed, lost
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.instance import Applicant, Instance, build
from mobility_rules.placement.minimums import as_placed
from mobility_rules.placement.policy import MinimumMode

CONFIRMED = "keeps the seat that was confirmed"
HELD = "keeps the seat that was offered or confirmed before"
WAITS = "the seat was given back and waits to be filled"
"""Why a later run was not free to give a seat, as its certificate says it."""

Held = Mapping[str, str]
"""The seat of everybody who holds one."""


def remaining_of(instance: Instance, gone: Collection[str]) -> Instance:
    """What a later run is made from: everybody but those who are gone, and no minimums."""
    rows = [one for one in instance.applicants.values() if one.id not in gone]
    policy = replace(instance.policy, minimums=(), minimum_mode=MinimumMode.CLOSE)
    return build(instance.places.values(), rows, instance.tie_break, policy)


def without_given_back(instance: Instance, given_back: Collection[tuple[str, str]]) -> Instance:
    """Nobody is given a place again that was given back, each an applicant and a place: the wish
    takes no part, and keeps its rank."""
    rows = [_may_no_longer(one, given_back) for one in instance.applicants.values()]
    return build(instance.places.values(), rows, instance.tie_break, instance.policy)


def keeping(seats: Held, overrides: Iterable[Fixed], reason: str) -> tuple[Fixed, ...]:
    """These seats, kept. Where the commission decided itself its decision counts."""
    decided = {one.applicant for one in overrides}
    return tuple(
        Fixed(one, place, reason, is_kept=True)
        for one, place in sorted(seats.items())
        if one not in decided
    )


def place_again(
    instance: Instance,
    held: Held,
    kept: tuple[Fixed, ...],
    *,
    overrides: Collection[Fixed] = (),
    closed: Collection[str] = (),
) -> tuple[Allocation, tuple[Fixed, ...]]:
    """The allocation, and the seats that are kept in it: those named, and the seat of everybody in
    ``held`` who would lose by the run, as may happen where rules about seats are involved. Only the
    commission takes a seat.

    Raises `QuotasRefused`, ``fixed-lost`` among others, when the rules leave no seat for somebody
    who is to keep one.
    """
    while True:
        fixed = (*overrides, *kept)
        after = solve(as_placed(instance, fixed, closed))
        losers = dict(_losers(instance, held, after, fixed))
        if not losers:
            break
        kept = (*kept, *keeping(losers, overrides, HELD))
    if helpless := lost(fixed, after):
        raise QuotasRefused("fixed-lost", applicants=tuple(one.applicant for one in helpless))
    return after, kept


def _losers(
    instance: Instance, held: Held, after: Allocation, fixed: Iterable[Fixed]
) -> Iterator[tuple[str, str]]:
    staying = {one.applicant for one in fixed}
    for one, place in held.items():
        if one not in staying and gain(instance, Moved(one, place, after.assigned[one])) < 0:
            yield one, place


def _may_no_longer(applicant: Applicant, given_back: Collection[tuple[str, str]]) -> Applicant:
    allowed = frozenset(applicant.wishes) if applicant.eligible is None else applicant.eligible
    left = frozenset(place for place in allowed if (applicant.id, place) not in given_back)
    return applicant if left == allowed else replace(applicant, eligible=left)
