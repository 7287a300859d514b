"""Applicants that tests start from: everything in order, one fact at a time changed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from mobility_rules.facts import ApplicantFacts, CountFact, GpaFact, JudgementFact, LanguageFact

TODAY = date(2027, 3, 10)
DEADLINE = date(2027, 4, 1)
RECORDED = date(2027, 2, 1)


def gpa(value: str) -> GpaFact:
    return GpaFact(Decimal(value), Decimal("120"), "registrar", RECORDED)


def count(number: int, until: date | None = None) -> CountFact:
    return CountFact(number, "registrar", RECORDED, until)


def english(
    level: str, expires: date | None = date(2028, 1, 1), test: str = "IELTS"
) -> LanguageFact:
    return LanguageFact("en", level, test, date(2026, 1, 1), expires, "registrar", RECORDED)


IN_ORDER = ApplicantFacts(
    audience="learners",
    kind="student",
    level="bachelor",
    year=3,
    unit="SCHL-MEDI",
    judged_on=TODAY,
    deadline=DEADLINE,
    gpa=gpa("3.41"),
    debts=count(0),
    sanctions=count(0),
    ethics=count(0),
    languages=(english("B2"),),
    teamwork=JudgementFact(True, "led a student group", TODAY),
)


def applicant(**changed: Any) -> ApplicantFacts:
    return replace(IN_ORDER, **changed)
