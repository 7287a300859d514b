"""What must be right about reserves, caps, shared quotas, minimums and conditional seats of a call.

Each problem names its field, what was given and what is expected. Quotas that contradict each other
are found by building the tree that a placement would use, so they are told one at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

import numpy as np

from mobility_rules.findings import Finding
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.policy import Cap, Conditional, Minimum, Policy, Reserve
from mobility_rules.placement.tree import with_policy

CLAUSE = "seat-terms/1"
TREE_CODES = (
    "group-doubled",
    "group-unknown",
    "groups-in-a-cycle",
    "groups-overlap",
    "place-unknown",
    "pool-crossed",
    "quota-negative",
    "reserve-last-below-group",
    "reserves-exceed-quota",
    "seats-negative",
    "seats-unknown",
    "type-unknown",
)
"""Codes of `QuotasRefused`, as a finding or as a refusal."""
CODES = (
    *TREE_CODES,
    "conditional-doubled",
    "conditional-exceeds-seats",
    "group-empty",
    "minimum-doubled",
    "minimum-exceeds-seats",
    "rule-without-seats",
)
"""Every code that `check_seats` can find."""

Seats = Mapping[str, int]
_FIELDS = {Reserve: "reserves", Cap: "caps", Minimum: "minimums", Conditional: "conditional"}


def check_seats(policy: Policy, seats: Seats, types: Collection[str]) -> Iterator[Finding]:
    """Everything that contradicts itself or the places. seats: of each place of the call, by id.
    types: every type that an applicant can be of."""
    yield from _names(policy, seats, types)
    yield from _sizes(policy, seats)
    yield from _tree(policy, seats, types)


def _names(policy: Policy, seats: Seats, types: Collection[str]) -> Iterator[Finding]:
    by_type: tuple[Reserve | Cap, ...] = (*policy.reserves, *policy.caps)
    for rule in by_type:
        if rule.type not in types:
            yield _problem("type-unknown", _FIELDS[type(rule)], rule.type, at=rule.at)
    at_places: tuple[Minimum | Conditional, ...] = (*policy.minimums, *policy.conditional)
    for lower in at_places:
        if lower.at not in seats:
            yield _problem("place-unknown", _FIELDS[type(lower)], lower.at)
    for place in policy.member_of.keys() - seats.keys() - {group.id for group in policy.groups}:
        yield _problem("place-unknown", "groups", place)
    within = {group.parent for group in policy.groups} | set(policy.member_of.values())
    for group in policy.groups:
        if group.id not in within:
            yield _problem("group-empty", "groups", "0", "1", group=group.id)


def _sizes(policy: Policy, seats: Seats) -> Iterator[Finding]:
    yield from _at_most_seats(policy.minimums, "minimum", most_at(policy, seats))
    yield from _at_most_seats(policy.conditional, "conditional", seats)


def _at_most_seats(
    rules: tuple[Minimum, ...] | tuple[Conditional, ...], kind: str, most: Seats
) -> Iterator[Finding]:
    """One such rule a place, of at least one seat and no more than it has."""
    times = Counter(rule.at for rule in rules)
    for rule in rules:
        field, given = _FIELDS[type(rule)], str(rule.seats)
        if rule.seats < 1:
            yield _problem("rule-without-seats", field, given, "1", at=rule.at)
        if rule.at in most and rule.seats > most[rule.at]:
            yield _problem(f"{kind}-exceeds-seats", field, given, str(most[rule.at]), at=rule.at)
    for at in (at for at, number in times.items() if number > 1):
        yield _problem(f"{kind}-doubled", _FIELDS[type(rules[0])], str(times[at]), "1", at=at)


def most_at(policy: Policy, seats: Seats) -> dict[str, int]:
    """How many a place can take at most: its seats, or a smaller shared quota around it."""
    groups = {group.id: group for group in policy.groups}
    most = {}
    for place, number in seats.items():
        bounds, around, passed = [number], policy.member_of.get(place, ""), set[str]()
        while around in groups and around not in passed:
            passed.add(around)
            bounds.append(groups[around].quota)
            around = groups[around].parent
        most[place] = min(bounds)
    return most


def _tree(policy: Policy, seats: Seats, types: Collection[str]) -> Iterator[Finding]:
    every_type = ("", *sorted(set(types) | set(policy.types())))
    quotas = np.array(list(seats.values()), dtype=np.int64)
    try:
        with_policy(tuple(seats), quotas, every_type, policy)
    except QuotasRefused as refused:
        yield as_finding(refused)


def as_finding(refused: QuotasRefused) -> Finding:
    values = {name: _text(value) for name, value in refused.values.items()}
    field, given, expected = _SAID.get(refused.code, ("groups", "", ""))
    return _problem(refused.code, field, values.get(given, ""), values.get(expected, ""), **values)


_SAID = {
    "place-unknown": ("groups", "place", ""),
    "pool-crossed": ("reserves", "member_quota", "quota"),
    "quota-negative": ("groups", "quota", ""),
    "reserve-last-below-group": ("reserves", "below", "quota"),
    "reserves-exceed-quota": ("reserves", "reserved", "quota"),
    "seats-negative": ("reserves", "seats", ""),
    "seats-unknown": ("reserves", "at", ""),
}
"""For a code of the tree: its field, and which of its values were given and expected."""


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _problem(code: str, field: str, given: str, expected: str = "", **values: str) -> Finding:
    stated = {"field": field, "given": given, "expected": expected, **values}
    return Finding(code, CLAUSE, curable=True, seen=given, needed=expected, values=stated)
