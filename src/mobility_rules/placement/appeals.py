"""An appeal: the places given again with one changed fact, and what that does to everybody."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from mobility_rules.placement.comparison import Comparison, Moved, compare
from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import Applicant, Instance, build
from mobility_rules.placement.keeping import HELD, WAITS, Held, keeping, place_again


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """What is corrected about one applicant; None stays as it is. scores: only the places named.
    eligible: the wishes that may be granted."""

    applicant: str
    score: int | None = None
    scores: Mapping[str, int] | None = None
    eligible: frozenset[str] | None = None

    def applied_to(self, applicant: Applicant) -> Applicant:
        return replace(
            applicant,
            score=applicant.score if self.score is None else self.score,
            scores={**applicant.scores, **(self.scores or {})},
            eligible=applicant.eligible if self.eligible is None else self.eligible,
        )


@dataclass(frozen=True, slots=True)
class Retried:
    """instance, allocation: with the changed fact. kept: seats that were not given anew. own: the
    seat of the appellant before and after. comparison: what it does to everybody, the appellant
    among them."""

    instance: Instance
    allocation: Allocation
    kept: tuple[Fixed, ...]
    own: Moved
    comparison: Comparison


def retry(
    instance: Instance,
    held: Held,
    fact: ChangedFact,
    *,
    keeps_seats: bool,
    waiting: Held | None = None,
    overrides: Collection[Fixed] = (),
    closed: Collection[str] = (),
) -> Retried:
    """The places given again with one changed fact.

    instance: whoever remains (`keeping.remaining_of`). keeps_seats: whether everybody else keeps
    the seat they hold, and the appellant at least that; else everybody is placed anew, to gain or
    to lose. waiting: seats that were given back and are not filled by this. Raises ValueError for
    an applicant who took no part, `QuotasRefused` as `keeping.place_again` does.
    """
    appellant, empty = fact.applicant, waiting or {}
    changed = with_fact(instance, fact)
    safe = held if keeps_seats else {}
    others = {one: place for one, place in safe.items() if one != appellant}
    kept = keeping(others, overrides, HELD) + keeping(empty, overrides, WAITS)
    after, kept = place_again(changed, safe, kept, overrides=overrides, closed=closed)
    seats = {**held, **empty}
    before = Allocation({one: seats.get(one) for one in changed.applicants})
    return Retried(
        instance=changed,
        allocation=after,
        kept=kept,
        own=Moved(appellant, before.assigned[appellant], after.assigned[appellant]),
        comparison=compare((changed, before), (changed, after), {}),
    )


def with_fact(instance: Instance, fact: ChangedFact) -> Instance:
    """The instance as it would have been. Raises ValueError for an applicant who took no part."""
    if fact.applicant not in instance.applicants:
        raise ValueError(f"{fact.applicant} took no part")
    rows = dict(instance.applicants)
    rows[fact.applicant] = fact.applied_to(rows[fact.applicant])
    return build(instance.places.values(), rows.values(), instance.tie_break, instance.policy)
