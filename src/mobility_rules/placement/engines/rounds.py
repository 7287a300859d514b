"""The engine in NumPy: everybody who is free proposes at once, round by round.

Most proposals end at one comparison, with the cutoff of the place. The others are packed into one
whole number each, so that one sort of values, without an index, orders them place by place; and
only places that were proposed to choose anew.

A proposal that is let through without a chance only costs time: the choice rejects it.
"""

from __future__ import annotations

import numpy as np

from mobility_rules.placement.engines.packing import lasts, packing_for, spans, useful_seats
from mobility_rules.placement.market import NOTHING, Integers, Keys, Market

NEVER = np.int32(2**31 - 1)
"""A cutoff that no standing reaches."""


class Rounds:
    """Places with quotas.

    column: the wish at which each applicant is. cutoffs: for each place the standing below which
    it rejects. slab: the holders of each place, packed, from its start on.
    """

    def __init__(self, market: Market, cells: int = 0) -> None:
        self.wishes = market.wishes.ravel()
        self.length = market.wishes.shape[1]
        self.column = np.zeros(market.applicants, dtype=np.int32)
        self.packing, standings = packing_for(cells or market.places, market.standings)
        self.standings = standings.ravel()
        self.seats = useful_seats(market)
        self.start = np.cumsum(self.seats) - self.seats
        self.held = np.zeros(len(self.seats), dtype=np.int64)
        self.slab = np.zeros(int(self.seats.sum()), dtype=np.int64)
        self.cutoffs = with_hole(np.where(self.seats == 0, NEVER, 0))

    def solve(self) -> Integers:
        free = np.arange(len(self.column), dtype=np.int64)
        while len(free):
            free = self.choose(self.proposals(free))
            self.column[free] += 1
        self.column[self.column >= self.length] = NOTHING
        return self.column

    def proposals(self, free: Keys) -> Keys:
        """Packed, each free applicant at the next wish that no cutoff rejects."""
        found = [free[:0]]
        column = self.column[free]
        while len(free):
            is_listed = column < self.length
            if not is_listed.all():
                self.column[free[~is_listed]] = self.length
                free, column = free[is_listed], column[is_listed]
            at = free * self.length + column
            place, standing = self.wishes[at], self.standings[at]
            passes = standing >= self.cutoff(place, free)
            through = np.flatnonzero(passes)
            who = free[through]
            self.column[who] = column[through]
            found.append(self.pack(place[through], standing[through], who))
            others = np.flatnonzero(~passes)
            free, column = free[others], column[others] + 1
        return np.concatenate(found)

    def cutoff(self, place: Integers, who: Keys) -> Integers:
        return self.cutoffs[place]

    def pack(self, place: Integers, standing: Integers, who: Keys) -> Keys:
        return self.packing.pack(place, standing, who)

    def choose(self, proposals: Keys) -> Keys:
        """Let the places proposed to choose anew. Returns who is rejected."""
        came = np.bincount(self.packing.cell(proposals), minlength=len(self.seats))
        touched = np.flatnonzero(came)
        start, seats, held = self.start[touched], self.seats[touched], self.held[touched]
        every = np.concatenate([self.slab[spans(start, held)], proposals])
        every.sort()
        count = held + came[touched]
        kept = np.minimum(count, seats)
        stays = lasts(count, kept)
        self.slab[spans(start, kept)] = every[stays]
        self.held[touched] = kept
        full = kept == seats
        lowest = every[(np.cumsum(count) - kept)[full]]
        self.cutoffs[touched[full]] = self.packing.standing(lowest)
        return self.packing.number(every[~stays])


def with_hole(cutoffs: Keys) -> Integers:
    """One more at the end, which a hole finds at index -1."""
    return np.append(cutoffs, NEVER).astype(np.int32)
