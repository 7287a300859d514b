"""How many could be better off if only scores counted, and neither tie-break nor lottery.

A strict order makes the run honest and repeatable, and costs something: people of equal score can
sit in each other's dearer seats. Swapping along such cycles (Erdil and Ergin 2008) hurts nobody and
leaves nobody with a lower score in a seat that somebody with a higher one would rather have. It is
told and never done: whoever swaps afterwards takes the published tie-break back, and makes it
worth while to name wishes other than one's own.

Every seat keeps its place, and its type wherever reserves or caps say something, so that quotas,
groups, caps and reserves stay as they are. In a full group only the highest of all who wait for any
of its seats may come in, which is more careful than necessary. Where seats are reserved last the
order among equals decides who needs one of them, so nobody swaps there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from mobility_rules.placement.comparison import Moved
from mobility_rules.placement.deferred_acceptance import Allocation, in_numbers, named
from mobility_rules.placement.instance import Instance
from mobility_rules.placement.market import NOTHING, Integers, Market
from mobility_rules.placement.numbering import numbered

Seat = tuple[int, int]
"""A place, and where it matters the type of who holds it, else NOTHING."""
Step = int | Seat


@dataclass(frozen=True, slots=True)
class Improvement:
    """people: who would be better off, by name. cycles: each applicant takes the seat of the next,
    the last one that of the first."""

    people: tuple[Moved, ...]
    cycles: tuple[tuple[str, ...], ...]


def improvable(instance: Instance, allocation: Allocation) -> Improvement:
    """Who could be better off by swaps that keep every score's right, repeated until none is left.

    Other orders of swapping may help others; the number is one that can be reached, and not the
    most. The allocation is one without justified envy.
    """
    names = numbered(instance)
    improved, cycles = swapped(names.market, in_numbers(names, allocation))
    people = [
        Moved(one, allocation.assigned[one], place)
        for one, place in named(names, improved).assigned.items()
        if place != allocation.assigned[one]
    ]
    called = (tuple(names.applicants[row] for row in cycle) for cycle in cycles)
    return Improvement(tuple(people), tuple(called))


def swapped(market: Market, granted: Integers) -> tuple[Integers, list[tuple[int, ...]]]:
    """The same in numbers: what everybody holds after the swaps, and the cycles."""
    waiting = _Waiting(market, granted)
    cycles: list[tuple[int, ...]] = []
    while found := list(disjoint_cycles(waiting.may_take(), waiting.holders())):
        for cycle in found:
            waiting.swap(cycle)
        cycles += found
    return np.array(waiting.column, dtype=np.int32), cycles


class _Waiting:
    """Who holds which seat, and who waits for a dearer one."""

    def __init__(self, market: Market, granted: Integers) -> None:
        self.market = market
        self.wishes = market.wishes.tolist()
        self.standings = market.standings.tolist()
        self.column = granted.tolist()
        self.chains = [market.chain(place) for place in range(market.places)]
        self.ordered = _with_last_seats(market)
        self.deciding = _deciding_nodes(market, self.chains, self._places_held())

    def may_take(self) -> dict[int, list[Seat]]:
        """Who waits, with the dearer seats that nobody waiting stands higher for."""
        best: dict[int, int] = defaultdict(int)
        for row, column in self._dearer():
            for node in self.chains[self.wishes[row][column]]:
                best[node] = max(best[node], self.standings[row][column])
        seats: dict[int, list[Seat]] = defaultdict(list)
        for row, column in self._dearer():
            place = self.wishes[row][column]
            is_highest = self.standings[row][column] >= best[self.deciding[place]]
            if is_highest and place not in self.ordered:
                seats[row].append(self._seat(row, place))
        return seats

    def holders(self) -> dict[Seat, list[int]]:
        held: dict[Seat, list[int]] = defaultdict(list)
        for row, place in self._places_held():
            held[self._seat(row, place)].append(row)
        return held

    def swap(self, cycle: tuple[int, ...]) -> None:
        """Each takes the seat of the next."""
        places = {row: self.wishes[row][self.column[row]] for row in cycle}
        for row, other in zip(cycle, (*cycle[1:], cycle[0]), strict=True):
            self.column[row] = self.wishes[row].index(places[other])

    def _dearer(self) -> Iterator[tuple[int, int]]:
        for row, held in enumerate(self.column):
            wishes = self.wishes[row]
            for column in range(len(wishes) if held == NOTHING else held):
                if wishes[column] != NOTHING:
                    yield row, column

    def _places_held(self) -> list[tuple[int, int]]:
        return [
            (row, self.wishes[row][column])
            for row, column in enumerate(self.column)
            if column != NOTHING
        ]

    def _seat(self, row: int, place: int) -> Seat:
        has_rules = self.market.rules.rule_of[self.market.bins[place]] != NOTHING
        return place, int(self.market.types[row]) if has_rules else NOTHING


def _deciding_nodes(
    market: Market, chains: list[list[int]], held: list[tuple[int, int]]
) -> list[int]:
    """For each place the highest node that turns anybody away: it is full, or it has rules."""
    taken: dict[int, int] = defaultdict(int)
    for _, place in held:
        for node in chains[place]:
            taken[node] += 1
    return [
        [node for node in chain if node == chain[0] or taken[node] >= market.quotas[node]][-1]
        for chain in chains
    ]


def _with_last_seats(market: Market) -> set[int]:
    rows = market.rules.rule_of[market.bins].tolist()
    last = [False if row == NOTHING else bool(market.rules.last[row].any()) for row in rows]
    return {place for place, is_last in enumerate(last) if is_last}


def disjoint_cycles(
    may_take: Mapping[int, list[Seat]], holders: Mapping[Seat, list[int]]
) -> Iterator[tuple[int, ...]]:
    """Cycles of applicants each of whom may take a seat that the next one holds; nobody twice.

    One walk from everybody who waits, on to a seat, on to whoever holds it. Where it comes back to
    itself a cycle is cut out; where it cannot go on, the last step is taken back for good.
    """
    onward: dict[Step, list[Step]] = {row: [*reversed(wanted)] for row, wanted in may_take.items()}
    onward |= {seat: [*reversed(rows)] for seat, rows in holders.items()}
    gone: set[Step] = set()
    for start in sorted(may_take):
        path: list[Step] = [] if start in gone else [start]
        while path:
            following = _next(onward.get(path[-1], []), gone)
            if following is None:
                gone.add(path.pop())
            elif following in path:
                cut = path.index(following)
                cycle = tuple(step for step in path[cut:] if isinstance(step, int))
                del path[cut:]
                gone.update(cycle)
                yield cycle
            else:
                path.append(following)


def _next(steps: list[Step], gone: set[Step]) -> Step | None:
    while steps and steps[-1] in gone:
        steps.pop()
    return steps[-1] if steps else None
