"""The clauses: who may apply, one function a rule.

The first six are the university's own criteria for academic mobility (its public page "What is
academic mobility?" of 11 February 2022): no disciplinary penalties, an average score of 2.75, no
violation of the code of ethics, English as the programme requires, no academic debt, the ability to
work in a team. The others say whom a call is for.

Two decisions run through all of them:

* A fact the registrar has not recorded is *unmet and curable* under a code of its own: nobody
  passes on nothing, and nobody is turned away for a gap that a record would fill.
* *Curable* means that the clause can still become met up to the deadline. After the deadline
  nothing is. What the applicant cannot change in that time (a score, a violation, the kind of
  engagement) is not curable; what can be cleared, obtained or ends in time is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_DOWN, Decimal

from mobility_rules.canonical import exact_decimal
from mobility_rules.criteria import (
    CLAUSES,
    clause,
    clause_named,
    read_language_level,
    read_levels,
    read_optional_day,
    read_text,
    read_whole,
)
from mobility_rules.facts import ApplicantFacts, CountFact, LanguageFact, level_rank
from mobility_rules.findings import Finding, Outcome

__all__ = ["CLAUSES", "clause_named"]  # whoever looks a rule up here has all of them entered

COMMISSION = "commission"
"""The source of a judgement."""


@clause(
    "no-disciplinary-sanction/1",
    (
        "no-disciplinary-sanction-met",
        "disciplinary-sanction-ended",
        "disciplinary-sanction-in-force",
        "disciplinary-sanctions-unknown",
    ),
)
def no_disciplinary_sanction(facts: ApplicantFacts) -> Finding:
    """No disciplinary sanction in force on the day of judging.

    A sanction whose last day has passed no longer counts. One that ends before the deadline is
    curable: waiting is enough. One without a known end is not, the applicant cannot lift it.
    """
    name, fact = "no-disciplinary-sanction/1", facts.sanctions
    if fact is None:
        return _unknown(name, "disciplinary-sanctions-unknown", facts, needed="0")
    if fact.count == 0:
        return _count(name, "no-disciplinary-sanction-met", fact)
    if fact.until is not None and fact.until < facts.judged_on:
        return _count(name, "disciplinary-sanction-ended", fact)
    ends_in_time = fact.until is not None and fact.until < facts.deadline
    return _count(name, "disciplinary-sanction-in-force", fact, unmet=True, curable=ends_in_time)


@clause(
    "gpa-at-least/1",
    (
        "gpa-met",
        "gpa-below-minimum",
        "gpa-unknown",
    ),
    minimum=exact_decimal,
)
def gpa_at_least(facts: ApplicantFacts, *, minimum: Decimal) -> Finding:
    """The average score reaches the minimum. Asked of learners.

    The registrar's unrounded value is compared: 2.745 does not reach 2.75. It is shown to two
    places (more when the minimum has more), cut and never rounded up, so that a value which falls
    short is never shown as if it reached. Not curable: no score changes before the deadline.
    """
    name, fact = "gpa-at-least/1", facts.gpa
    places = max(2, _places(minimum))
    needed = _cut(minimum, places)
    if fact is None:
        return _unknown(name, "gpa-unknown", facts, needed=needed, values={"minimum": needed})
    is_met, seen = fact.value >= minimum, _cut(fact.value, places)
    return Finding(
        code="gpa-met" if is_met else "gpa-below-minimum",
        clause=name,
        outcome=Outcome.MET if is_met else Outcome.UNMET,
        seen=seen,
        needed=needed,
        source=fact.source,
        as_of=fact.as_of,
        values={
            "gpa": seen,
            "gpa_exact": str(fact.value),
            "minimum": needed,
            "credits": str(fact.credits),
        },
    )


@clause(
    "no-ethics-violation/1",
    (
        "no-ethics-violation-met",
        "ethics-violation-recorded",
        "ethics-violations-unknown",
    ),
)
def no_ethics_violation(facts: ApplicantFacts) -> Finding:
    """No recorded violation of the code of ethics. It does not lapse, so it is not curable."""
    name, fact = "no-ethics-violation/1", facts.ethics
    if fact is None:
        return _unknown(name, "ethics-violations-unknown", facts, needed="0")
    if fact.count == 0:
        return _count(name, "no-ethics-violation-met", fact)
    return _count(name, "ethics-violation-recorded", fact, unmet=True)


@clause(
    "language-level/1",
    (
        "language-level-met",
        "language-level-below",
        "language-certificate-expired",
        "language-level-unknown",
    ),
    language=read_text,
    level=read_language_level,
)
def language_level(facts: ApplicantFacts, *, language: str, level: str) -> Finding:
    """The best certificate valid on the day of judging reaches the level. Its last day counts.

    Curable in every case: a certificate can be obtained and recorded before the deadline. When an
    expired certificate would have been enough, the finding says expired rather than too low.
    """
    name, best = "language-level/1", facts.best_certificate(language)
    wanted = {"language": language, "level": level}
    if best is not None and best.rank >= level_rank(level):
        return _certificate(name, "language-level-met", best, level)
    expired = [fact for fact in facts.certificates(language) if fact.is_expired(facts.judged_on)]
    would_do = [fact for fact in expired if fact.rank >= level_rank(level)]
    curable = facts.is_before_deadline
    if would_do or (expired and best is None):
        lapsed = (would_do or expired)[0]
        return _certificate(
            name, "language-certificate-expired", lapsed, level, unmet=True, curable=curable
        )
    if best is not None:
        return _certificate(name, "language-level-below", best, level, unmet=True, curable=curable)
    return _unknown(name, "language-level-unknown", facts, needed=level, values=wanted)


@clause(
    "no-academic-debt/1",
    (
        "no-academic-debt-met",
        "academic-debt-open",
        "academic-debts-unknown",
    ),
)
def no_academic_debt(facts: ApplicantFacts) -> Finding:
    """No academic debt. Asked of learners. Curable: a debt can be cleared before the deadline."""
    name, fact = "no-academic-debt/1", facts.debts
    if fact is None:
        return _unknown(name, "academic-debts-unknown", facts, needed="0")
    if fact.count == 0:
        return _count(name, "no-academic-debt-met", fact)
    curable = facts.is_before_deadline
    return _count(name, "academic-debt-open", fact, unmet=True, curable=curable)


@clause(
    "teamwork-judged/1",
    (
        "teamwork-met",
        "teamwork-unmet",
        "teamwork-not-judged",
    ),
)
def teamwork_judged(facts: ApplicantFacts) -> Finding:
    """The commission found the ability to work in a team and to communicate.

    Nothing computes this: undecided until the commission has judged, and its word is final.
    """
    name, fact = "teamwork-judged/1", facts.teamwork
    if fact is None:
        return Finding("teamwork-not-judged", name, outcome=Outcome.UNDECIDED, source=COMMISSION)
    return Finding(
        code="teamwork-met" if fact.met else "teamwork-unmet",
        clause=name,
        outcome=Outcome.MET if fact.met else Outcome.UNMET,
        source=COMMISSION,
        as_of=fact.judged_on,
        values={"reason": fact.reason},
    )


@clause(
    "audience/1",
    (
        "audience-met",
        "audience-other",
    ),
    audience=read_text,
)
def audience_is(facts: ApplicantFacts, *, audience: str) -> Finding:
    """The call is for learners or for staff, and the engagement is of that kind. Not curable."""
    return _same("audience/1", "audience", facts.audience, audience)


@clause(
    "level-among/1",
    (
        "level-met",
        "level-not-among",
        "level-unknown",
    ),
    levels=read_levels,
)
def level_among(facts: ApplicantFacts, *, levels: tuple[str, ...]) -> Finding:
    """The level of study is one the call is for. Not curable, unless it is not recorded."""
    name, needed = "level-among/1", ", ".join(levels)
    if not facts.level:
        return _unknown(name, "level-unknown", facts, needed=needed, values={"levels": needed})
    is_met = facts.level in levels
    return Finding(
        code="level-met" if is_met else "level-not-among",
        clause=name,
        outcome=Outcome.MET if is_met else Outcome.UNMET,
        seen=facts.level,
        needed=needed,
        values={"level": facts.level, "levels": needed},
    )


@clause(
    "unit-is/1",
    (
        "unit-met",
        "unit-other",
    ),
    unit=read_text,
)
def unit_is(facts: ApplicantFacts, *, unit: str) -> Finding:
    """The engagement is in the unit (public id) or in a unit within it. Not curable."""
    belongs = unit == facts.unit or unit in facts.units_above
    return _same("unit-is/1", "unit", unit if belongs else facts.unit, unit)


@clause(
    "year-at-least/1",
    (
        "year-met",
        "year-below-minimum",
        "year-unknown",
    ),
    year=read_whole,
)
def year_at_least(facts: ApplicantFacts, *, year: int) -> Finding:
    """The year of study is reached. Not curable, unless it is not recorded."""
    name, needed = "year-at-least/1", str(year)
    if facts.year is None:
        return _unknown(name, "year-unknown", facts, needed=needed, values={"minimum": needed})
    is_met = facts.year >= year
    return Finding(
        code="year-met" if is_met else "year-below-minimum",
        clause=name,
        outcome=Outcome.MET if is_met else Outcome.UNMET,
        seen=str(facts.year),
        needed=needed,
        values={"year": str(facts.year), "minimum": needed},
    )


@clause(
    "engagement-active/1",
    (
        "engagement-active-met",
        "engagement-not-begun",
        "engagement-ends-too-early",
    ),
    until=read_optional_day,
)
def engagement_active(facts: ApplicantFacts, *, until: date | None) -> Finding:
    """The engagement has begun and lasts to ``until`` (the day of judging when it is not given).

    An engagement without a last day goes on; one without a first day has begun. Not curable.
    """
    name, last_needed = "engagement-active/1", until or facts.judged_on
    begun = facts.engaged_from is None or facts.engaged_from <= facts.judged_on
    lasts = facts.engaged_until is None or facts.engaged_until >= last_needed
    first, last = _iso(facts.engaged_from), _iso(facts.engaged_until)
    code = "engagement-ends-too-early" if begun else "engagement-not-begun"
    return Finding(
        code="engagement-active-met" if begun and lasts else code,
        clause=name,
        outcome=Outcome.MET if begun and lasts else Outcome.UNMET,
        seen=last if begun else first,
        needed=last_needed.isoformat(),
        values={"from": first, "until": last, "needed": last_needed.isoformat()},
    )


def _unknown(
    name: str,
    code: str,
    facts: ApplicantFacts,
    *,
    needed: str,
    values: Mapping[str, str] | None = None,
) -> Finding:
    """The fact is not recorded: it can be until the deadline."""
    curable = facts.is_before_deadline
    return Finding(code, name, curable=curable, needed=needed, values=values or {})


def _count(
    name: str, code: str, fact: CountFact, *, unmet: bool = False, curable: bool = False
) -> Finding:
    return Finding(
        code=code,
        clause=name,
        outcome=Outcome.UNMET if unmet else Outcome.MET,
        curable=curable,
        seen=str(fact.count),
        needed="0",
        source=fact.source,
        as_of=fact.as_of,
        values={"count": str(fact.count), "until": _iso(fact.until)},
    )


def _certificate(
    name: str,
    code: str,
    fact: LanguageFact,
    level: str,
    *,
    unmet: bool = False,
    curable: bool = False,
) -> Finding:
    return Finding(
        code=code,
        clause=name,
        outcome=Outcome.UNMET if unmet else Outcome.MET,
        curable=curable,
        seen=fact.level,
        needed=level,
        source=fact.source,
        as_of=fact.as_of,
        values={
            "language": fact.language,
            "level": level,
            "has": fact.level,
            "test": fact.test,
            "expires": _iso(fact.expires),
        },
    )


def _same(name: str, word: str, seen: str, needed: str) -> Finding:
    is_met = seen == needed
    return Finding(
        code=f"{word}-met" if is_met else f"{word}-other",
        clause=name,
        outcome=Outcome.MET if is_met else Outcome.UNMET,
        seen=seen,
        needed=needed,
        values={word: seen, "needed": needed},
    )


def _cut(value: Decimal, places: int) -> str:
    return str(value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN))


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
