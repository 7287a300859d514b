"""What is told about every wish: granted, missed by how much, or dropped and why.

Made in parts, so that a million applicants need little memory. The exact
threshold (`enough`) stands only where it was computed: the last admitted score is not it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mobility_rules.placement.bars import BEYOND, bars, types_of
from mobility_rules.placement.closing import Placed
from mobility_rules.placement.market import NOTHING, NUMBER_BITS, Integers, Keys
from mobility_rules.placement.seats import Seat, rights
from mobility_rules.placement.thresholds import Thresholds
from mobility_rules.placement.waiting import waiting_positions
from sapar.placement_files.market.dropping import REASONS
from sapar.placement_files.market.market_tables import Placement

OUTCOMES = ("granted", "missed", "dropped")
GRANTED, MISSED, DROPPED = range(len(OUTCOMES))
DECIDED_BY = ("score", "tie", "lottery", "precedence")
SCORE, TIE, LOTTERY, PRECEDENCE = range(len(DECIDED_BY))
WHY_DROPPED = (*(reason.value for reason in REASONS), "place-closed", "override")
CLOSED, OVERRIDE = len(REASONS), len(REASONS) + 1
SEATS = ("open", "reserved")


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Wishes to be explained, one an entry. cell: the number of the wish in the flat lists."""

    applicant: Keys
    column: Keys
    cell: Keys

    def only(self, entries: Keys) -> Rows:
        return Rows(self.applicant[entries], self.column[entries], self.cell[entries])


@dataclass(frozen=True, slots=True, eq=False)
class Rivals:
    """Whom one has to beat, entry by entry. is_known: there is somebody. is_beyond: no standing
    would be enough."""

    is_known: NDArray[np.bool_]
    is_beyond: NDArray[np.bool_]
    number: Keys
    score: Keys
    tier: Keys

    def at(self, entries: NDArray[Any]) -> Rivals:
        return Rivals(
            self.is_known[entries],
            self.is_beyond[entries],
            self.number[entries],
            self.score[entries],
            self.tier[entries],
        )


class Explanations:
    """The table of a result; thresholds: of those asked for, by applicant and column."""

    def __init__(
        self, placement: Placement, placed: Placed, thresholds: Thresholds | None = None
    ) -> None:
        self.placement, self.placed = placement, placed
        self.market, self.granted = placed.market, placed.granted
        self.kinds = types_of(self.market)
        with ThreadPoolExecutor(1) as beside:
            positions = beside.submit(waiting_positions, self.market, self.granted)
            beat = bars(self.market, self.granted).beat
            self.rights = rights(self.market, self.granted)
        self.positions = positions.result()
        self.columns_of_beat = beat.shape[1]
        self.last = self._rivals(beat.ravel())
        self.width = self.market.wishes.shape[1]
        # Row c has the columns up to c; the last one, which NOTHING (-1) finds, has them all.
        self.up_to = np.tri(self.width + 1, self.width, dtype=bool)
        self.places = pa.array(placement.seats.places, pa.string())
        self.asked, self.exact = self._by_cell(thresholds)
        self.is_asked = np.zeros(self.market.applicants, dtype=bool)
        self.is_asked[self.asked // max(self.width, 1)] = True
        self.is_closed = np.zeros(self.market.places, dtype=bool)
        self.is_closed[list(placed.closed)] = True

    def part(self, people: Keys) -> pa.RecordBatch:
        """The rows of these applicants, in this order."""
        return self._table(self._rows(people))

    def _by_cell(self, thresholds: Thresholds | None) -> tuple[Keys, Rivals]:
        """The cells of the matrix whose exact threshold is known, in order, and what was to be
        beaten there."""
        if thresholds is None:
            nothing = np.zeros(0, dtype=np.int64)
            return nothing, self._rivals(nothing)
        rivals = np.where(thresholds.rival == NOTHING, BEYOND, thresholds.rival)
        cells = thresholds.applicant.astype(np.int64) * self.width + thresholds.column
        order = np.argsort(cells)
        return cells[order], self._rivals(rivals[order])

    def _rows(self, people: Keys) -> Rows:
        """Of each list what is dearer than the wish granted, that wish, and what was dropped."""
        granted = self.granted[people]
        told = self.up_to.take(granted, axis=0, mode="wrap")
        if (reasons := self.placement.dropped.reasons) is not None:
            told |= reasons.take(people, axis=0) != NOTHING
        told &= self.placement.listed.take(people, axis=0) != NOTHING
        is_placed = np.flatnonzero(granted != NOTHING)
        told[is_placed, granted[is_placed]] = True
        at = np.flatnonzero(told)
        row = at // self.width
        column = at - row * self.width
        applicant = people[row]
        return Rows(applicant, column, applicant * self.width + column)

    def _table(self, rows: Rows) -> pa.RecordBatch:
        wished = self.market.wishes.ravel()[rows.cell]
        listed = self.placement.listed.ravel()[rows.cell]
        own_score = self.placement.scores.ravel()[rows.cell]
        is_granted = self.granted[rows.applicant] == rows.column
        is_missed = (wished != NOTHING) & ~is_granted
        is_dropped = ~is_granted & ~is_missed
        is_listed = listed != NOTHING
        place = np.where(is_granted, wished, listed)
        last = self.last.at(place * self.columns_of_beat + self.kinds[rows.applicant])
        own_tier = self._tier(rows.applicant)
        has_last = last.is_known & ~is_dropped
        decided = self._decided_by(rows, own_score, own_tier, last)
        enough, has_enough = np.zeros_like(own_score), np.zeros(len(own_score), dtype=bool)
        told, exact = self._exact(rows, is_missed)
        decided[told] = self._decided_by(rows.only(told), own_score[told], own_tier[told], exact)
        enough[told] = exact.score + self._one_more(exact, rows.applicant[told])
        has_enough[told] = exact.is_known & (exact.tier == own_tier[told])
        outcome = GRANTED * is_granted + MISSED * is_missed + DROPPED * is_dropped
        return pa.record_batch(
            {
                "applicant_id": self.placement.applicants.take(pa.array(rows.applicant)),
                "rank": _whole(rows.column + 1, is_listed),
                "place_id": _named(place, self.places),
                "outcome": _named(outcome, pa.array(OUTCOMES)),
                "reason": _named(self._reasons(rows, is_dropped, listed), pa.array(WHY_DROPPED)),
                "own_score": _whole(own_score, is_listed),
                "last_admitted": _whole(last.score, has_last),
                "gap": _whole(
                    last.score - own_score, is_missed & has_last & (last.score >= own_score)
                ),
                "waiting_position": _whole(self.positions.ravel()[rows.cell], is_missed),
                "enough": _whole(enough, has_enough),
                "decided_by": _named(np.where(is_missed, decided, NOTHING), pa.array(DECIDED_BY)),
                "seat": _named(self._seats(rows, is_granted), pa.array(SEATS)),
            }
        )

    def _rivals(self, keys: Keys) -> Rivals:
        """Who stands behind each key, and with which score."""
        is_known = (keys != NOTHING) & (keys != BEYOND)
        known = np.where(is_known, keys, 0)
        number = known & ((1 << NUMBER_BITS) - 1)
        standing = (known >> NUMBER_BITS)[:, None]
        found = (self.market.standings[number] == standing) & (self.market.wishes[number] >= 0)
        score = self.placement.scores[number, found.argmax(axis=1)]
        return Rivals(is_known, keys == BEYOND, number, score, self._tier(number))

    def _tier(self, applicants: Keys) -> Keys:
        tiers = self.placement.tiers
        return np.zeros(len(applicants), dtype=np.int64) if tiers is None else tiers[applicants]

    def _exact(self, rows: Rows, is_missed: NDArray[np.bool_]) -> tuple[Keys, Rivals]:
        """The entries whose exact threshold is known, and whom they had to beat."""
        entries = np.flatnonzero(is_missed & self.is_asked[rows.applicant])
        at = np.searchsorted(self.asked, rows.cell[entries])
        is_found = at < len(self.asked)
        is_found[is_found] = self.asked[at[is_found]] == rows.cell[entries[is_found]]
        return entries[is_found], self.exact.at(at[is_found])

    def _one_more(self, rivals: Rivals, applicants: Keys) -> NDArray[np.bool_]:
        """Whether an equal score would lose. Ties that only tell the order of present equals do not
        say so for others: then one more is named, which is enough in any case."""
        if self.placement.decided.ties_are_relative:
            return np.ones(len(applicants), dtype=bool)
        return rivals.number > applicants

    def _decided_by(
        self, rows: Rows, own_score: Keys, own_tier: Keys, rivals: Rivals
    ) -> NDArray[np.int8]:
        """What made the difference to whom they had to beat, or to the last admitted."""
        link = np.full(len(own_score), SCORE, dtype=np.int8)
        equal = np.flatnonzero(rivals.score == own_score)
        link[equal] = LOTTERY
        if (ties := self.placement.ties) is not None:
            is_tie = ties[rivals.number[equal]] != ties[rows.applicant[equal]]
            link[equal[is_tie]] = TIE
        link[rivals.tier != own_tier] = PRECEDENCE
        link[~rivals.is_known] = NOTHING
        link[rivals.is_beyond] = PRECEDENCE
        return link

    def _reasons(
        self, rows: Rows, is_dropped: NDArray[np.bool_], listed: Integers
    ) -> NDArray[np.int8]:
        reasons = np.full(len(listed), NOTHING, dtype=np.int8)
        gone = np.flatnonzero(is_dropped)
        reasons[gone] = np.where(self.is_closed[listed[gone]], CLOSED, OVERRIDE)
        if (dropped := self.placement.dropped.reasons) is not None:
            own = dropped.ravel()[rows.cell[gone]]
            reasons[gone] = np.where(own != NOTHING, own, reasons[gone])
        return reasons

    def _seats(self, rows: Rows, is_granted: NDArray[np.bool_]) -> NDArray[np.int8]:
        is_reserved = self.rights[rows.applicant] != Seat.OPEN
        return np.where(is_granted, is_reserved.astype(np.int8), np.int8(NOTHING))


def _whole(values: NDArray[Any], is_said: NDArray[np.bool_]) -> pa.Array:
    return pa.array(values, pa.int64(), mask=~is_said)


def _named(codes: NDArray[Any], names: pa.Array) -> pa.DictionaryArray:
    """The name of each code, nothing where the code is NOTHING; each name is there only once."""
    indices = pa.array(codes, pa.int32(), mask=codes == NOTHING)
    # Every code has a name: nothing is gained by looking at all of them once more.
    return pa.DictionaryArray.from_arrays(indices, names, safe=False)
