"""What a change does: who gains, who loses, and the figures of both sides next to each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.instance import Instance

Side = tuple[Instance, Allocation]


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """Of one group of applicants, such as a school."""

    applicants: int
    placed: int
    first_choice: int


@dataclass(frozen=True, slots=True)
class Figures:
    """mean_rank: of the placed, on the lists as handed in, in thousandths rounded half up; None
    where nobody is placed. by_group: ordered by name; applicants of no group under ""."""

    applicants: int
    placed: int
    first_choice: int
    mean_rank: int | None
    by_group: Mapping[str, GroupFigures]


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody whose seat is another one after a change. before, after: None for none."""

    applicant: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """gains, losses: by the applicant's own list, ordered by name. only_before, only_after: who is
    not on both sides and can therefore neither gain nor lose."""

    before: Figures
    after: Figures
    gains: tuple[Moved, ...]
    losses: tuple[Moved, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]


def compare(before: Side, after: Side, group_of: Mapping[str, str]) -> Comparison:
    """Both sides next to each other. group_of: the group of each applicant, such as the school."""
    earlier, later = before[1].assigned, after[1].assigned
    changes = [
        Moved(one, earlier[one], later[one])
        for one in sorted(earlier.keys() & later.keys())
        if earlier[one] != later[one]
    ]
    return Comparison(
        before=figures(*before, group_of),
        after=figures(*after, group_of),
        gains=tuple(change for change in changes if gain(after[0], change) > 0),
        losses=tuple(change for change in changes if gain(after[0], change) < 0),
        only_before=tuple(sorted(earlier.keys() - later.keys())),
        only_after=tuple(sorted(later.keys() - earlier.keys())),
    )


def figures(instance: Instance, allocation: Allocation, group_of: Mapping[str, str]) -> Figures:
    """The figures of one allocation."""
    everybody = sorted(allocation.assigned)
    counted = _count(instance, allocation, everybody)
    members: dict[str, list[str]] = {}
    for one in everybody:
        members.setdefault(group_of.get(one, ""), []).append(one)
    return Figures(
        applicants=counted.applicants,
        placed=counted.placed,
        first_choice=counted.first_choice,
        mean_rank=_mean_rank(instance, allocation),
        by_group={name: _count(instance, allocation, members[name]) for name in sorted(members)},
    )


def rank_of(instance: Instance, applicant: str, place: str | None) -> int | None:
    """The number of the place on the list as handed in, from 1; None for a place that is not on it,
    as a decision of the commission may give."""
    wishes = instance.applicants[applicant].wishes
    return wishes.index(place) + 1 if place in wishes else None


def gain(instance: Instance, change: Moved) -> int:
    """Above 0 for a gain, below for a loss. A place that was not wished comes after all that were,
    and before nothing."""
    length = len(instance.applicants[change.applicant].wishes)

    def worth(place: str | None) -> int:
        if place is None:
            return length + 2
        return rank_of(instance, change.applicant, place) or length + 1

    return worth(change.before) - worth(change.after)


def _count(instance: Instance, allocation: Allocation, names: Iterable[str]) -> GroupFigures:
    seats = {one: allocation.assigned[one] for one in names}
    placed = {one: place for one, place in seats.items() if place is not None}
    first = sum(rank_of(instance, one, place) == 1 for one, place in placed.items())
    return GroupFigures(len(seats), len(placed), first)


def _mean_rank(instance: Instance, allocation: Allocation) -> int | None:
    ranks = [rank_of(instance, one, place) for one, place in allocation.assigned.items()]
    known = [rank for rank in ranks if rank is not None]
    return floor(Fraction(1000 * sum(known), len(known)) + Fraction(1, 2)) if known else None
