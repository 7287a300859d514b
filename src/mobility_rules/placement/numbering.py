"""From names to numbers and back: the market of an instance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mobility_rules.placement.hierarchy import QuotasRefused, check_chains
from mobility_rules.placement.instance import Applicant, Instance
from mobility_rules.placement.market import (
    NOTHING,
    UNLIMITED,
    Integers,
    Keys,
    Market,
    SeatRules,
    as_standings,
)
from mobility_rules.placement.policy import Policy, SeatOrder


@dataclass(frozen=True, slots=True, eq=False)
class Numbered:
    """applicants, nodes, types: the name behind each number; nodes are places, then groups."""

    market: Market
    applicants: tuple[str, ...]
    nodes: tuple[str, ...]
    types: tuple[str, ...]

    def places(self) -> tuple[str, ...]:
        return self.nodes[: self.market.places]


def numbered(instance: Instance) -> Numbered:
    """The market of an instance, a wish keeping the rank it has on the list as handed in.

    Raises `QuotasRefused` when groups, reserves and caps contradict each other.
    """
    ordered = sorted(instance.applicants.values(), key=lambda one: one.id, reverse=True)
    ordered.sort(key=lambda one: one.tie)
    places, types = tuple(instance.places), ("", *_types(instance))
    wishes, scores = _lists(ordered, instance, places)
    tiers = _tiers(ordered, instance.policy)
    type_numbers = {name: number for number, name in enumerate(types)}
    quotas = np.array([place.quota for place in instance.places.values()], dtype=np.int64)
    nodes, tree = with_policy(places, quotas, types, instance.policy)
    market = Market(
        wishes=wishes,
        standings=as_standings(scores, tiers),
        types=np.array([type_numbers.get(one.type, 0) for one in ordered], dtype=np.int32),
        quotas=tree.quotas,
        parents=tree.parents,
        bins=tree.bins,
        rules=tree.rules,
    )
    return Numbered(market, tuple(one.id for one in ordered), nodes, types)


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """The part of a `Market` that the policy decides."""

    quotas: Keys
    parents: Integers
    bins: Integers
    rules: SeatRules


def with_policy(
    places: Sequence[str], quotas: Keys, types: Sequence[str], policy: Policy
) -> tuple[tuple[str, ...], Tree]:
    """The names of all nodes, and the tree that a policy makes of places with quotas.

    types: names of the types, the first one being nobody's. Raises `QuotasRefused`.
    """
    nodes = (*places, *(group.id for group in policy.groups))
    number_of = {name: number for number, name in enumerate(nodes)}
    if len(number_of) != len(nodes):
        doubled = sorted({name for name in nodes if nodes.count(name) > 1})
        raise QuotasRefused("group-doubled", group=doubled[0])
    for group in policy.groups:
        if group.quota < 0:
            raise QuotasRefused("quota-negative", group=group.id, quota=group.quota)
    check_chains({group.id: group.parent for group in policy.groups})
    parents = _parents(nodes, number_of, policy)
    every_quota = np.concatenate([quotas, [group.quota for group in policy.groups]])
    every_quota = every_quota.astype(np.int64)
    rules = _rules(nodes, number_of, types, every_quota, policy)
    bins = _bins(nodes, len(places), every_quota, parents, rules)
    return nodes, Tree(every_quota, parents, bins, rules)


def _types(instance: Instance) -> list[str]:
    named = {one.type for one in instance.applicants.values()} | set(instance.policy.types())
    return sorted(named - {""})


def _tiers(ordered: Sequence[Applicant], policy: Policy) -> Keys | None:
    first = {name: len(policy.precedence) - at for at, name in enumerate(policy.precedence)}
    tiers = [one.precedence or first.get(one.type, 0) for one in ordered]
    return np.array(tiers, dtype=np.int64) if any(tiers) else None


def _lists(
    ordered: Sequence[Applicant], instance: Instance, places: Sequence[str]
) -> tuple[Integers, Keys]:
    number_of = {name: number for number, name in enumerate(places)}
    longest = max((len(one.wishes) for one in ordered), default=0)
    wishes = np.full((len(ordered), longest), NOTHING, dtype=np.int32)
    scores = np.zeros((len(ordered), longest), dtype=np.int64)
    gone = {(drop.applicant, drop.rank) for drop in instance.dropped}
    for row, one in enumerate(ordered):
        scores[row] = one.score
        for column, place in enumerate(one.wishes):
            if (one.id, column + 1) not in gone:
                wishes[row, column] = number_of[place]
                scores[row, column] = one.score_at(place)
    return wishes, scores


def _parents(nodes: Sequence[str], number_of: Mapping[str, int], policy: Policy) -> Integers:
    parents = np.full(len(nodes), NOTHING, dtype=np.int32)
    above = {group.id: group.parent for group in policy.groups if group.parent}
    for inner, outer in [*above.items(), *policy.member_of.items()]:
        if outer not in number_of:
            raise QuotasRefused("group-unknown", group=outer, named_by=inner)
        if inner in number_of:
            parents[number_of[inner]] = number_of[outer]
    return parents


def _rules(
    nodes: Sequence[str],
    number_of: Mapping[str, int],
    types: Sequence[str],
    quotas: Keys,
    policy: Policy,
) -> SeatRules:
    spoken_of = sorted({rule.at for rule in policy.reserves} | {rule.at for rule in policy.caps})
    for name in spoken_of:
        if name not in number_of:
            raise QuotasRefused("seats-unknown", at=name)
    row_of = {name: row for row, name in enumerate(spoken_of)}
    type_of = {name: number for number, name in enumerate(types)}
    shape = (len(spoken_of), len(types))
    first, last = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int32)
    caps = np.full(shape, UNLIMITED, dtype=np.int32)
    for reserve in policy.reserves:
        _check_seats(reserve.at, reserve.seats)
        table = first if reserve.order is SeatOrder.FIRST else last
        table[row_of[reserve.at], type_of[reserve.type]] += reserve.seats
    for cap in policy.caps:
        _check_seats(cap.at, cap.seats)
        caps[row_of[cap.at], type_of[cap.type]] = cap.seats
    for name, row in row_of.items():
        reserved, quota = int(first[row].sum() + last[row].sum()), int(quotas[number_of[name]])
        if reserved > quota:
            raise QuotasRefused("reserves-exceed-quota", at=name, reserved=reserved, quota=quota)
    rule_of = np.full(len(nodes), NOTHING, dtype=np.int32)
    for name, row in row_of.items():
        rule_of[number_of[name]] = row
    return SeatRules(rule_of, first, last, caps)


def _check_seats(at: str, seats: int) -> None:
    if seats < 0:
        raise QuotasRefused("seats-negative", at=at, seats=seats)


def _bins(
    nodes: Sequence[str], places: int, quotas: Keys, parents: Integers, rules: SeatRules
) -> Integers:
    """A place belongs to the outermost pool around it; no quota inside may be smaller."""
    bins = np.arange(places, dtype=np.int32)
    for place in range(places):
        inside = [place]
        while (node := int(parents[inside[-1]])) != NOTHING:
            if rules.rule_of[node] != NOTHING:
                for member in inside:
                    _check_pool(nodes, quotas, rules, node, member)
                bins[place] = node
            inside.append(node)
    return bins


def _check_pool(
    nodes: Sequence[str], quotas: Keys, rules: SeatRules, pool: int, member: int
) -> None:
    if rules.rule_of[member] != NOTHING or quotas[member] < quotas[pool]:
        raise QuotasRefused(
            "pool-crossed",
            pool=nodes[pool],
            quota=int(quotas[pool]),
            member=nodes[member],
            member_quota=int(quotas[member]),
        )
