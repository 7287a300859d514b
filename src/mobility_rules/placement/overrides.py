"""What the commission's own decisions break: each with its reason and its price.

The placement is fair for everybody else. Beside a decision stands who was passed over for it, and
what its own applicant would have got without it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mobility_rules.canonical import JsonObject
from mobility_rules.placement.checking import Fault, faults
from mobility_rules.placement.deferred_acceptance import Allocation, as_if_wished, in_numbers
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import Instance
from mobility_rules.placement.numbering import numbered

FAULT_NAMES = {
    Fault.WASTE: "non-wastefulness",
    Fault.ENVY: "no-justified-envy",
    Fault.RESERVE: "reserves-and-caps",
}


@dataclass(frozen=True, slots=True)
class Break:
    """name: the property; applicant, place: whom it hurts, and where."""

    name: str
    applicant: str
    place: str
    problem: str

    def to_json(self) -> JsonObject:
        return {
            "name": self.name,
            "applicant": self.applicant,
            "place": self.place,
            "problem": self.problem,
        }


@dataclass(frozen=True, slots=True)
class Override:
    """A decision of the commission. place: None for nowhere."""

    applicant: str
    place: str | None
    reason: str
    breaks: tuple[Break, ...]

    def to_json(self) -> JsonObject:
        return {
            "applicant": self.applicant,
            "place": self.place,
            "reason": self.reason,
            "breaks": [one.to_json() for one in self.breaks],
        }


def overrides(
    instance: Instance, allocation: Allocation, fixed: Iterable[Fixed]
) -> tuple[Override, ...]:
    """By applicant. instance: as it would have been without the decisions."""
    decided = sorted(fixed, key=lambda one: one.applicant)
    if not decided:
        return ()
    dearer = _dearer(instance, allocation, decided)
    wanting = _wanting(instance, allocation, dearer)
    return tuple(
        Override(
            one.applicant,
            one.place,
            one.reason,
            (*_breaks(instance, one, wanting), *dearer[one.applicant]),
        )
        for one in decided
    )


def _wanting(
    instance: Instance, allocation: Allocation, decided: Container[str]
) -> dict[str, list[str]]:
    """For each place who would rather have it, save those about whom it was decided, too."""
    found: dict[str, list[str]] = {}
    for other, wishes in instance.wishes.items():
        if other not in decided:
            for place in _above(wishes, allocation.assigned.get(other)):
                found.setdefault(place, []).append(other)
    return found


def _breaks(
    instance: Instance, one: Fixed, wanting: Mapping[str, Sequence[str]]
) -> Iterator[Break]:
    """Who was passed over."""
    if one.place is None:
        return
    who, place = one.applicant, one.place
    if place not in instance.wishes[who]:
        problem = f"{who} got {place}, which is no wish that may be granted"
        yield Break("individual-rationality", who, place, problem)
    own = instance.standing(who, place)
    for other in wanting.get(place, ()):
        if instance.standing(other, place) > own:
            problem = f"{other} would rather have {place}, which {who} got with a lower standing"
            yield Break("no-justified-envy", other, place, problem)


def _dearer(
    instance: Instance, allocation: Allocation, decided: Sequence[Fixed]
) -> dict[str, list[Break]]:
    """What those decided upon would have been accepted at, had nothing been decided."""
    found: dict[str, list[Break]] = {one.applicant: [] for one in decided}
    wishes = {one.applicant: instance.wishes[one.applicant] for one in decided}
    names = numbered(as_if_wished(instance, allocation))
    table = faults(names.market, in_numbers(names, allocation))
    for row, number in enumerate(table.applicant.tolist()):
        who = names.applicants[number]
        place = names.nodes[names.market.wishes[number, table.column[row]]]
        if place in wishes.get(who, ()):
            problem = f"{who} would have been accepted at {place}"
            name = FAULT_NAMES[Fault(int(table.kind[row]))]
            found[who].append(Break(name, who, place, problem))
    return found


def _above(wishes: Sequence[str], got: str | None) -> Sequence[str]:
    return wishes[: wishes.index(got)] if got in wishes else wishes
