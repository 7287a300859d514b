"""The tree that a policy makes of places: groups, reserves and caps, and what of them is refused.

Refused is only what contradicts itself, or would leave no fair allocation to be found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mobility_rules.placement.hierarchy import QuotasRefused, check_chains
from mobility_rules.placement.market import NOTHING, UNLIMITED, Integers, Keys, Market, SeatRules
from mobility_rules.placement.policy import Cap, Policy, Reserve, SeatOrder


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """The part of a `Market` that the policy decides. nodes, types: the names behind the numbers,
    the first type being nobody's."""

    nodes: tuple[str, ...]
    types: tuple[str, ...]
    quotas: Keys
    parents: Integers
    bins: Integers
    rules: SeatRules

    def market(self, wishes: Integers, standings: Integers, types: Integers) -> Market:
        """The market of these lists over these seats."""
        return Market(
            wishes=wishes,
            standings=standings,
            types=types,
            quotas=self.quotas,
            parents=self.parents,
            bins=self.bins,
            rules=self.rules,
        )


def with_policy(places: Sequence[str], quotas: Keys, types: Sequence[str], policy: Policy) -> Tree:
    """The tree that a policy makes of places with quotas.

    types: names of the types, the first one being nobody's. Raises `QuotasRefused`.
    """
    nodes = (*places, *(group.id for group in policy.groups))
    number_of = {name: number for number, name in enumerate(nodes)}
    if len(number_of) != len(nodes):
        doubled = min(name for name, times in Counter(nodes).items() if times > 1)
        raise QuotasRefused("group-doubled", group=doubled)
    for group in policy.groups:
        if group.quota < 0:
            raise QuotasRefused("quota-negative", group=group.id, quota=group.quota)
    check_chains({group.id: group.parent for group in policy.groups})
    parents = _parents(nodes, number_of, policy)
    every_quota = np.concatenate([quotas, [group.quota for group in policy.groups]])
    every_quota = every_quota.astype(np.int64)
    rules = _rules(nodes, number_of, types, every_quota, policy)
    bins = _bins(nodes, len(places), every_quota, parents, rules)
    _check_last_seats(nodes, bins, every_quota, parents, rules)
    return Tree(nodes, tuple(types), every_quota, parents, bins, rules)


def _parents(nodes: Sequence[str], number_of: Mapping[str, int], policy: Policy) -> Integers:
    """member_of may speak of places that are gone: nobody is harmed by what holds for nothing."""
    parents = np.full(len(nodes), NOTHING, dtype=np.int32)
    groups = {group.id for group in policy.groups}
    above = {group.id: group.parent for group in policy.groups if group.parent}
    for inner, outer in policy.member_of.items():
        if inner in groups:
            raise QuotasRefused("place-unknown", place=inner, group=outer)
        if outer not in groups:
            raise QuotasRefused("group-unknown", group=outer, named_by=inner)
        if inner in number_of:
            above[inner] = outer
    for inner, outer in above.items():
        parents[number_of[inner]] = number_of[outer]
    return parents


def _rules(
    nodes: Sequence[str],
    number_of: Mapping[str, int],
    types: Sequence[str],
    quotas: Keys,
    policy: Policy,
) -> SeatRules:
    every_rule: tuple[Reserve | Cap, ...] = (*policy.reserves, *policy.caps)
    for rule in every_rule:
        _check_rule(rule, number_of, types)
    spoken_of = sorted({rule.at for rule in every_rule})
    row_of = {name: row for row, name in enumerate(spoken_of)}
    type_of = {name: number for number, name in enumerate(types)}
    shape = (len(spoken_of), len(types))
    first, last = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int32)
    caps = np.full(shape, UNLIMITED, dtype=np.int32)
    for reserve in policy.reserves:
        table = first if reserve.order is SeatOrder.FIRST else last
        table[row_of[reserve.at], type_of[reserve.type]] += reserve.seats
    for cap in policy.caps:
        at, type = row_of[cap.at], type_of[cap.type]
        caps[at, type] = min(caps[at, type], cap.seats)
    for name, row in row_of.items():
        reserved, quota = int(first[row].sum() + last[row].sum()), int(quotas[number_of[name]])
        if reserved > quota:
            raise QuotasRefused("reserves-exceed-quota", at=name, reserved=reserved, quota=quota)
    rule_of = np.full(len(nodes), NOTHING, dtype=np.int32)
    for name, row in row_of.items():
        rule_of[number_of[name]] = row
    return SeatRules(rule_of, first, last, caps)


def _check_rule(rule: Reserve | Cap, number_of: Mapping[str, int], types: Sequence[str]) -> None:
    if rule.at not in number_of:
        raise QuotasRefused("seats-unknown", at=rule.at)
    if rule.type not in types:
        raise QuotasRefused("type-unknown", at=rule.at, type=rule.type)
    if rule.seats < 0:
        raise QuotasRefused("seats-negative", at=rule.at, seats=rule.seats)


def _bins(
    nodes: Sequence[str], places: int, quotas: Keys, parents: Integers, rules: SeatRules
) -> Integers:
    """A place belongs to the outermost pool around it; no quota inside may be smaller."""
    bins = np.arange(places, dtype=np.int32)
    for place in range(places):
        chain = _upwards(place, parents)
        for at, node in enumerate(chain[1:], start=1):
            if rules.rule_of[node] != NOTHING:
                for member in chain[:at]:
                    _check_pool(nodes, quotas, rules, node, member)
                bins[place] = node
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


def _check_last_seats(
    nodes: Sequence[str], bins: Integers, quotas: Keys, parents: Integers, rules: SeatRules
) -> None:
    """Nobody above may have to choose between reserve-last seats and others.

    Who gets a reserve-last seat depends on who got the open ones. So a better applicant who comes
    to a place can move a worse one there into a reserved seat, who is then wanted by a group that
    had rejected this one before: no fair allocation need exist.
    """
    ruled = np.unique(bins[rules.rule_of[bins] != NOTHING]).tolist()
    with_last = [bin for bin in ruled if rules.last[rules.rule_of[bin]].any()]
    below = _most_below(bins, quotas, parents) if with_last else {}
    for bin in with_last:
        for group in _upwards(bin, parents)[1:]:
            if below[group] > quotas[group]:
                raise QuotasRefused(
                    "reserve-last-below-group",
                    at=nodes[bin],
                    group=nodes[group],
                    quota=int(quotas[group]),
                    below=below[group],
                )


def _most_below(bins: Integers, quotas: Keys, parents: Integers) -> dict[int, int]:
    """For each group above bins, how many can come to it from below."""
    chains = [_upwards(bin, parents) for bin in np.unique(bins).tolist()]
    depth_of = {node: depth for chain in chains for depth, node in enumerate(reversed(chain))}
    own = {chain[0] for chain in chains}
    below = dict.fromkeys(depth_of.keys() - own, 0)
    for node in sorted(depth_of, key=lambda node: -depth_of[node]):
        quota, above = int(quotas[node]), int(parents[node])
        if above != NOTHING:
            below[above] += quota if node in own else min(quota, below[node])
    return below


def _upwards(node: int, parents: Integers) -> list[int]:
    """The node and all groups above it."""
    chain = [node]
    while (above := int(parents[chain[-1]])) != NOTHING:
        chain.append(above)
    return chain
