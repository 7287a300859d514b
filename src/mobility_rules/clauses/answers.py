"""What clauses of both kinds say: a fact is not recorded, a day is written as ISO text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mobility_rules.facts import ApplicantFacts
from mobility_rules.findings import Finding


def not_recorded(
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


def iso(day: date | None) -> str:
    """The day as text; nothing for no day."""
    return day.isoformat() if day else ""
