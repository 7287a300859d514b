"""A seat that is decided beforehand: by the commission, or because somebody confirmed it.

No engine knows of that. Whoever is fixed takes part as everybody does, with that seat as the only
wish and before everybody else; so seats, shared quotas and caps count for them, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.instance import Applicant, Instance, build


@dataclass(frozen=True, slots=True)
class Fixed:
    """place: None for somebody who is placed nowhere. is_kept: a later run was not free to give
    the seat; otherwise the commission decided."""

    applicant: str
    place: str | None
    reason: str = ""
    is_kept: bool = False


def with_fixed(instance: Instance, fixed: Iterable[Fixed]) -> Instance:
    """The instance in which these decisions stand, on the list of the applicant or not.

    Raises `QuotasRefused`: ``fixed-unknown-applicant``, ``fixed-unknown-place``, ``fixed-twice``;
    ``fixed-exceed-quota`` or ``fixed-exceed-cap`` with the place or group and who is fixed there.
    """
    decisions = list(fixed)
    _check_names(instance, decisions)
    _check_quotas(instance, decisions)
    _check_caps(instance, decisions)
    if not decisions:
        return instance
    above = _above_everybody(instance)
    rows = dict(instance.applicants)
    for one in decisions:
        rows[one.applicant] = _only(rows[one.applicant], one.place, above)
    return build(instance.places.values(), rows.values(), instance.tie_break, instance.policy)


def with_only_wishes(instance: Instance, seats: Mapping[str, str | None]) -> Instance:
    """The instance in which these applicants wish the seat they hold and nothing else, or nothing
    at all. Unlike `with_fixed` it puts nobody before others."""
    rows = dict(instance.applicants)
    for one, place in seats.items():
        rows[one] = _only(rows[one], place, rows[one].precedence)
    return build(instance.places.values(), rows.values(), instance.tie_break, instance.policy)


def lost(fixed: Iterable[Fixed], allocation: Allocation) -> list[Fixed]:
    """Decisions that could not be kept: seats reserved for others were needed for them."""
    return [one for one in fixed if allocation.assigned[one.applicant] != one.place]


def _only(applicant: Applicant, place: str | None, precedence: int) -> Applicant:
    wishes = () if place is None else (place,)
    return replace(
        applicant,
        wishes=wishes,
        eligible=None,
        level="",
        terms=frozenset(),
        precedence=precedence,
    )


def _above_everybody(instance: Instance) -> int:
    named = max((one.precedence for one in instance.applicants.values()), default=0)
    return max(named, len(instance.policy.precedence)) + 1


def _check_names(instance: Instance, fixed: Sequence[Fixed]) -> None:
    seen: set[str] = set()
    for one in fixed:
        if one.applicant not in instance.applicants:
            raise QuotasRefused("fixed-unknown-applicant", applicant=one.applicant)
        if one.place is not None and one.place not in instance.places:
            raise QuotasRefused("fixed-unknown-place", applicant=one.applicant, place=one.place)
        if one.applicant in seen:
            raise QuotasRefused("fixed-twice", applicant=one.applicant)
        seen.add(one.applicant)


def _check_quotas(instance: Instance, fixed: Sequence[Fixed]) -> None:
    quotas = {place.id: place.quota for place in instance.places.values()}
    quotas |= {group.id: group.quota for group in instance.policy.groups}
    counted = Counter(node for one in fixed for node in _nodes_over(instance, one.place))
    for node in sorted(counted):
        if counted[node] > quotas[node]:
            raise QuotasRefused(
                "fixed-exceed-quota",
                at=node,
                quota=quotas[node],
                applicants=_names_at(instance, fixed, node),
            )


def _check_caps(instance: Instance, fixed: Sequence[Fixed]) -> None:
    for cap in instance.policy.caps:
        of_type = [one for one in fixed if instance.applicants[one.applicant].type == cap.type]
        names = _names_at(instance, of_type, cap.at)
        if len(names) > cap.seats:
            raise QuotasRefused(
                "fixed-exceed-cap", at=cap.at, type=cap.type, cap=cap.seats, applicants=names
            )


def _names_at(instance: Instance, fixed: Iterable[Fixed], node: str) -> tuple[str, ...]:
    return tuple(sorted(one.applicant for one in fixed if node in _nodes_over(instance, one.place)))


def _nodes_over(instance: Instance, place: str | None) -> list[str]:
    """The place and every group around it."""
    parents = {group.id: group.parent for group in instance.policy.groups}
    nodes = [] if place is None else [place]
    node = "" if place is None else instance.policy.member_of.get(place, "")
    while node in parents and node not in nodes:
        nodes.append(node)
        node = parents[node]
    return nodes
