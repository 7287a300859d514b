"""What decisions of the commission break, one by one: whom they pass over, and what the one they
are about would have got. The words and codes are those of a certificate in the product."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from mobility_rules.placement.checking import Fault, faults
from mobility_rules.placement.market import NOTHING, Integers, Keys, Market, as_standings
from mobility_rules.placement.overrides import FAULT_NAMES
from mobility_rules.placement.waiting import missed
from sapar.placement_files.market.market_tables import Placement

Break = dict[str, str]


def decisions(placement: Placement, granted: Integers) -> list[dict[str, Any]]:
    """Each override with its reason and what it breaks, by applicant."""
    fixed = placement.overriding
    if not fixed.decisions:
        return []
    market = _undecided(placement)
    accepted = _accepted_elsewhere(placement, market, granted)
    wanting = _Wanting(placement, market, granted)
    told = []
    for at, one in enumerate(fixed.decisions):
        breaks = [*_passed_over(placement, wanting, at), *accepted.get(at, [])]
        told.append(
            {
                "applicant": one.applicant,
                "place": one.place,
                "reason": one.reason,
                "breaks": sorted(breaks, key=lambda found: list(found.values())),
            }
        )
    return told


def _undecided(placement: Placement) -> Market:
    """The market as if every seat given by decision had been wished and nothing been decided."""
    fixed = placement.overriding
    wishes = placement.dropped.applied_to(placement.listed).copy()
    scores = placement.scores.astype(np.int64)
    unlisted = np.flatnonzero((fixed.places != NOTHING) & (wishes[_cells(placement)] == NOTHING))
    for at in unlisted.tolist():
        row, column = fixed.applicants[at], fixed.columns[at]
        wishes[row, column] = fixed.places[at]
        own = placement.scores[row][placement.listed[row] != NOTHING]
        given = fixed.decisions[at].score
        best = own.max(initial=int(placement.scores.min()))
        scores[row, column] = best if given is None else given
    standings = as_standings(scores, placement.own_tiers)
    return placement.seats.market(wishes, standings, placement.market.types)


def _cells(placement: Placement) -> tuple[Any, Any]:
    fixed = placement.overriding
    return fixed.applicants, fixed.columns


class _Wanting:
    """Who would rather have each place, save those about whom it was decided, too; found once for
    all decisions."""

    def __init__(self, placement: Placement, market: Market, granted: Integers) -> None:
        self.keys = market.keys()
        self.wishes = placement.dropped.applied_to(placement.listed)
        is_decided = np.zeros(market.applicants, dtype=bool)
        is_decided[placement.overriding.applicants] = True
        at = missed(market, granted)
        at = at[~is_decided[at // market.wishes.shape[1]]]
        places = market.wishes.ravel()[at]
        order = np.argsort(places, kind="stable")
        self._at = at[order]
        self._begins = np.searchsorted(places[order], np.arange(market.places + 1))

    def above(self, place: int, key: int) -> Keys:
        """The applicants who would rather have the place and stand higher there."""
        at = self._at[self._begins[place] : self._begins[place + 1]]
        return at[self.keys.ravel()[at] > key] // self.keys.shape[1]


def _passed_over(placement: Placement, wanting: _Wanting, at: int) -> Iterator[Break]:
    fixed, names = placement.overriding, placement.names
    one, place = fixed.decisions[at], int(fixed.places[at])
    if one.place is None:
        return
    row, column = int(fixed.applicants[at]), int(fixed.columns[at])
    if wanting.wishes[row, column] == NOTHING:
        problem = f"{one.applicant} got {one.place}, which is no wish that may be granted"
        yield _break("individual-rationality", one.applicant, one.place, problem)
    for other in wanting.above(place, int(wanting.keys[row, column])).tolist():
        who = names.applicants[other]
        problem = f"{who} would rather have {one.place}, which {one.applicant} got with a lower"
        yield _break("no-justified-envy", who, one.place, f"{problem} standing")


def _accepted_elsewhere(
    placement: Placement, market: Market, granted: Integers
) -> dict[int, list[Break]]:
    """By decision: where its applicant would have been accepted without it."""
    at_of = {int(row): at for at, row in enumerate(placement.overriding.applicants)}
    found = faults(market, granted)
    accepted: dict[int, list[Break]] = {}
    for index in np.flatnonzero(np.isin(found.applicant, list(at_of))).tolist():
        row, column = int(found.applicant[index]), int(found.column[index])
        who = placement.names.applicants[row]
        place = placement.seats.nodes[market.wishes[row, column]]
        name = FAULT_NAMES[Fault(int(found.kind[index]))]
        broken = _break(name, who, place, f"{who} would have been accepted at {place}")
        accepted.setdefault(at_of[row], []).append(broken)
    return accepted


def _break(name: str, applicant: str, place: str, problem: str) -> Break:
    return {"name": name, "applicant": applicant, "place": place, "problem": problem}
