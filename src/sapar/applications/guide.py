"""Which calls fit somebody who answers five questions: judged like anybody, stored nowhere.

What was not asked is assumed to be in order, and the screen says what that is. The rules are those
of the frozen terms; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mobility_rules import eligibility
from mobility_rules.facts import ApplicantFacts, CountFact, GpaFact, LanguageFact
from mobility_rules.findings import Finding, Verdict
from sapar.accounts.enums import Audience
from sapar.applications.judging import call_criteria, place_criteria
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


@dataclass(frozen=True, slots=True)
class Fit:
    """A call beside the answers. ``places``: the host's names whose place is open to them;
    ``reasons``: what stands against the call, or against every one of its places.
    """

    call: Call
    places: list[Mapping[str, Any]]
    reasons: list[Finding]

    @property
    def is_fitting(self) -> bool:
        return bool(self.places)


def fits(calls: Iterable[Call], answers: Answers) -> list[Fit]:
    """Each call with the places that are open; one query for the terms of all."""
    listed = list(calls)
    rows = CallTerms.objects.filter(call__in=listed).order_by("number")
    newest = {terms.call_id: terms for terms in rows}
    return [_fit(call, newest[call.pk], answers) for call in listed if call.pk in newest]


def _fit(call: Call, terms: CallTerms, answers: Answers) -> Fit:
    facts = _facts(call, answers)
    whole = eligibility.judge(facts, call_criteria(call, terms))
    open_places, against = [], list(whole.blocking)
    for place in terms.content["places"]:
        verdict = eligibility.judge(facts, place_criteria(call, terms, place["id"]))
        if not verdict.blocking:
            open_places.append(place)
        against += _beside(verdict, against)
    return Fit(call, open_places, [] if open_places else against)


def _beside(verdict: Verdict, known: list[Finding]) -> list[Finding]:
    """What blocks a place and was not said of the call yet."""
    said = {(finding.code, finding.needed) for finding in known}
    return [one for one in verdict.blocking if (one.code, one.needed) not in said]


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
