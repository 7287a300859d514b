"""An appeal: the same run with one changed fact, and what that changes for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mobility_rules.placement import minimums
from mobility_rules.placement.comparison import Comparison, Moved, compare
from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import Applicant, Instance, build


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
    """instance, allocation: with the changed fact. own: the seat of the appellant before and
    after. comparison: what it does to everybody, the appellant among them."""

    instance: Instance
    allocation: Allocation
    own: Moved
    comparison: Comparison


def retry(
    instance: Instance,
    allocation: Allocation,
    fact: ChangedFact,
    group_of: Mapping[str, str] | None = None,
    *,
    fixed: Iterable[Fixed] = (),
) -> Retried:
    """The run repeated with one changed fact. fixed: the decisions under which the first one was
    made. Raises ValueError for an applicant who took no part."""
    changed = with_fact(instance, fact)
    again = minimums.place(changed, fixed).allocation
    own = Moved(fact.applicant, allocation.assigned[fact.applicant], again.assigned[fact.applicant])
    sides = (instance, allocation), (changed, again)
    return Retried(changed, again, own, compare(*sides, group_of or {}))


def with_fact(instance: Instance, fact: ChangedFact) -> Instance:
    """The instance as it would have been. Raises ValueError for an applicant who took no part."""
    if fact.applicant not in instance.applicants:
        raise ValueError(f"{fact.applicant} took no part")
    rows = dict(instance.applicants)
    rows[fact.applicant] = fact.applied_to(rows[fact.applicant])
    return build(instance.places.values(), rows.values(), instance.tie_break, instance.policy)
