"""What an applicant is told about every wish: granted, missed by how much, or not looked at.

Named, for people; and as a table of arrays, for a million of them. The published cutoff is not what
would have been enough: that is the exact personal threshold (see `thresholds`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from mobility_rules.canonical import JsonObject
from mobility_rules.placement.bars import BEYOND, last_admitted, number_of, types_of
from mobility_rules.placement.deferred_acceptance import Allocation, in_numbers
from mobility_rules.placement.instance import Applicant, Instance
from mobility_rules.placement.market import NOTHING, NUMBER_BITS, Integers, Keys, Market
from mobility_rules.placement.numbering import Numbered, numbered
from mobility_rules.placement.seats import Seat, rights
from mobility_rules.placement.thresholds import Progress, Thresholds, thresholds
from mobility_rules.placement.waiting import missed, positions_at

SCORE, TIE_BREAK, PRECEDENCE = "score", "tie-break", "precedence"


class WishOutcome(StrEnum):
    """What became of a wish."""

    GRANTED = "granted"
    MISSED = "missed"
    NOT_CONSIDERED = "not-considered"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class WishExplanation:
    """One wish. Scores and gaps in thousandths of a point; what does not apply is None or empty.

    rank: number on the list, from 1. reason: why the wish was dropped. last_admitted: the lowest
    score that got in, of what the applicant's type competes for; gap: how far the own score is
    below it. waiting_position: from 1, among all who missed the place and got nothing dearer.
    enough: the lowest score that would have got the applicant this place (or a dearer one).
    decided_by: ``score``; or the link of the tie-break chain when the score to beat was the
    applicant's own; or ``precedence`` where no score would have been enough. seat: ``open`` or
    ``reserved`` for a place that was granted.
    """

    rank: int
    place: str
    outcome: WishOutcome
    reason: str = ""
    own_score: int | None = None
    last_admitted: int | None = None
    gap: int | None = None
    waiting_position: int | None = None
    enough: int | None = None
    decided_by: str = ""
    seat: str = ""

    def to_json(self) -> JsonObject:
        return {
            "rank": self.rank,
            "place": self.place,
            "outcome": self.outcome.value,
            "reason": self.reason,
            "own_score": self.own_score,
            "last_admitted": self.last_admitted,
            "gap": self.gap,
            "waiting_position": self.waiting_position,
            "enough": self.enough,
            "decided_by": self.decided_by,
            "seat": self.seat,
        }


@dataclass(frozen=True, slots=True, eq=False)
class ExplanationTable:
    """A row for each missed wish, by applicant and column. last: the key of the last one admitted,
    of what the applicant's type competes for, or NOTHING. position: on the waiting list, from 1."""

    applicant: Integers
    column: Integers
    standing: Integers
    last: Keys
    position: Integers


def explanation_table(market: Market, granted: Integers) -> ExplanationTable:
    """Everything about missed wishes but their thresholds, in one pass."""
    at = missed(market, granted)
    applicant = at // max(market.wishes.shape[1], 1)
    last = last_admitted(market, granted)
    places = market.wishes.ravel()[at]
    return ExplanationTable(
        applicant=applicant.astype(np.int32),
        column=(at - applicant * market.wishes.shape[1]).astype(np.int32),
        standing=market.standings.ravel()[at],
        last=last[places, types_of(market)[applicant]],
        position=positions_at(market, at),
    )


def explain(
    instance: Instance, allocation: Allocation, applicant: str
) -> tuple[WishExplanation, ...]:
    """Every wish of the applicant, in the order of the list as it was handed in."""
    return explain_all(instance, allocation, (applicant,))[applicant]


def explain_all(
    instance: Instance,
    allocation: Allocation,
    applicants: Collection[str] | None = None,
    progress: Progress | None = None,
) -> dict[str, tuple[WishExplanation, ...]]:
    """The same for everybody, or for those asked for: all personal thresholds in one go. progress:
    of the thresholds, which take longest."""
    told = _Told(instance, allocation, applicants, progress)
    asked = instance.applicants if applicants is None else applicants
    return {one: tuple(told.wishes(one)) for one in asked}


class _Told:
    """All that explanations are made of, looked up by name."""

    def __init__(
        self,
        instance: Instance,
        allocation: Allocation,
        applicants: Collection[str] | None,
        progress: Progress | None,
    ) -> None:
        self.instance = instance
        self.assigned = allocation.assigned
        self.names: Numbered = numbered(instance)
        self.numbers = {name: number for number, name in enumerate(self.names.applicants)}
        self.dropped = {(gone.applicant, gone.rank): gone for gone in instance.dropped}
        market, granted = self.names.market, in_numbers(self.names, allocation)
        self.scores: dict[int, int] = {}
        self.seats = rights(market, granted)
        self.last = last_admitted(market, granted)
        self.types = types_of(market)
        asked = None if applicants is None else [self.numbers[one] for one in applicants]
        self.rows = _by_wish(explanation_table(market, granted))
        # Where the most are placed at the price of envy, there is no standing to be beaten.
        asked = [] if instance.policy.allows_envy else asked
        self.rivals = _by_wish_rivals(thresholds(market, granted, asked, progress))

    def wishes(self, name: str) -> Iterator[WishExplanation]:
        number, passed = self.numbers[name], False
        for rank, place in enumerate(self.instance.applicants[name].wishes, start=1):
            if (name, rank) in self.dropped:
                reason = self.dropped[name, rank].reason.value
                yield WishExplanation(rank, place, WishOutcome.DROPPED, reason=reason)
            elif passed:
                yield WishExplanation(rank, place, WishOutcome.NOT_CONSIDERED)
            elif place == self.assigned[name]:
                passed = True
                yield self._granted(name, number, rank, place)
            else:
                yield self._missed(name, number, rank, place)

    def _granted(self, name: str, number: int, rank: int, place: str) -> WishExplanation:
        node = int(self.names.market.wishes[number, rank - 1])
        return WishExplanation(
            rank,
            place,
            WishOutcome.GRANTED,
            own_score=self.instance.applicants[name].score_at(place),
            last_admitted=self._score(int(self.last[node, self.types[number]])),
            seat="open" if self.seats[number] == Seat.OPEN else "reserved",
        )

    def _missed(self, name: str, number: int, rank: int, place: str) -> WishExplanation:
        last_key, position = self.rows[number, rank - 1]
        rival = self.rivals.get((number, rank - 1), NOTHING)
        own = self.instance.applicants[name]
        score, last = own.score_at(place), self._score(last_key)
        out_of_reach = rival == BEYOND or self._comes_before(rival, own)
        enough = None if out_of_reach else self._enough(own, rival)
        return WishExplanation(
            rank=rank,
            place=place,
            outcome=WishOutcome.MISSED,
            own_score=score,
            last_admitted=last,
            gap=None if last is None or last < score else last - score,
            waiting_position=position,
            enough=enough,
            decided_by=PRECEDENCE if out_of_reach else self._decided_by(own, score, rival),
        )

    def _enough(self, own: Applicant, rival: int) -> int | None:
        """Equal in score is enough for whom the tie-break puts first."""
        score = self._score(rival)
        return score if score is None or own.tie > self._applicant(rival).tie else score + 1

    def _comes_before(self, rival: int, own: Applicant) -> bool:
        if rival == NOTHING:
            return False
        return self.instance.tier(self._applicant(rival).id) > self.instance.tier(own.id)

    def _decided_by(self, own: Applicant, score: int, rival: int) -> str:
        if rival == NOTHING or self._score(rival) != score:
            return SCORE
        links = zip(self.instance.tie_break, own.tie, self._applicant(rival).tie, strict=False)
        return next((link for link, mine, theirs in links if mine != theirs), TIE_BREAK)

    def _applicant(self, key: int) -> Applicant:
        return self.instance.applicants[self.names.applicants[number_of(key)]]

    def _score(self, key: int) -> int | None:
        """The score behind a key: the one that its applicant has at a wish with that standing."""
        if key == NOTHING:
            return None
        if key not in self.scores:
            self.scores[key] = self._score_behind(key)
        return self.scores[key]

    def _score_behind(self, key: int) -> int:
        market, number = self.names.market, number_of(key)
        same = market.standings[number] == key >> NUMBER_BITS
        column = int(np.flatnonzero(same & (market.wishes[number] != NOTHING))[0])
        place = self.names.nodes[market.wishes[number, column]]
        return self._applicant(key).score_at(place)


def _by_wish(table: ExplanationTable) -> dict[tuple[int, int], tuple[int, int]]:
    wishes = zip(table.applicant.tolist(), table.column.tolist(), strict=True)
    values = zip(table.last.tolist(), table.position.tolist(), strict=True)
    return dict(zip(wishes, values, strict=True))


def _by_wish_rivals(table: Thresholds) -> dict[tuple[int, int], int]:
    wishes = zip(table.applicant.tolist(), table.column.tolist(), strict=True)
    return dict(zip(wishes, table.rival.tolist(), strict=True))
