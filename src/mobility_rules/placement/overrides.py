"""What the commission's own decisions break: each with its reason and its price.

The placement is fair for everybody else. Beside a decision stands who was passed over for it, and
what its own applicant would have got without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobility_rules.canonical import JsonObject
from mobility_rules.placement.checking import Fault, Names, faults
from mobility_rules.placement.deferred_acceptance import Allocation, as_if_wished, in_numbers
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import Instance
from mobility_rules.placement.market import NOTHING, NUMBER_BITS, Integers, Keys, Market
from mobility_rules.placement.numbering import Numbered, numbered
from mobility_rules.placement.waiting import missed

FAULT_NAMES = {
    Fault.WASTE: "non-wastefulness",
    Fault.ENVY: "no-justified-envy",
    Fault.RESERVE: "reserves-and-caps",
}


@dataclass(frozen=True, slots=True, order=True)
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


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """Decisions in numbers. column: of the seat, or NOTHING for nowhere; is_wish: whether it is a
    wish that may be granted."""

    applicant: Keys
    column: Keys
    is_wish: NDArray[np.bool_]


def overrides(
    instance: Instance, allocation: Allocation, fixed: Iterable[Fixed]
) -> tuple[Override, ...]:
    """By applicant. instance: as it would have been without the decisions."""
    decided = sorted(fixed, key=lambda one: one.applicant)
    if not decided:
        return ()
    seats = Allocation({one.applicant: one.place for one in decided})
    names = numbered(as_if_wished(as_if_wished(instance, allocation), seats))
    found = breaks(
        names.market,
        in_numbers(names, allocation),
        names,
        _in_numbers(instance, names, decided),
    )
    return tuple(
        Override(one.applicant, one.place, one.reason, broken)
        for one, broken in zip(decided, found, strict=True)
    )


def breaks(
    market: Market, granted: Integers, names: Names, decided: Decided
) -> list[tuple[Break, ...]]:
    """What each decision breaks. market: as if every seat that was decided had been wished, and
    nothing been decided."""
    wanting = _Wanting(market, granted, decided)
    passed_over = [
        list(_passed_over(market, names, decided, at, wanting))
        for at in range(len(decided.applicant))
    ]
    accepted = _accepted(market, granted, names, decided)
    return [(*own, *others) for own, others in zip(passed_over, accepted, strict=True)]


class _Wanting:
    """Who would rather have each place that was given, save those about whom it was decided, too;
    found once for all decisions."""

    def __init__(self, market: Market, granted: Integers, decided: Decided) -> None:
        seated = decided.column != NOTHING
        seats = market.wishes[decided.applicant[seated], decided.column[seated]]
        is_given = np.isin(np.arange(market.places), seats)
        is_decided = np.isin(np.arange(market.applicants), decided.applicant)
        width = max(market.wishes.shape[1], 1)
        at = missed(market, granted)
        at = at[is_given[market.wishes.ravel()[at]]]
        at = at[~is_decided[at // width]]
        places = market.wishes.ravel()[at]
        order = np.argsort(places, kind="stable")
        self._begins = np.searchsorted(places[order], np.arange(market.places + 1))
        self._applicants: Keys = at[order] // width
        self._standings: Integers = market.standings.ravel()[at[order]]

    def above(self, place: int, key: int) -> Keys:
        """The applicants who would rather have the place and stand higher there."""
        these = slice(self._begins[place], self._begins[place + 1])
        applicants = self._applicants[these]
        keys = self._standings[these].astype(np.int64) << NUMBER_BITS | applicants
        return applicants[keys > key]


def _passed_over(
    market: Market, names: Names, decided: Decided, at: int, wanting: _Wanting
) -> Iterator[Break]:
    row, column = int(decided.applicant[at]), int(decided.column[at])
    if column == NOTHING:
        return
    number = int(market.wishes[row, column])
    who, place = names.applicants[row], names.nodes[number]
    if not decided.is_wish[at]:
        problem = f"{who} got {place}, which is no wish that may be granted"
        yield Break("individual-rationality", who, place, problem)
    key = (int(market.standings[row, column]) << NUMBER_BITS) | row
    for other in sorted(names.applicants[one] for one in wanting.above(number, key).tolist()):
        problem = f"{other} would rather have {place}, which {who} got with a lower standing"
        yield Break("no-justified-envy", other, place, problem)


def _accepted(
    market: Market, granted: Integers, names: Names, decided: Decided
) -> list[list[Break]]:
    """What those decided upon would have been accepted at, had nothing been decided."""
    at_of = {row: at for at, row in enumerate(decided.applicant.tolist())}
    told: list[list[Break]] = [[] for _ in decided.applicant]
    found = faults(market, granted)
    for index in np.flatnonzero(np.isin(found.applicant, decided.applicant)).tolist():
        row, column = int(found.applicant[index]), int(found.column[index])
        at = at_of[row]
        if decided.is_wish[at] or column != decided.column[at]:
            who, place = names.applicants[row], names.nodes[market.wishes[row, column]]
            name = FAULT_NAMES[Fault(int(found.kind[index]))]
            problem = f"{who} would have been accepted at {place}"
            told[at].append(Break(name, who, place, problem))
    return told


def _in_numbers(instance: Instance, names: Numbered, decided: list[Fixed]) -> Decided:
    number_of = {name: number for number, name in enumerate(names.applicants)}
    seats = in_numbers(names, Allocation({one.applicant: one.place for one in decided}))
    rows = np.array([number_of[one.applicant] for one in decided], dtype=np.int64)
    is_wish = [one.place in instance.wishes[one.applicant] for one in decided]
    return Decided(rows, seats[rows].astype(np.int64), np.array(is_wish))
