"""A seat that is decided beforehand: by the commission, or because somebody confirmed it.

No engine knows of that. Whoever is fixed takes part as everybody does, with that seat as the only
wish and before everybody else; so seats, shared quotas and caps count for them, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.instance import Instance, build
from mobility_rules.placement.market import NOTHING
from mobility_rules.placement.numbering import tree_of
from mobility_rules.placement.tree import Tree


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
    decisions = sorted(fixed, key=lambda one: one.applicant)
    if not decisions:
        return instance
    _check_names(instance, decisions)
    _check_room(instance, decisions)
    above = _above_everybody(instance)
    rows = dict(instance.applicants)
    for one in decisions:
        rows[one.applicant] = replace(
            rows[one.applicant],
            wishes=() if one.place is None else (one.place,),
            eligible=None,
            level="",
            terms=frozenset(),
            precedence=above,
        )
    return build(instance.places.values(), rows.values(), instance.tie_break, instance.policy)


def lost(fixed: Iterable[Fixed], allocation: Allocation) -> list[Fixed]:
    """Decisions that could not be kept: seats reserved for others were needed for them."""
    return [one for one in fixed if allocation.assigned[one.applicant] != one.place]


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


def _check_room(instance: Instance, fixed: Sequence[Fixed]) -> None:
    tree = tree_of(instance)
    number_of = {name: number for number, name in enumerate(tree.nodes)}
    check_room(
        tree,
        [one.applicant for one in fixed],
        [NOTHING if one.place is None else number_of[one.place] for one in fixed],
        [tree.types.index(instance.applicants[one.applicant].type) for one in fixed],
    )


def check_room(
    tree: Tree, fixed: Sequence[str], places: Sequence[int], types: Sequence[int]
) -> None:
    """No more decisions than seats, at any place or group, nor than a cap allows, in numbers.

    fixed: the names of those decided about; places: the seat of each, or NOTHING; types: their
    types. Raises `QuotasRefused` as `with_fixed` does.
    """
    seated: dict[int, list[int]] = {}
    for at, node in enumerate(places):
        while node != NOTHING:
            seated.setdefault(node, []).append(at)
            node = int(tree.parents[node])
    for node, rows in sorted(seated.items()):
        names = tuple(fixed[at] for at in rows)
        if len(rows) > (quota := int(tree.quotas[node])):
            raise QuotasRefused(
                "fixed-exceed-quota", at=tree.nodes[node], quota=quota, applicants=names
            )
        if (rule := int(tree.rules.rule_of[node])) == NOTHING:
            continue
        for kind, cap in enumerate(tree.rules.caps[rule].tolist()):
            names = tuple(fixed[at] for at in rows if types[at] == kind)
            if len(names) > cap:
                raise QuotasRefused(
                    "fixed-exceed-cap",
                    at=tree.nodes[node],
                    type=tree.types[kind],
                    cap=cap,
                    applicants=names,
                )
