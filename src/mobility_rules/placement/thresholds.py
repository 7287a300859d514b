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

from mobility_rules.placement.bars import BEYOND, last_admitted, number_of
from mobility_rules.placement.engines import Live, live_without
from mobility_rules.placement.market import (
    NOTHING,
    NUMBER_BITS,
    STANDINGS,
    Integers,
    Keys,
    Market,
)
from mobility_rules.placement.waiting import missed_among

Progress = Callable[[int, int], None]
"""Called with how many applicants are done, and how many there are."""


@dataclass(frozen=True, slots=True, eq=False)
class Thresholds:
    """A row for each missed wish, by applicant and column. rival: the key that had to be beaten;
    BEYOND where no standing would have been enough; NOTHING where the own one is, as can be in a
    result that was not made by deferred acceptance."""

    applicant: Integers
    column: Integers
    rival: Keys


def thresholds(
    market: Market,
    granted: Integers,
    applicants: Iterable[int] | None = None,
    progress: Progress | None = None,
    others: Live | None = None,
) -> Thresholds:
    """The thresholds of all missed wishes, or of those of the applicants asked for.

    others: `live_without` exactly those, if the market has neither reserves nor caps and it is
    there already.
    """
    people = np.arange(market.applicants)
    if applicants is not None:
        people = np.unique(np.array(list(applicants), dtype=np.int64))
    at = missed_among(market.wishes[people], granted[people])
    row, column = np.divmod(at, max(market.wishes.shape[1], 1))
    row = people[row]
    asked, start = np.unique(row, return_index=True)
    rows_of = dict(zip(asked.tolist(), np.split(np.arange(len(row)), start[1:]), strict=False))
    rival = np.full(len(row), NOTHING, dtype=np.int64)
    if others is not None:
        others.enter_all(np.setdiff1d(people, asked).tolist())
    questions = _Questions(market, granted, asked, others)
    for done, applicant in enumerate(questions.without_each(asked.tolist()), start=1):
        for at_row in rows_of[applicant].tolist():
            rival[at_row] = questions.rival(applicant, int(column[at_row]))
        if progress is not None:
            progress(done, len(asked))
    return Thresholds(row.astype(np.int32), column.astype(np.int32), rival)


class _Questions:
    """Asked of the market of all but one, for one after the other of those asked for.

    steps: in a market with reserves or caps the live market counts by them.
    """

    def __init__(self, market: Market, granted: Integers, asked: Keys, others: Live | None) -> None:
        self.market = market
        self.steps = _Steps(market, granted) if market.rules.exist else None
        if self.steps is not None:
            market = self.steps.market
        self.live = others or live_without(market, asked.tolist())

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
            self.live.enter_all(outside)
            yield from self.without_each(inside)
            self.live.undo(mark)

    def rival(self, applicant: int, column: int) -> int:
        """The key that the applicant had to beat for that wish, BEYOND or NOTHING."""
        place = int(self.market.wishes[applicant, column])
        if self.steps is not None and self.steps.matter_at(place):
            return self._searched(self.steps, applicant, column)
        stays, best = self.live.tried(applicant, place, STANDINGS)
        if not stays:
            return BEYOND
        if self.steps is not None:
            best = self.steps.as_given(best)
        own = int(self.market.standings[applicant, column]) << NUMBER_BITS | applicant
        return best if best > own else NOTHING

    def _searched(self, steps: _Steps, applicant: int, column: int) -> int:
        """The same where another seat is got with another standing: the least step that stays.

        The last admitted is a good guess, the best key rejected the next one. With a higher
        standing nobody does worse, so bisection finds what guesses do not.
        """
        place = int(self.market.wishes[applicant, column])
        own = int(steps.market.standings[applicant, column])
        key = steps.last_admitted(applicant, place)
        guess = _just_above(key, applicant)
        key_below = {guess: key}
        fails, stays = own, STANDINGS + 1
        while stays - fails > 1:
            step = guess if fails < guess < stays else (fails + stays) // 2
            if stays > STANDINGS and step != guess:
                step = STANDINGS
            is_enough, key = self.live.tried(applicant, place, step)
            if not is_enough:
                fails = step
                continue
            stays, better = step, _just_above(key, applicant)
            key_below.setdefault(better, key)
            guess = better if better < step else step - 1 if step in key_below else fails
        if stays > STANDINGS:
            return BEYOND
        if fails == own and self.live.tried(applicant, place, own)[0]:
            return NOTHING
        if stays in key_below:
            return steps.as_given(key_below[stays])
        return steps.as_given(steps.beaten_at(stays, applicant, place))


def _just_above(key: int, applicant: int) -> int:
    """The least step that comes before a key."""
    return (key >> NUMBER_BITS) + (applicant < number_of(key))


class _Steps:
    """A market with a step between any two standings, so that one can stand just above another.

    levels: where twice the standings would be too many, those that occur.
    """

    def __init__(self, market: Market, granted: Integers) -> None:
        self.roots = np.array([market.chain(place)[-1] for place in range(market.places)])
        ruled = market.rules.rule_of[market.bins] != NOTHING
        self._with_rules = set(self.roots[ruled].tolist())
        self.levels: Keys | None = None
        ranks = market.standings
        if 2 * int(ranks.max(initial=0)) + 1 >= STANDINGS:
            self.levels = np.unique(market.standings).astype(np.int64)
            ranks = np.searchsorted(self.levels, market.standings).astype(np.int32)
        self.market = replace(market, standings=2 * ranks)
        self._last_admitted = last_admitted(self.market, granted)

    def last_admitted(self, applicant: int, place: int) -> int:
        """The key of the last one admitted to what the applicant competes for; NOTHING if there is
        none, or only the applicant, at another place that shares the seats."""
        key = int(self._last_admitted[place, self.market.types[applicant]])
        return NOTHING if number_of(key) == applicant else key

    def matter_at(self, place: int) -> bool:
        """Whether there are reserves or caps in the tree over a place."""
        return self.roots[place] in self._with_rules

    def beaten_at(self, step: int, applicant: int, place: int) -> int:
        """A key in the tree over a place that somebody comes before at that step, and not at the
        one below; NOTHING if there is none."""
        level = step & ~1
        at = np.flatnonzero(self.market.standings.ravel() == level)
        others, columns = np.divmod(at, self.market.wishes.shape[1])
        places = self.market.wishes[others, columns]
        is_rival = (places != NOTHING) & (self.roots[places] == self.roots[place])
        is_rival &= (others > applicant) if step & 1 else (others < applicant)
        rival = int(others[is_rival].max(initial=NOTHING))
        return NOTHING if rival == NOTHING else level << NUMBER_BITS | rival

    def as_given(self, key: int) -> int:
        """The key in the market as it was given."""
        if key == NOTHING:
            return NOTHING
        standing = key >> NUMBER_BITS >> 1
        if self.levels is not None:
            standing = int(self.levels[standing])
        return standing << NUMBER_BITS | number_of(key)
