"""What an applicant is told about every wish: granted, missed by how much, or not looked at.

The published cutoff is not what would have been enough: had the applicant got the seat, somebody
else would have been displaced and may have come back elsewhere. The exact personal threshold is
found by running the placement without the applicant, seating the applicant in the place above
everybody, and following the chain of displacements: the best standing the place rejects on the way
is what had to be beaten.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mobility_rules.canonical import JsonObject
from mobility_rules.placement.cutoffs import cutoff
from mobility_rules.placement.deferred_acceptance import Allocation, Market
from mobility_rules.placement.instance import Instance

ABOVE_EVERYBODY = (1 << 62,)


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
    score that got in; gap: how far the own score is below it. waiting_position: from 1, among all
    who missed the place and got nothing dearer. enough: the lowest score that would have got the
    applicant this place (or a dearer one). decided_by: ``score``, or the link of the tie-break
    chain when the score to beat was the applicant's own.
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
        }


def explain(
    instance: Instance, allocation: Allocation, applicant: str
) -> tuple[WishExplanation, ...]:
    """Every wish of the applicant, in the order of the list as it was handed in."""
    dropped = {gone.rank: gone for gone in instance.dropped if gone.applicant == applicant}
    assigned = allocation.assigned[applicant]
    others: Market | None = None
    passed = False
    told = []
    for rank, place in enumerate(instance.applicants[applicant].wishes, start=1):
        if rank in dropped:
            reason = dropped[rank].reason.value
            told.append(WishExplanation(rank, place, WishOutcome.DROPPED, reason=reason))
        elif passed:
            told.append(WishExplanation(rank, place, WishOutcome.NOT_CONSIDERED))
        elif place == assigned:
            passed = True
            told.append(_granted(instance, allocation, applicant, rank, place))
        else:
            others = others or _market_of_the_others(instance, applicant)
            told.append(_missed(instance, allocation, applicant, rank, place, others))
    return tuple(told)


def waiting_list(instance: Instance, allocation: Allocation, place: str) -> list[str]:
    """Who missed the place and got nothing dearer, the best first; placed lower down or not."""
    return [
        one
        for one in instance.candidates(place)
        if _prefers(instance, one, place, allocation.assigned[one])
    ]


def standing_to_beat(others: Market, place: str) -> tuple[int, ...] | None:
    """The best standing the place rejects when a newcomer takes a seat there above everybody.

    None when the place rejects nobody then: whoever comes gets in.
    """
    market, instance = others.copy(), others.instance
    best: tuple[int, ...] | None = None
    rejected = market.receive(place, (ABOVE_EVERYBODY, ""))
    while rejected is not None:
        wishes, number = instance.wishes[rejected], market.proposed[rejected]
        if wishes[number - 1] == place:
            standing = instance.key(rejected, place)
            best = standing if best is None else max(best, standing)
        if number == len(wishes):
            break
        target = wishes[number]
        market.proposed[rejected] = number + 1
        rejected = market.receive(target, (instance.key(rejected, target), rejected))
    return best


def _market_of_the_others(instance: Instance, applicant: str) -> Market:
    market = Market(instance)
    for other in instance.wishes:
        if other != applicant:
            market.propose(other)
    return market


def _granted(
    instance: Instance, allocation: Allocation, applicant: str, rank: int, place: str
) -> WishExplanation:
    own = instance.applicants[applicant].score_at(place)
    last = _last_score(instance, allocation, place)
    return WishExplanation(rank, place, WishOutcome.GRANTED, own_score=own, last_admitted=last)


def _missed(
    instance: Instance,
    allocation: Allocation,
    applicant: str,
    rank: int,
    place: str,
    others: Market,
) -> WishExplanation:
    own = instance.key(applicant, place)
    last = _last_score(instance, allocation, place)
    rival = standing_to_beat(others, place)
    enough = None
    if rival is not None:
        enough = rival[0] if own[1:] > rival[1:] else rival[0] + 1
    return WishExplanation(
        rank=rank,
        place=place,
        outcome=WishOutcome.MISSED,
        own_score=own[0],
        last_admitted=last,
        gap=None if last is None else last - own[0],
        waiting_position=waiting_list(instance, allocation, place).index(applicant) + 1,
        enough=enough,
        decided_by=_decided_by(instance, own, rival),
    )


def _decided_by(instance: Instance, own: tuple[int, ...], rival: tuple[int, ...] | None) -> str:
    if rival is None or own[0] != rival[0]:
        return "score"
    links = zip(instance.tie_break, own[1:], rival[1:], strict=False)
    return next((link for link, mine, theirs in links if mine != theirs), "tie-break")


def _last_score(instance: Instance, allocation: Allocation, place: str) -> int | None:
    last = cutoff(instance, allocation, place)
    return None if last is None else instance.applicants[last].score_at(place)


def _prefers(instance: Instance, applicant: str, place: str, got: str | None) -> bool:
    wishes = instance.wishes[applicant]
    return got is None or wishes.index(place) < wishes.index(got)
