"""The exact personal threshold: what an applicant would have had to beat to get a missed wish.

The last admitted is not it: had the applicant got the seat, somebody would have been displaced and
might have come back by another road. So the applicant is taken out, seated in the place above
everybody, and the chain of those displaced is followed: the best key that the place, or a group
above it, rejects on the way is what had to be beaten. Where the seat one gets depends on the
standing, as with reserves, the least standing that stays is searched instead.

The market of all but one is not run anew for each: one half of those asked for enters, the other is
answered by the same trick, and then the market is taken back. That is n log n entries for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mobility_rules.placement.engines import solve
from mobility_rules.placement.engines.plain import LiveMarket
from mobility_rules.placement.market import (
    NOTHING,
    NUMBER_BITS,
    STANDINGS,
    Integers,
    Keys,
    Market,
)
from mobility_rules.placement.waiting import BEYOND, missed

Rejections = list[tuple[int, int]]
Progress = Callable[[int, int], None]
"""Called with how many applicants are done, and how many there are."""


@dataclass(frozen=True, slots=True, eq=False)
class Thresholds:
    """A row for each missed wish, by applicant and column. rival: the key that had to be beaten;
    BEYOND where no standing would have been enough."""

    applicant: Integers
    column: Integers
    rival: Keys


def thresholds(
    market: Market,
    granted: Integers,
    applicants: Iterable[int] | None = None,
    progress: Progress | None = None,
) -> Thresholds:
    """The thresholds of all missed wishes, or of those of the applicants asked for."""
    at = missed(market, granted)
    row, column = np.divmod(at, max(market.wishes.shape[1], 1))
    if applicants is not None:
        is_asked = np.zeros(market.applicants, dtype=bool)
        is_asked[list(applicants)] = True
        row, column = row[is_asked[row]], column[is_asked[row]]
    asked, start = np.unique(row, return_index=True)
    rows_of = dict(zip(asked.tolist(), np.split(np.arange(len(row)), start[1:]), strict=False))
    rival = np.full(len(row), NOTHING, dtype=np.int64)
    others = _Others(market, asked)
    for done, applicant in enumerate(others.without_each(asked.tolist()), start=1):
        for at_row in rows_of[applicant].tolist():
            rival[at_row] = others.rival(applicant, int(column[at_row]))
        if progress is not None:
            progress(done, len(asked))
    return Thresholds(row.astype(np.int32), column.astype(np.int32), rival)


class _Others:
    """The market of all but one, for one after the other of those asked for.

    contests: in a market with reserves or caps.
    """

    def __init__(self, market: Market, asked: Keys) -> None:
        self.market = market
        self.chains: dict[int, tuple[int, ...]] = {}
        self.contests = _Contests(market) if market.rules.exist else None
        if self.contests is not None:
            market = self.contests.by_twos()
        wishes = market.wishes.copy()
        wishes[asked] = NOTHING
        self.live = LiveMarket.holding(market, solve(replace(market, wishes=wishes)))
        for applicant in asked.tolist():
            self.live.column[applicant] = NOTHING

    def without_each(self, asked: Sequence[int]) -> Iterator[int]:
        """Each of them, while the market holds all the others."""
        if len(asked) == 1:
            yield asked[0]
        if len(asked) < 2:
            return
        middle = len(asked) // 2
        for inside, outside in (
            (asked[:middle], asked[middle:]),
            (asked[middle:], asked[:middle]),
        ):
            mark = self.live.mark()
            for applicant in outside:
                self.live.enter(applicant)
            yield from self.without_each(inside)
            self.live.undo(mark)

    def rival(self, applicant: int, column: int) -> int:
        """The key that the applicant had to beat for that wish, or BEYOND."""
        place = int(self.market.wishes[applicant, column])
        stays, rejections = self._tried(applicant, place, STANDINGS)
        if not stays:
            return BEYOND
        chain = self._chain(place)
        if self.contests is not None and self.contests.has_rules(chain[-1]):
            standing = int(self.market.standings[applicant, column])
            return self._searched(applicant, place, standing, self.contests.of(chain[-1]))
        best = max((key for node, key in rejections if node in chain), default=NOTHING)
        return best if self.contests is None or best == NOTHING else self.contests.as_given(best)

    def _tried(
        self, applicant: int, place: int, standing: int
    ) -> tuple[bool, list[tuple[int, int]]]:
        """Whether the applicant, seated with that standing, stays; and all rejections."""
        mark = self.live.mark()
        rejections: Rejections = []
        self.live.rejections = rejections
        stays = self.live.seat(applicant, place, standing)
        self.live.rejections = None
        self.live.undo(mark)
        return stays, rejections

    def _chain(self, place: int) -> tuple[int, ...]:
        if place not in self.chains:
            self.chains[place] = tuple(self.market.chain(place))
        return self.chains[place]

    def _searched(self, applicant: int, place: int, standing: int, contest: _Contest) -> int:
        """By bisection: with a higher standing nobody does worse."""
        steps = contest.steps(standing)
        low, high = 0, len(steps) - 1  # the last step is above everybody in the tree
        while low < high:
            middle = (low + high) // 2
            if self._tried(applicant, place, steps[middle])[0]:
                high = middle
            else:
                low = middle + 1
        return contest.beaten_at(steps[low], applicant)


class _Contest:
    """The keys of all who wish something in a tree of places and groups, in order.

    levels: the standings that occur anywhere. The step 2 * i is the standing levels[i], the step
    2 * i + 1 lies just above it; between two steps nothing changes.
    """

    def __init__(self, keys: Keys, levels: Integers) -> None:
        self.keys = keys
        self.levels = levels

    def steps(self, standing: int) -> list[int]:
        """From a standing on."""
        found = np.unique(self.keys >> NUMBER_BITS)
        at = np.searchsorted(self.levels, found[found >= standing])
        steps: list[int] = np.sort(np.concatenate([2 * at, 2 * at + 1])).tolist()
        return steps

    def beaten_at(self, step: int, applicant: int) -> int:
        """The best key that somebody at that step stands before."""
        is_above = step & 1
        level = int(self.levels[step >> 1]) + is_above
        bound = level << NUMBER_BITS | (0 if is_above else applicant)
        return int(self.keys[np.searchsorted(self.keys, bound) - 1])


class _Contests:
    """The contests of all trees in a market with reserves or caps."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.levels = np.unique(market.standings)
        roots = np.array([market.chain(place)[-1] for place in range(market.places)])
        ruled = market.rules.rule_of[market.bins] != NOTHING
        self._with_rules = set(roots[ruled].tolist())
        wished = market.wishes != NOTHING
        at, keys = roots[market.wishes[wished]], market.keys()[wished]
        order = np.lexsort((keys, at))
        self._keys = keys[order]
        self._ends = np.searchsorted(at[order], np.arange(len(market.quotas) + 1))

    def has_rules(self, root: int) -> bool:
        return root in self._with_rules

    def of(self, root: int) -> _Contest:
        return _Contest(self._keys[self._ends[root] : self._ends[root + 1]], self.levels)

    def by_twos(self) -> Market:
        """The market with steps as its standings."""
        at = np.searchsorted(self.levels, self.market.standings).astype(np.int32)
        return replace(self.market, standings=2 * at)

    def as_given(self, key: int) -> int:
        """The key in the market as it was given."""
        standing = int(self.levels[key >> NUMBER_BITS >> 1])
        return standing << NUMBER_BITS | (key & ((1 << NUMBER_BITS) - 1))
