"""Which calls fit somebody who answers five questions: judged like anybody, stored nowhere.

What was not asked is assumed to be in order, and the screen says what that is. The rules are those
of the frozen terms; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from mobility_rules import eligibility
from mobility_rules.facts import ApplicantFacts, CountFact, GpaFact, LanguageFact
from mobility_rules.findings import Finding, Standing, Verdict
from sapar.accounts.enums import Audience
from sapar.applications.judging import place_criteria
from sapar.applications.snapshots import university_day
from sapar.calls.models import Call, CallTerms
from sapar.core import clock
from sapar.institutions.models import Unit

SOURCE = "guide"
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Answers:
    """kind and level: codes of an engagement; english: a level of the framework or empty;
    gpa: None when it was not said.
    """

    kind: str
    level: str
    school: Unit | None
    english: str
    gpa: Decimal | None

    @property
    def audience(self) -> Audience:
        return Audience.LEARNERS if self.level else Audience.STAFF


class Fitness(StrEnum):
    FITS = "fits"
    MAY_FIT = "may-fit"
    DOES_NOT_FIT = "does-not-fit"


@dataclass(frozen=True, slots=True)
class Fit:
    """A call beside the answers. ``places``: those that are open to them, or that may become so;
    ``reasons``: what still stands against these, or against all places when there are none.
    """

    call: Call
    fitness: Fitness
    places: list[Mapping[str, Any]]
    reasons: list[Finding]


def fits(calls: Iterable[Call], answers: Answers) -> list[Fit]:
    """Each call with the places that are open; one query for the terms of all."""
    listed = list(calls)
    rows = CallTerms.objects.filter(call__in=listed).order_by("number")
    newest = {terms.call_id: terms for terms in rows}
    return [_fit(call, newest[call.pk], answers) for call in listed if call.pk in newest]


def _fit(call: Call, terms: CallTerms, answers: Answers) -> Fit:
    facts = _facts(call, answers)
    judged = [
        (place, eligibility.judge(facts, place_criteria(call, terms, place["id"])))
        for place in terms.content["places"]
    ]
    fitting = [place for place, verdict in judged if verdict.standing is Standing.FOR_YOU]
    if fitting:
        return Fit(call, Fitness.FITS, fitting, [])
    curable = [one for one in judged if one[1].may_submit]
    against = _reasons(verdict for _place, verdict in curable or judged)
    if not curable:  # what could be put right does not matter beside what cannot
        against = [finding for finding in against if not finding.curable]
    fitness = Fitness.MAY_FIT if curable else Fitness.DOES_NOT_FIT
    return Fit(call, fitness, [place for place, _verdict in curable], against)


def _reasons(verdicts: Iterable[Verdict]) -> list[Finding]:
    """What blocks any of them, each once."""
    found = (finding for verdict in verdicts for finding in verdict.blocking)
    return list({(one.code, one.needed): one for one in found}.values())


def _facts(call: Call, answers: Answers) -> ApplicantFacts:
    today = clock.today()
    none = CountFact(0, SOURCE, today)
    return ApplicantFacts(
        audience=answers.audience,
        kind=answers.kind,
        level=answers.level,
        year=None,
        unit=answers.school.public_id if answers.school else "",
        judged_on=today,
        deadline=university_day(call.closes_at),
        gpa=GpaFact(answers.gpa, Decimal(1), SOURCE, today) if answers.gpa is not None else None,
        debts=none,
        sanctions=none,
        ethics=none,
        languages=_english(answers.english),
    )


def _english(level: str) -> tuple[LanguageFact, ...]:
    today = clock.today()
    if not level:
        return ()
    return (LanguageFact(ENGLISH, level, SOURCE, today, None, SOURCE, today),)
