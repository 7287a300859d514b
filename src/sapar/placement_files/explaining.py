"""What is told about every wish: granted, missed by how much, or dropped and why.

Written in parts of `AT_ONCE` applicants, so that a million of them need little memory. The exact
threshold (`enough`) stands only where it was computed: the last admitted score is not it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mobility_rules.placement.market import NOTHING, NUMBER_BITS, Integers, Keys
from mobility_rules.placement.seats import Seat, rights
from mobility_rules.placement.thresholds import Thresholds
from mobility_rules.placement.waiting import BEYOND, bars, types_of, waiting_positions
from sapar.placement_files.dropping import REASONS
from sapar.placement_files.market_tables import Placement
from sapar.placement_files.placing import Placed

AT_ONCE = 100_000
OUTCOMES = ("granted", "missed", "dropped")
GRANTED, MISSED, DROPPED = range(len(OUTCOMES))
DECIDED_BY = ("score", "tie", "lottery", "precedence")
SCORE, TIE, LOTTERY, PRECEDENCE = range(len(DECIDED_BY))
WHY_DROPPED = (*(reason.value for reason in REASONS), "place-closed", "override")
CLOSED, OVERRIDE = len(REASONS), len(REASONS) + 1
SEATS = ("open", "reserved")


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Wishes to be explained, one an entry."""

    applicant: Keys
    column: Keys


class Explanations:
    """The table of a result; thresholds: of those asked for, by applicant and column."""

    def __init__(
        self, placement: Placement, placed: Placed, thresholds: Thresholds | None = None
    ) -> None:
        self.placement, self.placed = placement, placed
        self.market, self.granted = placed.market, placed.granted
        self.beat = bars(self.market, self.granted).beat
        self.kinds = types_of(self.market)
        self.positions = waiting_positions(self.market, self.granted)
        self.rights = rights(self.market, self.granted)
        self.width = self.market.wishes.shape[1]
        self.asked, self.rivals = self._by_cell(thresholds)
        self.is_closed = np.zeros(self.market.places, dtype=bool)
        self.is_closed[list(placed.closed)] = True

    def parts(self, order: Keys) -> Iterator[tuple[int, pa.RecordBatch]]:
        """The rows of the applicants in this order, in parts, each with how many they are."""
        for start in range(0, len(order), AT_ONCE):
            people = order[start : start + AT_ONCE]
            yield len(people), self._table(self._rows(people))

    def _by_cell(self, thresholds: Thresholds | None) -> tuple[Keys, Keys]:
        if thresholds is None:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        cells = thresholds.applicant.astype(np.int64) * self.width + thresholds.column
        order = np.argsort(cells)
        return cells[order], thresholds.rival[order]

    def _rows(self, people: Keys) -> Rows:
        """Of each list what is dearer than the wish granted, that wish, and what was dropped."""
        granted = self.granted[people][:, None]
        columns = np.arange(self.width)
        told = (columns <= granted) | (granted == NOTHING)
        if (reasons := self.placement.dropped.reasons) is not None:
            told |= reasons[people] != NOTHING
        told &= self.placement.listed[people] != NOTHING
        told |= columns == granted
        row, column = np.nonzero(told)
        return Rows(people[row], column)

    def _table(self, rows: Rows) -> pa.RecordBatch:
        at = (rows.applicant, rows.column)
        wished = self.market.wishes[at]
        is_granted = self.granted[rows.applicant] == rows.column
        outcome = np.where(is_granted, GRANTED, np.where(wished == NOTHING, DROPPED, MISSED))
        listed = self.placement.listed[at]
        place = np.where(is_granted, wished, listed)
        counts = outcome != DROPPED
        is_missed = outcome == MISSED
        beat = np.where(counts, self.beat[place, self.kinds[rows.applicant]], NOTHING)
        last = self._rival(beat)
        own_tier = self._tier(rows.applicant)
        own_score = self.placement.scores[at]
        comparable = is_missed & last.is_known & (last.tier == own_tier)
        rival, is_asked = self._asked_rival(rows, is_missed)
        exact = self._rival(rival)
        decided = self._decided_by(rows, own_score, is_asked, exact, last)
        enough = exact.score + (exact.number > rows.applicant)
        has_enough = is_asked & exact.is_known & (exact.tier == own_tier)
        return pa.record_batch(
            {
                "applicant_id": self.placement.applicants.take(pa.array(rows.applicant)),
                "rank": _whole(rows.column + 1, listed != NOTHING),
                "place_id": _named(place, self.placement.seats.places),
                "outcome": _named(outcome, OUTCOMES),
                "reason": _named(self._reasons(rows, outcome, listed), WHY_DROPPED),
                "own_score": _whole(own_score, listed != NOTHING),
                "last_admitted": _whole(last.score, last.is_known),
                "gap": _whole(last.score - own_score, comparable),
                "waiting_position": _whole(self.positions[at], is_missed),
                "enough": _whole(enough, has_enough),
                "decided_by": _named(np.where(is_missed, decided, NOTHING), DECIDED_BY),
                "seat": _named(self._seats(rows, is_granted), SEATS),
            }
        )

    def _rival(self, keys: Keys) -> _Rivals:
        """Who stands behind each key, and with which score."""
        is_known = (keys != NOTHING) & (keys != BEYOND)
        known = np.where(is_known, keys, 0)
        number = known & ((1 << NUMBER_BITS) - 1)
        standing = (known >> NUMBER_BITS)[:, None]
        found = (self.market.standings[number] == standing) & (self.market.wishes[number] >= 0)
        score = self.placement.scores[number, found.argmax(axis=1)]
        return _Rivals(is_known, keys == BEYOND, number, score, self._tier(number))

    def _tier(self, applicants: Keys) -> Keys:
        tiers = self.placement.tiers
        return np.zeros(len(applicants), dtype=np.int64) if tiers is None else tiers[applicants]

    def _asked_rival(self, rows: Rows, is_missed: NDArray[np.bool_]) -> tuple[Keys, Any]:
        cells = rows.applicant * self.width + rows.column
        if not len(self.asked):
            return np.full(len(cells), NOTHING, dtype=np.int64), np.zeros(len(cells), dtype=bool)
        at = np.minimum(np.searchsorted(self.asked, cells), len(self.asked) - 1)
        is_asked = (self.asked[at] == cells) & is_missed
        return np.where(is_asked, self.rivals[at], NOTHING), is_asked

    def _decided_by(
        self,
        rows: Rows,
        own_score: Keys,
        is_asked: NDArray[np.bool_],
        exact: _Rivals,
        last: _Rivals,
    ) -> NDArray[np.int64]:
        """By the threshold where it is known, else by the last admitted."""
        number = np.where(is_asked, exact.number, last.number)
        tier = np.where(is_asked, exact.tier, last.tier)
        score = np.where(is_asked, exact.score, last.score)
        no_score_would_do = np.where(is_asked, exact.is_beyond, last.is_beyond)
        no_score_would_do |= tier != self._tier(rows.applicant)
        link = np.full(len(number), LOTTERY)
        if (ties := self.placement.ties) is not None:
            link[ties[number] != ties[rows.applicant]] = TIE
        by = np.where(score == own_score, link, SCORE)
        return np.where(no_score_would_do, PRECEDENCE, by)

    def _reasons(self, rows: Rows, outcome: NDArray[Any], listed: Integers) -> NDArray[Any]:
        reasons = np.where(self.is_closed[listed], CLOSED, OVERRIDE)
        if (dropped := self.placement.dropped.reasons) is not None:
            own = dropped[rows.applicant, rows.column]
            reasons = np.where(own != NOTHING, own, reasons)
        return np.where(outcome == DROPPED, reasons, NOTHING)

    def _seats(self, rows: Rows, is_granted: NDArray[np.bool_]) -> NDArray[Any]:
        """Open or reserved, where some seats are reserved."""
        if not self.market.rules.exist:
            return np.full(len(is_granted), NOTHING)
        is_reserved = self.rights[rows.applicant] != Seat.OPEN
        return np.where(is_granted, is_reserved.astype(np.int64), NOTHING)


@dataclass(frozen=True, slots=True, eq=False)
class _Rivals:
    """Entry by entry; is_known: there is one. is_beyond: no standing would have been enough."""

    is_known: NDArray[np.bool_]
    is_beyond: NDArray[np.bool_]
    number: Keys
    score: Keys
    tier: Keys


def _whole(values: NDArray[Any], is_said: NDArray[np.bool_]) -> pa.Array:
    return pa.array(values, pa.int64(), mask=~is_said)


def _named(codes: NDArray[Any], names: tuple[str, ...]) -> pa.Array:
    """The name of each code, nothing where the code is NOTHING."""
    indices = pa.array(codes, pa.int32(), mask=codes == NOTHING)
    return pa.array(names, pa.string()).take(indices)
