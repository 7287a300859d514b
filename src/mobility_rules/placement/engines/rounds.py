"""The engine in NumPy: everybody who is free proposes at once, round by round.

In a plain market most proposals end at one comparison, with the cutoff of the place. The others
are packed as place | standing | number in 64 bits, so that one sort of values, without an index,
orders all of them by place; and only places that were proposed to choose anew.
"""

from __future__ import annotations

import numpy as np

from mobility_rules.placement.market import NOTHING, Integers, Keys, Market


def solve_rounds(market: Market) -> Integers:
    """The column of the wish granted to each applicant, or NOTHING."""
    return _Plain(market).solve()


class _Plain:
    """Places with quotas. slab: for each place its holders, packed, from start on."""

    def __init__(self, market: Market) -> None:
        self.wishes = market.wishes.ravel()
        self.standings = market.standings.ravel()
        self.length = market.wishes.shape[1]
        self.column = np.zeros(market.applicants, dtype=np.int32)
        self.seats = _useful_seats(market)
        self.start = np.cumsum(self.seats) - self.seats
        self.held = np.zeros(market.places, dtype=np.int64)
        self.slab = np.zeros(int(self.seats.sum()), dtype=np.int64)
        self.number_bits = max(market.applicants - 1, 1).bit_length()
        highest = int(self.standings.max(initial=0))
        self.place_shift = self.number_bits + highest.bit_length()
        # One more, which a hole finds at index -1: no standing reaches it.
        self.cutoffs = np.zeros(market.places + 1, dtype=np.int32)
        self.cutoffs[:-1][self.seats == 0] = self.cutoffs[-1] = np.iinfo(np.int32).max
        self.bars = np.zeros(market.places, dtype=np.int64)

    def solve(self) -> Integers:
        free = np.arange(len(self.column), dtype=np.int64)
        while len(free):
            free = self._choose(self._proposals(free))
            self.column[free] += 1
        self.column[self.column >= self.length] = NOTHING
        return self.column

    def _proposals(self, free: Keys) -> Keys:
        """Packed, each free applicant at the next wish that its cutoff does not reject at once."""
        found = []
        column = self.column[free]
        while len(free):
            listed = column < self.length
            if not listed.all():
                self.column[free[~listed]] = self.length
                free, column = free[listed], column[listed]
            at = free * self.length + column
            place = self.wishes[at]
            standing = self.standings[at]
            passes = standing >= self.cutoffs[place]
            chosen = np.flatnonzero(passes)
            who = free[chosen]
            self.column[who] = column[chosen]
            packed = place[chosen].astype(np.int64) << self.place_shift
            packed |= standing[chosen].astype(np.int64) << self.number_bits
            packed |= who
            found.append(packed)
            others = np.flatnonzero(~passes)
            free, column = free[others], column[others] + 1
        return np.concatenate(found) if found else free

    def _choose(self, proposals: Keys) -> Keys:
        """Who is rejected by the places proposed to."""
        came = np.bincount(proposals >> self.place_shift, minlength=len(self.seats))
        touched = np.flatnonzero(came)
        held = self.held[touched]
        every = np.concatenate([self.slab[_spans(self.start[touched], held)], proposals])
        every.sort()
        count = held + came[touched]
        kept = np.minimum(count, self.seats[touched])
        ends = np.cumsum(count)
        stays = np.zeros(len(every), dtype=bool)
        stays[_spans(ends - kept, kept)] = True
        self.slab[_spans(self.start[touched], kept)] = every[stays]
        self.held[touched] = kept
        full = kept == self.seats[touched]
        lowest = every[(ends - kept)[full]]
        self.cutoffs[touched[full]] = (lowest & ((1 << self.place_shift) - 1)) >> self.number_bits
        return every[~stays] & ((1 << self.number_bits) - 1)


def _useful_seats(market: Market) -> Keys:
    """Quotas, but never more than wishes: a quota may be as good as endless."""
    seats = np.minimum(market.quotas, market.applicants)
    if seats.sum() > market.wishes.size:
        wished = market.wishes[market.wishes != NOTHING]
        seats = np.minimum(seats, np.bincount(wished, minlength=market.places))
    return seats


def _spans(starts: Keys, lengths: Keys) -> Keys:
    """The indices start .. start + length - 1 of each, one after another."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - lengths), lengths) + np.arange(total)
