"""A verdict as a table: each criterion with value seen, value needed, source, day and outcome."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mobility_rules.findings import Finding, Outcome, Verdict
from sapar.applications.sayings import clause_name, exact_gpa, say_finding, shown_values
from sapar.records.sources import source_words

COUNTED = ("no-disciplinary-sanction/1", "no-academic-debt/1", "no-ethics-violation/1")
TONES = {Outcome.MET: "good", Outcome.UNMET: "bad", Outcome.UNDECIDED: "wait"}


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion, as the table of criteria shows it."""

    name: str
    seen: str
    needed: str
    outcome: str
    tone: str
    source: str
    as_of: dt.date | None
    note: str


def criteria_rows(verdict: Verdict) -> list[CriterionRow]:
    """The table in the order of the criteria, in the active language."""
    return [_row(finding) for finding in verdict.findings]


def _row(finding: Finding) -> CriterionRow:
    seen, needed = _seen_and_needed(finding)
    return CriterionRow(
        name=clause_name(finding.clause),
        seen=seen,
        needed=needed,
        outcome=_outcome(finding),
        tone=TONES[finding.outcome],
        source=_source(finding),
        as_of=finding.as_of,
        note=_note(finding),
    )


def _source(finding: Finding) -> str:
    if finding.source == "commission":
        return _("Selection commission")
    return source_words(finding.source)


def _seen_and_needed(finding: Finding) -> tuple[str, str]:
    if finding.clause == "teamwork-judged/1":
        seen = _("not judged yet") if finding.outcome is Outcome.UNDECIDED else ""
        return seen, _("judged by the commission")
    values = shown_values(finding)
    if finding.clause == "engagement-active/1":
        return values["seen"] or _("no last day recorded"), values["needed"]
    seen = values["seen"] or _("not recorded")
    if finding.clause in COUNTED:
        none = _("none")
        return (none if seen == "0" else seen), none
    return seen, values["needed"]


def _outcome(finding: Finding) -> str:
    if finding.outcome is Outcome.MET:
        return _("met")
    if finding.outcome is Outcome.UNDECIDED:
        return _("still open")
    return _("not met yet") if finding.curable else _("not met")


def _note(finding: Finding) -> str:
    if exact := exact_gpa(finding):
        return _("Compared unrounded (%(exact)s), shown to two places.") % {"exact": exact}
    is_plain = finding.outcome is Outcome.MET and finding.code != "disciplinary-sanction-ended"
    return "" if is_plain else say_finding(finding)
