"""The readable engine, one proposal after the other: the second opinion on what the quick ones say.

Applicants propose down their lists; whoever is rejected proposes to the next wish, and may displace
somebody there who goes on in turn. The market can be taken back to an earlier state, so that one
may ask what would happen if somebody came with another score.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto

import numpy as np

from mobility_rules.placement.engines.lines import NUMBERS, RESERVED, Bin, Line, Nodes
from mobility_rules.placement.market import NOTHING, NUMBER_BITS, Integers, Market

KEY = RESERVED - 1
"""Takes the mark of a reserved seat off a key."""


def solve_plain(market: Market) -> Integers:
    """For each applicant the column of the wish that is granted, or NOTHING."""
    live = LiveMarket(market)
    for applicant in _best_first(market):
        live.enter(applicant)
    return live.granted()


def _best_first(market: Market) -> list[int]:
    """The order of entering changes nothing but the number of those displaced on the way."""
    if market.wishes.size == 0:
        return []
    order: list[int] = np.argsort(market.standings[:, 0], kind="stable")[::-1].tolist()
    return order


class _Change(Enum):
    """Of a list: a value was set, or a key came into a line or out of it."""

    SET = auto()
    ADDED = auto()
    DROPPED = auto()


class LiveMarket:
    """A market that applicants enter one by one.

    column: for each applicant the wish at which the applicant is held: NOTHING before entering,
    `at_end` when every wish was refused, `by_hand` in the seat that `seat` gave.
    rejections: once set to a list, every rejection is added to it: the node that rejects (the bin,
    if one look was enough) and the key, raised by the mark of a reserved seat where the rejected
    one would have held such a seat.
    """

    def __init__(self, market: Market) -> None:
        self._begin(market, [NOTHING] * market.applicants, Nodes(market))

    @classmethod
    def holding(cls, market: Market, granted: Integers, absent: Sequence[int] = ()) -> LiveMarket:
        """The market after everybody entered but the absent, given the result without them. What a
        node holds is only looked up when a proposal reaches it."""
        live = cls.__new__(cls)
        width = market.wishes.shape[1]
        column = np.where(granted == NOTHING, width, granted).tolist()
        for applicant in absent:
            column[applicant] = NOTHING
        live._begin(market, column, Nodes(market, granted))
        return live

    def _begin(self, market: Market, column: list[int], nodes: Nodes) -> None:
        self.market = market
        self.column = column
        self.at_end = int(market.wishes.shape[1])
        self.by_hand = self.at_end + 1
        self.rejections: list[tuple[int, int]] | None = None
        self._nodes = nodes
        self._seats: dict[int, tuple[int, int]] = {}
        self._chains: dict[int, list[int]] = {}
        self._journal: list[tuple[_Change, list[int], int, int]] | None = None

    def enter(self, applicant: int) -> None:
        """Propose from the top of the list, and let whoever is displaced go on in turn."""
        while applicant != NOTHING:
            applicant = self._settle(applicant)

    def enter_all(self, applicants: Iterable[int]) -> None:
        for applicant in applicants:
            self.enter(applicant)

    def seat(self, applicant: int, place: int, standing: int) -> bool:
        """Propose one place alone, with any standing up to STANDINGS, which is above everybody.

        For somebody who holds nothing. True if the applicant still sits there when all who were
        displaced have settled.
        """
        key = (standing << NUMBER_BITS) | applicant
        displaced = self._receive(place, key)
        if displaced == applicant:
            return False
        self._seats[applicant] = (place, key)
        self._set(self.column, applicant, self.by_hand)
        self.enter(displaced)
        return self.column[applicant] == self.by_hand

    def tried(self, applicant: int, place: int, standing: int) -> tuple[bool, int]:
        """Whether the applicant, who has not entered, would stay in the place of a wish with that
        standing; if so, the best key that the nodes over the place would reject on the way, or
        NOTHING. Afterwards all is as before."""
        mark = self.mark()
        rejections: list[tuple[int, int]] = []
        self.rejections = rejections
        stays = self.seat(applicant, place, standing)
        self.rejections = None
        self.undo(mark)
        chain = self._chain(place)
        return stays, max((key & KEY for node, key in rejections if node in chain), default=NOTHING)

    def _chain(self, place: int) -> list[int]:
        if place not in self._chains:
            self._chains[place] = self.market.chain(place)
        return self._chains[place]

    def granted(self) -> Integers:
        """For each applicant the column of the wish that is held, or NOTHING."""
        column = np.array(self.column, dtype=np.int32)
        column[column >= self.at_end] = NOTHING
        return column

    def mark(self) -> int:
        """A state to which `undo` can go back. Until the first mark nothing is remembered."""
        if self._journal is None:
            self._journal = []
        return len(self._journal)

    def undo(self, mark: int) -> None:
        """Everything is again as it was when the mark was set."""
        journal = self._journal or []
        while len(journal) > mark:
            change, values, at, before = journal.pop()
            if change is _Change.SET:
                values[at] = before
            elif change is _Change.DROPPED:
                insort(values, at)
            else:
                del values[bisect_left(values, at)]

    def _settle(self, applicant: int) -> int:
        """Propose down the list until a place accepts. Returns whom that displaced, or NOTHING."""
        for column, place, key in self._wishes_left(applicant):
            rejected = self._receive(place, key)
            if rejected != applicant:
                self._set(self.column, applicant, column)
                return rejected
        self._set(self.column, applicant, self.at_end)
        return NOTHING

    def _wishes_left(self, applicant: int) -> Iterator[tuple[int, int, int]]:
        wishes = self.market.wishes[applicant].tolist()
        standings = self.market.standings[applicant].tolist()
        for column in range(self.column[applicant] + 1, self.at_end):
            if wishes[column] != NOTHING:
                yield column, wishes[column], (standings[column] << NUMBER_BITS) | applicant

    def _receive(self, place: int, key: int) -> int:
        """Let the tree over a place choose again with one more. Returns whom it rejects."""
        bin = self._nodes.bin_of(place)
        type = self._nodes.types[key & NUMBERS]
        if not bin.is_plain:
            return self._receive_in_tree(bin, type, key)
        line = bin.lines[type]
        if len(line) < bin.quota:
            self._add(line, key)
            return NOTHING
        if not line or key < line[0]:
            return self._reject(bin.node, key)
        worst = line[0]
        self._drop(line, worst)
        self._add(line, key)
        return self._reject(bin.node, worst)

    def _receive_in_tree(self, bin: Bin, type: int, key: int) -> int:
        """All nodes take one more in, and the first that has too many rejects its worst one. The
        nodes above it have as many as before."""
        if key <= bin.bars[type]:
            return self._reject(bin.node, key)
        rank = self._rank(bin, type, key)
        self._add(bin.lines[type], key)
        for group in bin.above:
            self._add(group.line, rank)
        worst = bin.one_too_many(type)
        if worst is not None:
            return self._take_out(bin.node, worst, bin, key)
        for group in bin.above:
            if len(group.line) > group.quota:
                return self._take_out(group.node, group.line[0], bin, key)
        return NOTHING

    def _rank(self, bin: Bin, type: int, key: int) -> int:
        """The newcomer in the eyes of the groups above. Whoever loses a reserved seat by that is
        an open one for them from now on."""
        line, reserved = bin.lines[type], bin.first(type)
        if reserved == 0 or (len(line) >= reserved and key < line[-reserved]):
            return key
        if len(line) >= reserved:
            for group in bin.above:
                self._drop(group.line, line[-reserved] + RESERVED)
                self._add(group.line, line[-reserved])
        return key + RESERVED

    def _take_out(self, node: int, rank: int, bin: Bin, newcomer: int) -> int:
        rejected, key = rank & NUMBERS, newcomer
        if rejected != newcomer & NUMBERS:
            place, key = self._seat_of(rejected)
            bin = self._nodes.bin_of(place)
        type = self._nodes.types[rejected]
        self._drop(bin.lines[type], key)
        for group in bin.above:
            self._drop(group.line, rank)
        self._set(bin.bars, type, max(key, bin.bars[type]))
        return self._reject(node, rank)

    def _seat_of(self, applicant: int) -> tuple[int, int]:
        """The place at which somebody is held, and with what key."""
        column = self.column[applicant]
        if column == self.by_hand:
            return self._seats[applicant]
        standing = int(self.market.standings[applicant, column])
        return int(self.market.wishes[applicant, column]), (standing << NUMBER_BITS) | applicant

    def _reject(self, node: int, rank: int) -> int:
        if self.rejections is not None:
            self.rejections.append((node, rank))
        return rank & NUMBERS

    def _set(self, values: list[int], at: int, value: int) -> None:
        if self._journal is not None:
            self._journal.append((_Change.SET, values, at, values[at]))
        values[at] = value

    def _add(self, line: Line, key: int) -> None:
        if self._journal is not None:
            self._journal.append((_Change.ADDED, line, key, 0))
        insort(line, key)

    def _drop(self, line: Line, key: int) -> None:
        if self._journal is not None:
            self._journal.append((_Change.DROPPED, line, key, 0))
        del line[bisect_left(line, key)]
