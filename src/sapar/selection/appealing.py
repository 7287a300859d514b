"""What an appeal would change: the published run again with one fact put right.

Nothing here is stored. The same fact is carried out in one of three manners, and each says who
would get what instead.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from mobility_rules.placement.appeals import ChangedFact
from mobility_rules.placement.comparison import Moved, compare, rank_of
from mobility_rules.placement.deferred_acceptance import Allocation, solve
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import Instance, build
from sapar.applications.models import Application
from sapar.calls.terms import appeal_days_of, current_terms
from sapar.core.errors import Refusal
from sapar.selection.deadlines import end_of_day
from sapar.selection.enums import RunCause
from sapar.selection.keeping import HELD, WAITS
from sapar.selection.models import Outcome, PlacementRun
from sapar.selection.placing import as_placed
from sapar.selection.reserve import market_of
from sapar.selection.situation import Situation
from sapar.selection.snapshots import placement_input


class FactKind(models.TextChoices):
    AS_RECORDED = "as-recorded", _("Records and scores as they stand now")
    SCORE = "score", _("Another total score")
    WISH = "wish", _("A wish that counts as eligible")


class Manner(models.TextChoices):
    """How an upheld appeal is carried out."""

    FROZEN = "frozen", _("Whoever holds a seat keeps it; free seats go by the corrected order")
    RERUN = "re-run", _("Everybody is placed anew; only while nobody has accepted")
    RESERVE_LIST = "reserve-list", _("The place on the reserve list is put right, no more")


@dataclass(frozen=True, slots=True)
class Fact:
    """The one thing that is put right. place: for a wish. score: in thousandths, for a score."""

    kind: FactKind
    score: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A fact as the kernel takes it, and the parts of the score that go with it."""

    fact: Fact
    changed: ChangedFact
    breakdown: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        eligible = self.changed.eligible
        return {
            "kind": self.fact.kind.value,
            "applicant": self.changed.applicant,
            "score": self.changed.score,
            "eligible": None if eligible is None else sorted(eligible),
            "place": self.fact.place,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What one manner leads to. gains, losses: of everybody, the appellant among them."""

    manner: Manner
    instance: Instance
    allocation: Allocation
    kept: tuple[Fixed, ...]
    own: Moved
    gains: tuple[Moved, ...]
    losses: tuple[Moved, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "own": _moved_to_json(self.own),
            "gains": [_moved_to_json(one) for one in self.gains],
            "losses": [_moved_to_json(one) for one in self.losses],
        }


def appeal_until(run: PlacementRun) -> dt.datetime:
    """Until when a result may be appealed against. A run that only filled seats again gives no
    new time: the result it carries on is the earlier one."""
    while run.cause == RunCause.WITHDRAWALS and run.replaces is not None:
        run = run.replaces
    assert run.published_at is not None  # noqa: S101  (as a constraint says)
    return end_of_day(run.published_at, appeal_days_of(current_terms(run.call)))


def corrected(situation: Situation, application: Application, fact: Fact) -> Corrected:
    """The fact about an application that still takes part.

    Raises `Refusal`: ``appeal-application-gone``, ``appeal-wish-unknown``,
    ``appeal-wish-counts-already``.
    """
    number = application.public_id
    if number in situation.gone or number not in situation.instance.applicants:
        raise Refusal("appeal-application-gone", number=number)
    told = Outcome.objects.get(run=situation.run, application=application).breakdown
    if fact.kind == FactKind.SCORE:
        parts = sum(part["thousandths"] for part in told["ingredients"])
        correction = (fact.score or 0) - parts
        changed = ChangedFact(number, score=fact.score)
        return Corrected(fact, changed, {**told, "correction": correction})
    if fact.kind == FactKind.WISH:
        return Corrected(fact, _with_wish(situation, number, fact.place), told)
    return _as_recorded(situation, number, fact)


def _with_wish(situation: Situation, number: str, place: str) -> ChangedFact:
    applicant = situation.instance.applicants[number]
    if place not in applicant.wishes:
        raise Refusal("appeal-wish-unknown")
    if place in situation.instance.wishes[number]:
        raise Refusal("appeal-wish-counts-already")
    return ChangedFact(number, eligible=(applicant.eligible or frozenset()) | {place})


def _as_recorded(situation: Situation, number: str, fact: Fact) -> Corrected:
    """Judged and scored by what stands in the records now; a wish that was given back stays out."""
    applicant = situation.instance.applicants[number]
    given = placement_input(situation.run.call)
    now = next(one for one in given.candidates if one.number == number)
    left = applicant.eligible if applicant.eligible is not None else frozenset(applicant.wishes)
    given_back = frozenset(market_of(situation.run)[0].wishes[number]) - left
    eligible = now.eligible - given_back
    changed = ChangedFact(number, score=now.breakdown.total, eligible=eligible)
    breakdown = {**now.breakdown.to_json(), "tie": list(applicant.tie)}
    return Corrected(fact, changed, breakdown)


def answers(situation: Situation, fact: ChangedFact) -> dict[Manner, Answer]:
    """The manners that are open. To place everybody anew is not, once somebody has accepted."""
    return {answer.manner: answer for answer in _answers(situation, fact)}


def _answers(situation: Situation, fact: ChangedFact) -> Iterator[Answer]:
    changed = _with_fact(situation.remaining, fact)
    kept = _keeping(situation, fact.applicant, situation.held, HELD)
    yield _answer(situation, changed, kept, fact.applicant, Manner.FROZEN)
    if not situation.confirmed:
        yield _answer(situation, changed, (), fact.applicant, Manner.RERUN)
    waiting = {
        number: place
        for number in situation.gone
        if (place := situation.allocation.assigned[number]) is not None
    }
    kept += _keeping(situation, fact.applicant, waiting, WAITS)
    changed = _with_fact(situation.with_seats_waiting, fact)
    yield _answer(situation, changed, kept, fact.applicant, Manner.RESERVE_LIST)


def _with_fact(instance: Instance, fact: ChangedFact) -> Instance:
    rows = {**instance.applicants}
    rows[fact.applicant] = fact.applied_to(rows[fact.applicant])
    return build(instance.places.values(), rows.values(), instance.tie_break, instance.policy)


def _keeping(
    situation: Situation, appellant: str, seats: Mapping[str, str], reason: str
) -> tuple[Fixed, ...]:
    return tuple(
        Fixed(number, place, reason)
        for number, place in sorted(seats.items())
        if number != appellant and number not in situation.decided
    )


def _answer(
    situation: Situation,
    changed: Instance,
    kept: tuple[Fixed, ...],
    appellant: str,
    manner: Manner,
) -> Answer:
    decided = situation.overrides
    after = _placed(situation, changed, (*decided, *kept))
    held = situation.held.get(appellant)
    if manner != Manner.RERUN and held and _is_worse(changed, appellant, held, after):
        kept = (*kept, Fixed(appellant, held, HELD))
        after = _placed(situation, changed, (*decided, *kept))
    before = Allocation({number: situation.seat_of(number) for number in changed.applicants})
    told = compare((changed, before), (changed, after), {})
    own = Moved(appellant, held, after.assigned[appellant])
    return Answer(manner, changed, after, kept, own, told.gains, told.losses)


def _placed(situation: Situation, instance: Instance, fixed: tuple[Fixed, ...]) -> Allocation:
    return solve(as_placed(instance, fixed, situation.run.closed))


def _is_worse(instance: Instance, number: str, held: str, after: Allocation) -> bool:
    now, before = rank_of(instance, number, after.assigned[number]), rank_of(instance, number, held)
    return now is None or (before is not None and now > before)


def _moved_to_json(moved: Moved) -> dict[str, str | None]:
    return {"applicant": moved.applicant, "before": moved.before, "after": moved.after}
