"""Rounds in NumPy for markets with reserves, caps and shared quotas.

Each round, the bins that were proposed to choose by the five steps, all of them at once; then the
groups that hold too many trim, level by level. Whoever holds a reserved seat carries the mark.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mobility_rules.placement.engines.packing import from_top, spans
from mobility_rules.placement.engines.rounds import NEVER, Rounds, with_hole
from mobility_rules.placement.market import NOTHING, UNLIMITED, Integers, Keys, Market


def solve_rounds(market: Market) -> Integers:
    """The column of the wish granted to each applicant, or NOTHING; plain markets without what
    only trees need."""
    return Rounds(market).solve() if market.is_plain else TreeRounds(market).solve()


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """Groups of one height. bins: those below; group: for each of them the row of its group."""

    bins: Keys
    group: Keys
    quotas: Keys


class TreeRounds(Rounds):
    """Rules and cutoffs are kept by cell: a node and a type. Whoever is rejected stays rejected,
    and with them everybody of the same cell with a lower standing: that is the cutoff.
    """

    def __init__(self, market: Market) -> None:
        self.type_bits = (market.rules.first.shape[1] - 1).bit_length()
        self.each_type = np.arange(1 << self.type_bits)
        super().__init__(market, cells=2 * len(market.quotas) << self.type_bits)
        self.quotas = market.quotas
        self.types = market.types if market.rules.exist else np.zeros_like(market.types)
        self.bins = np.append(market.bins, NOTHING)
        self.levels = levels_above(market)
        self._set_rules(market)
        closed = [level.bins[level.quotas[level.group] == 0] for level in self.levels]
        self.seats[np.concatenate([*closed, np.zeros(0, dtype=np.int64)])] = 0
        never = np.repeat(self.seats == 0, len(self.each_type)) | (self.caps == 0)
        self.cutoffs = with_hole(np.where(never, NEVER, 0))

    def _set_rules(self, market: Market) -> None:
        rules = market.rules
        self.is_ruled = rules.rule_of != NOTHING
        self.first = self._by_cell(rules.rule_of, rules.first, 0)
        self.last = self._by_cell(rules.rule_of, rules.last, 0)
        self.caps = self._by_cell(rules.rule_of, rules.caps, UNLIMITED)
        self.last_seats = self.last.reshape(-1, len(self.each_type)).sum(axis=1)

    def _by_cell(self, rule_of: Integers, rows: Integers, absent: int) -> Keys:
        """A table of rules by cell; absent: what holds where no rule is."""
        table = np.full((len(rows) + 1, len(self.each_type)), absent, dtype=np.int64)
        table[:-1, : rows.shape[1]] = rows
        return table[rule_of].ravel()

    def cutoff(self, place: Integers, who: Keys) -> Integers:
        cell = (self.bins[place] << self.type_bits) + self.types[who]
        return self.cutoffs[np.where(place == NOTHING, NOTHING, cell)]

    def pack(self, place: Integers, standing: Integers, who: Keys) -> Keys:
        return self.packing.pack(self.bins[place], standing, who)

    def choose(self, proposals: Keys) -> Keys:
        came = np.bincount(self.packing.cell(proposals), minlength=len(self.seats))
        touched = np.flatnonzero(came)
        holders = self.slab[spans(self.start[touched], self.held[touched])]
        kept, rejected = self._chosen(np.concatenate([holders & ~self.packing.mark, proposals]))
        kept.sort()
        self.held[touched] = self._count(kept)[touched]
        self.slab[spans(self.start[touched], self.held[touched])] = kept
        out = np.concatenate([*rejected, *(self._trim(level) for level in self.levels)])
        np.maximum.at(self.cutoffs, self._cell(out), self.packing.standing(out).astype(np.int32))
        return self.packing.number(out)

    def _cell(self, packed: Keys) -> Keys:
        node, who = self.packing.cell(packed), self.packing.number(packed)
        cell: Keys = (node << self.type_bits) + self.types[who]
        return cell

    def _chosen(self, every: Keys) -> tuple[Keys, list[Keys]]:
        """The five steps. Returns who is kept, those in reserved seats with the mark, and who is
        rejected."""
        is_ruled = self.is_ruled[self.packing.cell(every)]
        first, rest, capped = self._reserve_first(every[is_ruled])
        seats = self.quotas - self._count(first)
        rest = np.concatenate([rest, every[~is_ruled]])
        in_open, rest = self._best(rest, seats - self.last_seats)
        if not self.last_seats.any():
            return np.concatenate([first, in_open]), [capped, rest]
        last, rest = self._reserve_last(rest)
        seats -= self._count(in_open) + self._count(last)
        still_free, rest = self._best(rest, seats)
        return np.concatenate([first, in_open, last, still_free]), [capped, rest]

    def _reserve_first(self, every: Keys) -> tuple[Keys, Keys, Keys]:
        """Who gets such a seat, who is left, and who is more than the cap of the type."""
        ordered, cell, position = self._by_type(every)
        is_capped = position >= self.caps[cell]
        is_first = (position < self.first[cell]) & ~is_capped
        return (
            ordered[is_first] | self.packing.mark,
            ordered[~is_first & ~is_capped],
            ordered[is_capped],
        )

    def _reserve_last(self, every: Keys) -> tuple[Keys, Keys]:
        ordered, cell, position = self._by_type(every)
        is_last = position < self.last[cell]
        return ordered[is_last] | self.packing.mark, ordered[~is_last]

    def _by_type(self, every: Keys) -> tuple[Keys, Keys, Keys]:
        """In order within each cell, with the cell and the position in it from the best on."""
        shift = self.packing.cell_shift
        ordered = np.sort((self._cell(every) << shift) | self.packing.rank(every))
        cell = ordered >> shift
        back = ((cell >> self.type_bits) << shift) | self.packing.rank(ordered)
        return back, cell, from_top(cell)

    def _best(self, every: Keys, seats: Keys) -> tuple[Keys, Keys]:
        """The best of each bin, as many as there are seats, and the others."""
        every.sort()
        bin = self.packing.cell(every)
        is_in = from_top(bin) < seats[bin]
        return every[is_in], every[~is_in]

    def _count(self, packed: Keys) -> Keys:
        return np.bincount(self.packing.cell(packed), minlength=len(self.seats))

    def _trim(self, level: Level) -> Keys:
        """Let the groups that hold too many reject their last ones. Returns these."""
        size = np.bincount(level.group, self.held[level.bins], len(level.quotas)).astype(np.int64)
        is_over = size > level.quotas
        inside = is_over[level.group]
        bins, group = level.bins[inside], level.group[inside]
        start, held = self.start[bins], self.held[bins]
        holders = self.slab[spans(start, held)]
        claim = np.repeat(group << self.packing.cell_shift, held)
        claim |= self.packing.rank(holders)
        ends = np.cumsum(size[is_over])
        lowest = np.zeros(len(size), dtype=np.int64)
        lowest[is_over] = np.sort(claim)[ends - level.quotas[is_over]]
        stays = claim >= np.repeat(lowest[group], held)
        staying = np.bincount(np.repeat(np.arange(len(bins)), held)[stays], minlength=len(bins))
        self.slab[spans(start, staying)] = holders[stays]
        self.held[bins] = staying
        return holders[~stays]


def levels_above(market: Market) -> list[Level]:
    """The groups above the bins, the lowest first. Those of one height never contain each other."""
    bins = np.unique(market.bins).astype(np.int64)
    height = _heights(bins, market.parents)
    groups = np.full((int(height.max(initial=0)), len(bins)), NOTHING, dtype=np.int64)
    rows, above = np.arange(len(bins)), market.parents[bins]
    while len(rows := rows[above != NOTHING]):
        above = above[above != NOTHING]
        groups[height[above] - 1, rows] = above
        above = market.parents[above]
    levels = []
    for group in groups:
        below = group != NOTHING
        nodes, row = np.unique(group[below], return_inverse=True)
        levels.append(Level(bins[below], row, market.quotas[nodes]))
    return levels


def _heights(bins: Keys, parents: Integers) -> Keys:
    """Of each node above the bins, how many stand on one another below it."""
    height = np.zeros(len(parents), dtype=np.int64)
    nodes = bins
    while len(nodes := nodes[parents[nodes] != NOTHING]):
        np.maximum.at(height, parents[nodes], height[nodes] + 1)
        nodes = np.unique(parents[nodes])
    return height
