"""A proposal as one whole number, so that to order proposals is to sort numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobility_rules.placement.market import NOTHING, Integers, Keys, Market

WIDTH = 63


@dataclass(frozen=True, slots=True)
class Packing:
    """cell | mark | standing | number. The cell, such as a place, stands in front, so that sorting
    orders cell by cell, the worst first. What is behind it is a rank: it compares within a cell."""

    number_bits: int
    standing_bits: int

    @property
    def mark(self) -> np.int64:
        return np.int64(1) << (self.number_bits + self.standing_bits)

    @property
    def cell_shift(self) -> int:
        return self.number_bits + self.standing_bits + 1

    def pack(self, cell: Keys | Integers, standing: Integers, number: Keys) -> Keys:
        packed = cell.astype(np.int64) << (self.standing_bits + 1)
        packed |= standing
        packed <<= self.number_bits
        packed |= number
        return packed

    def cell(self, packed: Keys) -> Keys:
        return packed >> self.cell_shift

    def rank(self, packed: Keys) -> Keys:
        return packed & ((1 << self.cell_shift) - 1)

    def standing(self, packed: Keys) -> Keys:
        return (packed >> self.number_bits) & ((1 << self.standing_bits) - 1)

    def number(self, packed: Keys) -> Keys:
        return packed & ((1 << self.number_bits) - 1)


def packing_for(cells: int, standings: Integers) -> tuple[Packing, Integers]:
    """With the standings as they are or, where they are too large, replaced by their order.

    Raises OverflowError where even that does not fit, which takes thousands of millions of wishes.
    """
    for fitted in (_as_they_are, _by_order):
        values = fitted(standings)
        packing = Packing(
            number_bits=(len(values) or 1).bit_length(),
            standing_bits=int(values.max(initial=0)).bit_length(),
        )
        if cells.bit_length() + packing.cell_shift <= WIDTH:
            return packing, values
    raise OverflowError(f"{cells} cells and {len(standings)} applicants in {WIDTH} bits")


def _as_they_are(standings: Integers) -> Integers:
    return standings


def _by_order(standings: Integers) -> Integers:
    ordered = np.unique(standings, return_inverse=True)[1]
    return ordered.reshape(standings.shape).astype(np.int32)


def useful_seats(market: Market) -> Keys:
    """For each node at which a place chooses its quota, but never more than there are wishes: a
    quota may be as good as endless. 0 for the other nodes."""
    bins = np.unique(market.bins)
    seats = np.zeros(len(market.quotas), dtype=np.int64)
    seats[bins] = np.minimum(market.quotas[bins], market.applicants)
    if seats.sum() > market.wishes.size:
        wished = market.bins[market.wishes[market.wishes != NOTHING]]
        seats = np.minimum(seats, np.bincount(wished, minlength=len(seats)))
    return seats


def spans(starts: Keys, lengths: Keys) -> Keys:
    """The indices start .. start + length - 1 of each, one after another."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    indices = np.repeat(starts - (ends - lengths), lengths)
    indices += np.arange(total)
    return indices


def lasts(counts: Keys, kept: Keys) -> NDArray[np.bool_]:
    """Of each run of that many the last ones, as many as are kept."""
    runs = np.column_stack([counts - kept, kept]).ravel()
    return np.repeat(np.arange(len(runs)) % 2 == 1, runs)


def from_top(cell: Keys) -> Keys:
    """The position of each within its cell, counted from 0 at the last one. The cells are in order,
    and within them the worst comes first."""
    is_last = np.ones(len(cell), dtype=bool)
    is_last[:-1] = cell[1:] != cell[:-1]
    ends = np.flatnonzero(is_last)
    position = np.repeat(ends, np.diff(ends, prepend=-1))
    position -= np.arange(len(cell))
    return position
