"""Findings as sentences: codes in their values become words of the language."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from mobility_rules.findings import Finding
from sapar.accounts.enums import Audience
from sapar.applications.wording import CLAUSES
from sapar.core import wording
from sapar.core.formatting import (
    format_day,
    format_decimal,
    format_number,
    language_name,
)
from sapar.institutions.enums import Level
from sapar.institutions.models import Unit


@wording.shown.register
def say_finding(finding: Finding) -> str:
    """What one criterion found, as a sentence."""
    return wording.words(finding.code, shown_values(finding))


def shown_values(finding: Finding) -> dict[str, str]:
    """The finding's values, and what was seen and needed, in words of the active language."""
    values = {**finding.values, "seen": finding.seen, "needed": finding.needed}
    return {name: _worded(name, str(value), finding.clause) for name, value in values.items()}


def clause_name(clause: str) -> str:
    """What a criterion is called in a table."""
    return str(CLAUSES[clause])


def exact_gpa(finding: Finding) -> str:
    """The average score with all its places; empty for any other criterion."""
    exact = finding.values.get("gpa_exact")
    return format_number(Decimal(exact)) if exact else ""


def _worded(name: str, value: str, clause: str) -> str:
    """A code becomes its word: levels of study, audiences, units, languages, days."""
    kind = name if name not in ("seen", "needed") else clause.split("/", 1)[0]
    if kind in ("level", "levels", "level-among") and clause == "level-among/1":
        return ", ".join(str(Level(code).label) for code in value.split(", ") if code)
    if value in Audience and clause == "audience/1":
        return str(Audience(value).label)
    if clause == "unit-is/1":
        return _unit_name(value)
    if clause == "gpa-at-least/1" and name in ("gpa", "minimum", "seen", "needed") and value:
        return format_decimal(Decimal(value), len(value.partition(".")[2]))
    if kind == "language":
        return language_name(value)
    return _day_or_text(value)


def _unit_name(public_id: str) -> str:
    unit = Unit.objects.filter(public_id=public_id).first()
    return str(unit.name) if unit else public_id


def _day_or_text(value: str) -> str:
    try:
        return format_day(dt.date.fromisoformat(value)) if len(value) == 10 else value
    except ValueError:
        return value
