"""What an appeal would change: the published run again with one fact put right.

Nothing here is stored. The same fact is carried out in one of three manners, and each says who
would get what instead.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from mobility_rules.placement.appeals import ChangedFact, Retried, retry
from mobility_rules.placement.comparison import Moved
from sapar.applications.models import Application
from sapar.calls.terms import appeal_days_of, current_terms
from sapar.core.errors import Refusal
from sapar.selection.deadlines import end_of_day
from sapar.selection.enums import RunCause
from sapar.selection.keeping import seats_kept
from sapar.selection.models import Outcome, PlacementRun
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


def answers(situation: Situation, fact: ChangedFact) -> dict[Manner, Retried]:
    """The manners that are open, and what each leads to. Raises `Refusal` as `answer` does when
    none of them is."""
    told: dict[Manner, Retried] = {}
    closed: Refusal | None = None
    for manner in Manner:
        try:
            told[manner] = answer(situation, fact, manner)
        except Refusal as refusal:
            closed = refusal
    if closed is not None and not told:
        raise closed
    return told


def answer(situation: Situation, fact: ChangedFact, manner: Manner) -> Retried:
    """Raises `Refusal` ``appeal-manner-closed`` for placing everybody anew once somebody has
    accepted, and what `seats_kept` does."""
    if manner == Manner.RERUN and situation.confirmed:
        raise Refusal("appeal-manner-closed")
    only_the_list = manner == Manner.RESERVE_LIST
    with seats_kept():
        return retry(
            situation.with_seats_waiting if only_the_list else situation.remaining,
            situation.held,
            fact,
            keeps_seats=manner != Manner.RERUN,
            waiting=situation.waiting if only_the_list else {},
            overrides=situation.overrides,
            closed=situation.run.closed,
        )


def difference_to_json(told: Retried) -> dict[str, Any]:
    """Who would get what instead, as it is kept with an appeal."""
    return {
        "own": _moved_to_json(told.own),
        "gains": [_moved_to_json(one) for one in told.comparison.gains],
        "losses": [_moved_to_json(one) for one in told.comparison.losses],
    }


def _moved_to_json(moved: Moved) -> dict[str, str | None]:
    return {"applicant": moved.applicant, "before": moved.before, "after": moved.after}
