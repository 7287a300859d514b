"""What bins and groups hold while applicants enter a market one by one: lines, the worst first.

Nodes are only set up when a proposal reaches them, so that a question to a market of a million
costs no more than the few places it touches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import islice, repeat

import numpy as np

from mobility_rules.placement.market import NOTHING, NUMBER_BITS, Integers, Market
from mobility_rules.placement.market import RESERVED as RESERVED_MARK
from mobility_rules.placement.positions import by_line

RESERVED = int(RESERVED_MARK)
NUMBERS = (1 << NUMBER_BITS) - 1

Line = list[int]
"""Keys of those who are held, the worst first."""


@dataclass(slots=True, eq=False)
class SharedQuota:
    """A group above bins. line: all held below it, by the rank they have in its eyes."""

    node: int
    quota: int
    line: Line


@dataclass(slots=True, eq=False)
class ByType:
    """Reserve-first seats, reserve-last seats and the cap of each type in a bin."""

    first: list[int]
    last: list[int]
    caps: list[int]


@dataclass(slots=True, eq=False)
class Bin:
    """lines: by type; where nothing is reserved or capped all types have the same one. above: the
    groups over it, the innermost first. bars: by type the best key that it or a group above has
    rejected: who is no better need not be looked at, since a rejected one is never wanted again."""

    node: int
    quota: int
    lines: list[Line]
    rules: ByType | None
    above: list[SharedQuota]
    bars: list[int]

    @property
    def is_plain(self) -> bool:
        return self.rules is None and not self.above

    def first(self, type: int) -> int:
        return 0 if self.rules is None else self.rules.first[type]

    def one_too_many(self, type: int) -> int | None:
        """Whom it rejects after one of the type came in, or None while there is room."""
        line = self.lines[type]
        if self.rules is None:
            return line[0] if len(line) > self.quota else None
        if len(line) > self.rules.caps[type]:
            return line[0]
        if sum(map(len, self.lines)) <= self.quota:
            return None
        return self._worst_without_seat(self.rules)

    def _worst_without_seat(self, rules: ByType) -> int:
        """Of those without a reserve-first seat the best have the open ones, and as many as there
        are reserve-last seats, and one more, have none. Each type's best of these get the former;
        of the others the worst is one too many."""
        contenders = merge(
            *(
                zip(islice(line, max(len(line) - first, 0)), repeat(type))
                for type, (line, first) in enumerate(zip(self.lines, rules.first, strict=True))
            )
        )
        worst: dict[int, int] = {}
        counted: Counter[int] = Counter()
        for key, type in islice(contenders, sum(rules.last) + 1):
            worst.setdefault(type, key)
            counted[type] += 1
        return min(key for type, key in worst.items() if counted[type] > rules.last[type])

    def ranks(self) -> Iterator[int]:
        """Everybody held, in the eyes of the groups above."""
        if self.rules is None:
            yield from self.lines[0]
            return
        for line, first in zip(self.lines, self.rules.first, strict=True):
            open_ones = max(len(line) - first, 0)
            yield from line[:open_ones]
            yield from (key + RESERVED for key in line[open_ones:])


class Nodes:
    """The bins and groups of a market, empty or as an assignment fills them."""

    def __init__(self, market: Market, granted: Integers | None = None) -> None:
        self.market = market
        self.types: list[int] = [0] * market.applicants
        if market.rules.exist:
            self.types = market.types.tolist()
        self._type_count = int(market.types.max(initial=0)) + 1
        nobody = np.full(market.applicants, NOTHING, dtype=np.int32)
        self._holders = _Holders(market, nobody if granted is None else granted)
        self._at_place: list[Bin | None] = [None] * market.places
        self._bins: dict[int, Bin] = {}
        self._groups: dict[int, SharedQuota] = {}

    def bin_of(self, place: int) -> Bin:
        """The bin at which the place chooses, with the groups above it."""
        return self._at_place[place] or self._linked(place)

    def _linked(self, place: int) -> Bin:
        node, *above = self.market.chain(place)
        bin = self._bin(node)
        bin.above = [self._group(group) for group in above]
        self._at_place[place] = bin
        return bin

    def _bin(self, node: int) -> Bin:
        if node not in self._bins:
            rules = self._rules_of(node)
            self._bins[node] = Bin(
                node=node,
                quota=int(self.market.quotas[node]),
                lines=self._lines(self._holders.in_bin(node), rules),
                rules=rules,
                above=[],
                bars=[NOTHING] * self._type_count,
            )
        return self._bins[node]

    def _lines(self, keys: Line, rules: ByType | None) -> list[Line]:
        if rules is None:
            return [keys] * self._type_count
        lines: list[Line] = [[] for _ in rules.caps]
        for key in keys:
            lines[self.types[key & NUMBERS]].append(key)
        return lines

    def _rules_of(self, node: int) -> ByType | None:
        rules = self.market.rules
        row = int(rules.rule_of[node])
        if row == NOTHING:
            return None
        caps: list[int] = rules.caps[row].tolist()
        first = [
            min(seats, cap) for seats, cap in zip(rules.first[row].tolist(), caps, strict=True)
        ]
        return ByType(first, rules.last[row].tolist(), caps)

    def _group(self, node: int) -> SharedQuota:
        if node not in self._groups:
            ranks = [
                rank for bin in self._holders.bins_below(node) for rank in self._bin(bin).ranks()
            ]
            self._groups[node] = SharedQuota(node, int(self.market.quotas[node]), sorted(ranks))
        return self._groups[node]


class _Holders:
    """Who holds a seat in which bin of an assignment."""

    def __init__(self, market: Market, granted: Integers) -> None:
        numbers = np.flatnonzero(granted != NOTHING)
        columns = granted[numbers]
        bins = market.bins[market.wishes[numbers, columns]]
        standings = market.standings[numbers, columns]
        order = by_line(bins, standings, len(market.quotas))
        self._keys = ((standings.astype(np.int64) << NUMBER_BITS) | numbers)[order]
        self._ends = np.searchsorted(bins[order], np.arange(len(market.quotas) + 1))
        self._market = market
        self._bins_below: dict[int, list[int]] = {}

    def in_bin(self, node: int) -> Line:
        keys: Line = self._keys[self._ends[node] : self._ends[node + 1]].tolist()
        return keys

    def bins_below(self, group: int) -> list[int]:
        """The bins under a group of which any is filled."""
        if not self._bins_below:
            for bin in np.flatnonzero(np.diff(self._ends)).tolist():
                above = int(self._market.parents[bin])
                while above != NOTHING:
                    self._bins_below.setdefault(above, []).append(bin)
                    above = int(self._market.parents[above])
        return self._bins_below.get(group, [])
