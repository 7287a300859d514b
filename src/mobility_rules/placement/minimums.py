"""Places that take at least so many or nobody: two ways, and what each costs.

A fair allocation with such places need not exist. The first way closes the place that lacks the
most and runs again, until every place that takes anybody takes enough: fair among the places that
stay open. The second finds the most placed (`exact`), and pays for it with envy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from mobility_rules.placement.checking import envious
from mobility_rules.placement.closing import give_seats
from mobility_rules.placement.comparison import rank_of
from mobility_rules.placement.deferred_acceptance import Allocation, in_numbers, named
from mobility_rules.placement.fixing import Fixed, with_fixed
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.instance import Instance, build
from mobility_rules.placement.market import NOTHING, Keys
from mobility_rules.placement.numbering import numbered
from mobility_rules.placement.policy import MinimumMode


@dataclass(frozen=True, slots=True)
class MinimumResult:
    """closed: the places that take nobody because they would have got too few, by name."""

    allocation: Allocation
    closed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one way leads to. rank_sum: of the placed, on the lists as handed in. envious: how many
    would be accepted at an open place that they would rather have."""

    mode: MinimumMode
    allocation: Allocation
    closed: tuple[str, ...]
    placed: int
    rank_sum: int
    envious: int


@dataclass(frozen=True, slots=True)
class Modes:
    """Both ways side by side."""

    close: Cost
    exact: Cost


def place(
    instance: Instance, fixed: Iterable[Fixed] = (), *, seconds: float | None = None
) -> MinimumResult:
    """The allocation in the way that the policy names; without minimums it is the ordinary one.

    fixed: a place that somebody is fixed at stays open, however few it takes. seconds: how long the
    exact way may search; None for as long as it takes. Raises `QuotasRefused` ``minimum-unknown``
    or ``minimum-exceeds-quota`` with the place, ``exact-out-of-time``.
    """
    return _by(instance.policy.way, instance, tuple(fixed), seconds)


def compare_modes(
    instance: Instance,
    fixed: Iterable[Fixed] = (),
    *,
    found: MinimumResult | None = None,
    seconds: float | None = None,
) -> Modes:
    """What each way costs, so that an office can decide. found: what `place` gave, which is not
    searched for again. Raises what `place` does."""
    decisions = tuple(fixed)
    results = {} if found is None else {instance.policy.way: found}
    costs = {
        mode: _cost(
            instance,
            decisions,
            mode,
            results.get(mode) or _by(mode, instance, decisions, seconds),
        )
        for mode in MinimumMode
    }
    return Modes(costs[MinimumMode.CLOSE], costs[MinimumMode.EXACT])


def closed(instance: Instance, places: Iterable[str]) -> Instance:
    """The instance with these places closed: no seats, and nothing decided about them any more."""
    shut = set(places)
    policy = instance.policy
    return build(
        [replace(row, quota=0) if row.id in shut else row for row in instance.places.values()],
        instance.applicants.values(),
        instance.tie_break,
        replace(
            policy,
            member_of={at: group for at, group in policy.member_of.items() if at not in shut},
            reserves=tuple(rule for rule in policy.reserves if rule.at not in shut),
            caps=tuple(rule for rule in policy.caps if rule.at not in shut),
            minimums=tuple(rule for rule in policy.minimums if rule.at not in shut),
            conditional=tuple(rule for rule in policy.conditional if rule.at not in shut),
        ),
    )


def as_placed(instance: Instance, fixed: Iterable[Fixed], shut: Iterable[str]) -> Instance:
    """The market that was solved: decisions stand in it and closed places are gone."""
    return with_fixed(closed(instance, shut), fixed)


def least_of(instance: Instance, fixed: Iterable[Fixed]) -> Keys:
    """How many each place takes at least, 0 for any number, as where somebody is fixed. Raises
    `QuotasRefused` ``minimum-unknown`` or ``minimum-exceeds-quota``."""
    for rule in instance.policy.minimums:
        if rule.at not in instance.places:
            raise QuotasRefused("minimum-unknown", at=rule.at)
        if rule.seats > (quota := instance.quota(rule.at)):
            raise QuotasRefused(
                "minimum-exceeds-quota", at=rule.at, minimum=rule.seats, quota=quota
            )
    seats = {rule.at: rule.seats for rule in instance.policy.minimums}
    seats |= dict.fromkeys((one.place for one in fixed if one.place is not None), 0)
    return np.array([seats.get(place, 0) for place in instance.places], dtype=np.int64)


def _by(
    mode: MinimumMode, instance: Instance, fixed: tuple[Fixed, ...], seconds: float | None
) -> MinimumResult:
    least = least_of(instance, fixed)
    names = numbered(with_fixed(instance, fixed))
    seated = {one.applicant for one in fixed if one.place is not None}
    only_wish = [0 if one in seated else NOTHING for one in names.applicants]
    placed = give_seats(
        names.market,
        mode,
        least,
        required=np.array(only_wish, dtype=np.int32),
        seconds=seconds,
    )
    closed_places = tuple(names.nodes[number] for number in placed.closed)
    return MinimumResult(named(names, placed.granted), closed_places)


def _cost(
    instance: Instance, fixed: tuple[Fixed, ...], mode: MinimumMode, result: MinimumResult
) -> Cost:
    assigned = result.allocation.assigned
    ranks = [rank_of(instance, one, at) or 0 for one, at in assigned.items() if at is not None]
    names = numbered(as_placed(instance, fixed, result.closed))
    return Cost(
        mode=mode,
        allocation=result.allocation,
        closed=result.closed,
        placed=len(ranks),
        rank_sum=sum(ranks),
        envious=envious(names.market, in_numbers(names, result.allocation)),
    )
