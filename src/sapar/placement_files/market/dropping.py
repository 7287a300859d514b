"""Wishes that cannot be granted: they are dropped with a reason that the applicant is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobility_rules.placement.instance import DropReason
from mobility_rules.placement.market import NOTHING, Integers
from sapar.placement_files.market.seats import Seats
from sapar.placement_files.parts import in_parts
from sapar.placement_files.tables.given import Tables
from sapar.placement_files.tables.problems import refuse
from sapar.placement_files.tables.table import Table

REASONS = (
    DropReason.ZERO_QUOTA,
    DropReason.WRONG_LEVEL,
    DropReason.WRONG_TERM,
    DropReason.NOT_ELIGIBLE,
    DropReason.DOUBLED_WISH,
)
"""The first that applies is told."""
MOST_TERMS = 62
Cells = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Dropping:
    """reasons: [applicant, rank - 1] the row of `REASONS`, or NOTHING; None: nothing is dropped."""

    reasons: NDArray[np.int8] | None

    def applied_to(self, listed: Integers) -> Integers:
        if self.reasons is None:
            return listed
        return np.where(self.reasons == NOTHING, listed, np.int32(NOTHING))

    def count(self) -> int:
        return 0 if self.reasons is None else int(np.count_nonzero(self.reasons != NOTHING))


def dropped_wishes(
    listed: Integers,
    eligible: Cells | None,
    seats: Seats,
    tables: Tables,
    order: NDArray[np.int64],
) -> Dropping:
    """Which wishes take no part, and why."""
    places = tables.policy
    _check_known(tables, seats)
    quotas = seats.tree.quotas[: len(seats.places)]
    against: dict[DropReason, Cells] = {}
    if (quotas == 0).any():
        against[DropReason.ZERO_QUOTA] = (quotas == 0)[listed]
    if places.levels and tables.applicants is not None:
        against[DropReason.WRONG_LEVEL] = _wrong_level(
            listed, places.levels, seats, tables.applicants, order
        )
    if places.terms and tables.applicants is not None:
        against[DropReason.WRONG_TERM] = _wrong_term(
            listed, places.terms, seats, tables.applicants, order
        )
    if eligible is not None:
        against[DropReason.NOT_ELIGIBLE] = ~eligible
    gone = np.zeros(listed.shape, dtype=bool)
    for cells in against.values():
        gone |= cells
    kept = np.where(gone, np.int32(NOTHING), listed) if against else listed
    doubled = _doubled(kept)
    if doubled is not None:
        against[DropReason.DOUBLED_WISH] = doubled
    return Dropping(_reasons(against, listed) if against else None)


def _reasons(against: Mapping[DropReason, Cells], listed: Integers) -> NDArray[np.int8]:
    reasons = np.full(listed.shape, NOTHING, dtype=np.int8)
    for reason, cells in against.items():
        applies = cells & (reasons == NOTHING) & (listed != NOTHING)
        reasons[applies] = REASONS.index(reason)
    return reasons


def _check_known(tables: Tables, seats: Seats) -> None:
    for place in [*tables.policy.levels, *tables.policy.terms]:
        if place not in seats.places:
            raise refuse(tables.policy_file, f"places: '{place}' given; there is no such place")


def _wrong_level(
    listed: Integers,
    levels: Mapping[str, frozenset[str]],
    seats: Seats,
    applicants: Table,
    order: NDArray[np.int64],
) -> Cells:
    """Whoever has no level fits everywhere, and so does everybody at a place without levels."""
    if "level" not in applicants.names:
        return np.zeros(listed.shape, dtype=bool)
    column = applicants.names["level"]
    known = column.distinct.to_pylist()
    wrong = np.zeros((len(seats.places), len(known)), dtype=bool)
    for number, place in enumerate(seats.places):
        if wanted := levels.get(place):
            wrong[number] = [level not in wanted and level != "" for level in known]
    return wrong[listed, column.codes[order][:, None]]


def _wrong_term(
    listed: Integers,
    terms: Mapping[str, frozenset[str]],
    seats: Seats,
    applicants: Table,
    order: NDArray[np.int64],
) -> Cells:
    if "terms" not in applicants.names:
        return np.zeros(listed.shape, dtype=bool)
    column = applicants.names["terms"]
    given = [_split(text) for text in column.distinct.to_pylist()]
    known = sorted(set().union(*given, *terms.values()))
    if len(known) > MOST_TERMS:
        said = f"{len(known)} different terms given, at most {MOST_TERMS} are expected"
        raise refuse(applicants.file, said, None, "terms")
    bit = {term: 1 << at for at, term in enumerate(known)}
    anybody = (1 << MOST_TERMS) - 1
    own = np.array([sum(map(bit.__getitem__, one)) or anybody for one in given], dtype=np.int64)
    wanted = np.array(
        [sum(map(bit.__getitem__, terms.get(place, ()))) or anybody for place in seats.places],
        dtype=np.int64,
    )
    return (wanted[listed] & own[column.codes[order]][:, None]) == 0


def _split(text: str) -> frozenset[str]:
    return frozenset(term.strip() for term in text.split("|") if term.strip())


def _doubled(kept: Integers) -> Cells | None:
    """Wishes for a place that stands further up the same list."""

    def has_any(part: slice) -> Cells:
        ordered = np.sort(kept[part], axis=1)
        is_again = (ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] != NOTHING)
        return is_again.any(axis=1)

    rows = np.flatnonzero(np.concatenate(in_parts(has_any, len(kept))))
    if not len(rows):
        return None
    doubled = np.zeros(kept.shape, dtype=bool)
    for row in rows:
        seen = set()
        for column, place in enumerate(kept[row].tolist()):
            doubled[row, column] = place != NOTHING and place in seen
            seen.add(place)
    return doubled
