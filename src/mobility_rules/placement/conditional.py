"""Seats that exist only if a condition comes true: who holds them, and what happens if it fails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mobility_rules.placement import minimums
from mobility_rules.placement.comparison import Comparison, compare
from mobility_rules.placement.deferred_acceptance import Allocation, solve
from mobility_rules.placement.fixing import Fixed, with_only_wishes
from mobility_rules.placement.instance import Instance, build


def on_condition(instance: Instance, allocation: Allocation) -> dict[str, str]:
    """Who is placed on a condition only, with the condition.

    It is whom the place would not keep without these seats: the last admitted, unless a reserve
    keeps somebody else. Of several conditions at a place the first one by name is the first to be
    missed.
    """
    told: dict[str, str] = {}
    for place in sorted({rule.at for rule in instance.policy.conditional}):
        fewer = with_only_wishes(instance, allocation.assigned)
        for condition in [
            rule.condition for rule in instance.policy.conditional if rule.at == place
        ]:
            fewer = without(fewer, place, condition)
            kept = solve(fewer).assigned
            missing = [one for one in allocation.admitted(place) if kept[one] is None]
            told |= {one: condition for one in missing if one not in told}
    return told


def without(instance: Instance, place: str, condition: str | None = None) -> Instance:
    """The instance in which the condition failed: the seats of the place that hang on it are gone.
    condition: None for all of them at the place."""
    failed = [
        rule
        for rule in instance.policy.conditional
        if rule.at == place and condition in (None, rule.condition)
    ]
    rest = tuple(rule for rule in instance.policy.conditional if rule not in failed)
    places = dict(instance.places)
    left = places[place].quota - sum(rule.seats for rule in failed)
    places[place] = replace(places[place], quota=max(0, left))
    policy = replace(instance.policy, conditional=rest)
    return build(places.values(), instance.applicants.values(), instance.tie_break, policy)


def when_it_fails(
    instance: Instance,
    allocation: Allocation,
    place: str,
    group_of: Mapping[str, str] | None = None,
    *,
    condition: str | None = None,
    fixed: Iterable[Fixed] = (),
) -> Comparison:
    """Who gains and loses by a re-run without these seats."""
    fewer = without(instance, place, condition)
    again = minimums.place(fewer, fixed).allocation
    return compare((instance, allocation), (fewer, again), group_of or {})
