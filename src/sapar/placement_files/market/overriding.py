"""Decisions of the commission in a market: whoever is fixed takes part with that seat as the only
wish and before everybody else, so that quotas and caps count for them, too."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from mobility_rules.placement.fixing import check_room
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.market import NOTHING, Integers, Keys
from sapar.placement_files.market.seats import Seats
from sapar.placement_files.tables.policy_file import Override
from sapar.placement_files.tables.problems import BadInput, Problem
from sapar.placement_files.tables.refusals import in_words


@dataclass(frozen=True, slots=True, eq=False)
class Overriding:
    """applicants: their numbers. places, columns: the seat decided, or NOTHING, and where it
    stands on the list. is_listed: whether it was wished at all."""

    decisions: tuple[Override, ...]
    applicants: NDArray[np.int64]
    places: NDArray[np.int64]
    columns: NDArray[np.int64]
    is_listed: NDArray[np.bool_]


def find_overrides(
    decisions: tuple[Override, ...],
    listed: Integers,
    names: pa.Array,
    seats: Seats,
    file: str,
) -> Overriding:
    """Where the decisions stand in the market. A seat that was not wished stands in the column
    after the longest list. Raises `BadInput`."""
    applicants = _numbers(names, [one.applicant for one in decisions])
    known = pa.array(seats.places, pa.string())
    places = _numbers(known, [one.place or "" for one in decisions])
    problems = []
    for one, applicant, place in zip(decisions, applicants, places, strict=True):
        if applicant < 0:
            problems.append(f"overrides: '{one.applicant}' given; there is no such applicant")
        if one.place is not None and place < 0:
            problems.append(f"overrides: '{one.place}' given; there is no such place")
    if problems:
        raise BadInput(Problem(file, said) for said in problems)
    matches = (listed[applicants] == places[:, None]) & (places[:, None] != NOTHING)
    is_listed = matches.any(axis=1)
    columns = np.where(is_listed, matches.argmax(axis=1), listed.shape[1])
    columns[places == NOTHING] = NOTHING
    return Overriding(decisions, applicants, places, columns, is_listed)


def _numbers(names: pa.Array, wanted: list[str]) -> NDArray[np.int64]:
    if not wanted:
        return np.zeros(0, dtype=np.int64)  # and no table of a million names to look them up in
    found = pc.fill_null(pc.index_in(pa.array(wanted, pa.string()), value_set=names), -1)
    return found.to_numpy(zero_copy_only=False).astype(np.int64)


def with_overrides(
    wishes: Integers, tiers: Keys | None, fixed: Overriding
) -> tuple[Integers, Keys | None]:
    """The lists and tiers in which the decisions stand."""
    if not len(fixed.applicants):
        return wishes, tiers
    wishes = wishes.copy()
    wishes[fixed.applicants] = NOTHING
    seated = fixed.places != NOTHING
    wishes[fixed.applicants[seated], fixed.columns[seated]] = fixed.places[seated]
    tiers = np.zeros(len(wishes), dtype=np.int64) if tiers is None else tiers.copy()
    tiers[fixed.applicants] = tiers.max() + 1
    return wishes, tiers


def with_decided_scores(scores: Keys, listed: Integers, fixed: Overriding) -> Keys:
    """The scores in which a seat that was not wished has the one that was decided with it, or the
    best of the own list."""
    scores = scores.astype(np.int64)
    lowest = int(scores.min())
    for at in np.flatnonzero(~fixed.is_listed & (fixed.places != NOTHING)).tolist():
        row, score = fixed.applicants[at], fixed.decisions[at].score
        own = scores[row][listed[row] != NOTHING]
        scores[row, fixed.columns[at]] = own.max(initial=lowest) if score is None else score
    return scores


def check_overrides(fixed: Overriding, type_of: Integers, seats: Seats, file: str) -> None:
    """No more decisions than seats, at any place or group, nor than a cap allows."""
    try:
        check_room(
            seats.tree,
            [one.applicant for one in fixed.decisions],
            fixed.places.tolist(),
            type_of[fixed.applicants].tolist(),
        )
    except QuotasRefused as refused:
        raise BadInput([Problem(file, in_words(refused))]) from None
