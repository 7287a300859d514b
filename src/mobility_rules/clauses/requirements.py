"""The university's six criteria: record, score, conduct, language, debts, teamwork."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from mobility_rules.canonical import exact_decimal
from mobility_rules.clauses.answers import iso, not_recorded
from mobility_rules.criteria import clause, read_language_level, read_text
from mobility_rules.facts import ApplicantFacts, CountFact, LanguageFact, level_rank
from mobility_rules.findings import Finding, Outcome

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
        return not_recorded(name, "disciplinary-sanctions-unknown", facts, needed="0")
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
        return not_recorded(name, "gpa-unknown", facts, needed=needed, values={"minimum": needed})
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
        return not_recorded(name, "ethics-violations-unknown", facts, needed="0")
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
    """The best certificate that is valid reaches the level. Its last day counts.

    It has to be valid on the day of judging, at the latest on the day of the deadline.

    Curable in every case: a certificate can be obtained and recorded before the deadline. When an
    expired certificate would have been enough, the finding says expired rather than too low.
    """
    name, best = "language-level/1", facts.best_certificate(language)
    wanted = {"language": language, "level": level}
    if best is not None and best.rank >= level_rank(level):
        return _certificate(name, "language-level-met", best, level)
    certificates, day = facts.certificates(language), facts.certificate_day
    expired = [fact for fact in certificates if fact.is_expired(day)]
    would_do = [fact for fact in expired if fact.rank >= level_rank(level)]
    curable = facts.is_before_deadline
    if would_do or (expired and best is None):
        lapsed = (would_do or expired)[0]
        return _certificate(
            name, "language-certificate-expired", lapsed, level, unmet=True, curable=curable
        )
    if best is not None:
        return _certificate(name, "language-level-below", best, level, unmet=True, curable=curable)
    return not_recorded(name, "language-level-unknown", facts, needed=level, values=wanted)


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
        return not_recorded(name, "academic-debts-unknown", facts, needed="0")
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
        values={"count": str(fact.count), "until": iso(fact.until)},
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
            "expires": iso(fact.expires),
        },
    )


def _cut(value: Decimal, places: int) -> str:
    return str(value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN))


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
