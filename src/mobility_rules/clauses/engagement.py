"""Whom a call is for: audience, level, unit, year, and an engagement that lasts."""

from __future__ import annotations

from datetime import date

from mobility_rules.clauses.answers import iso, not_recorded
from mobility_rules.criteria import (
    clause,
    read_levels,
    read_optional_day,
    read_text,
    read_whole,
)
from mobility_rules.facts import ApplicantFacts
from mobility_rules.findings import Finding, Outcome


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
        return not_recorded(name, "level-unknown", facts, needed=needed, values={"levels": needed})
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
        return not_recorded(name, "year-unknown", facts, needed=needed, values={"minimum": needed})
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
    first, last = iso(facts.engaged_from), iso(facts.engaged_until)
    code = "engagement-ends-too-early" if begun else "engagement-not-begun"
    return Finding(
        code="engagement-active-met" if begun and lasts else code,
        clause=name,
        outcome=Outcome.MET if begun and lasts else Outcome.UNMET,
        seen=last if begun else first,
        needed=last_needed.isoformat(),
        values={"from": first, "until": last, "needed": last_needed.isoformat()},
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
