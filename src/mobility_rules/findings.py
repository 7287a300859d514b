"""What a rule has to say: one finding a clause, gathered into a verdict.

A finding carries a code and values, never words: the application around the kernel words it in the
reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mobility_rules.canonical import JsonObject


class Severity(StrEnum):
    """How much an unmet clause weighs: it refuses, may be waived by a person, or only advises."""

    BLOCKING = "blocking"
    WAIVABLE = "waivable"
    ADVISORY = "advisory"


class Outcome(StrEnum):
    """``UNDECIDED``: no rule can tell, a person has to look and has not yet."""

    MET = "met"
    UNMET = "unmet"
    UNDECIDED = "undecided"


class Standing(StrEnum):
    """What a call is to an applicant: open, open once something is put right, or closed."""

    FOR_YOU = "for-you"
    NOT_YET = "not-yet"
    NOT_FOR_YOU = "not-for-you"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one clause found.

    code: what was found, in kebab case (``gpa-below-minimum``).
    clause: the versioned name of the clause (``gpa-at-least/1``).
    curable: an unmet clause that can still become met before the deadline; false otherwise.
    seen, needed: the two values as they are shown, in the notation of the clause ("2.74", "2.75").
    source, as_of: who gave the fact and the day it describes; empty when there is no fact.
    values: everything the words of the code may name.
    """

    code: str
    clause: str
    severity: Severity = Severity.BLOCKING
    outcome: Outcome = Outcome.UNMET
    curable: bool = False
    seen: str = ""
    needed: str = ""
    source: str = ""
    as_of: date | None = None
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.BLOCKING and self.outcome is Outcome.UNMET

    def to_json(self) -> JsonObject:
        return {
            "code": self.code,
            "clause": self.clause,
            "severity": self.severity.value,
            "outcome": self.outcome.value,
            "curable": self.curable,
            "seen": self.seen,
            "needed": self.needed,
            "source": self.source,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "values": dict(sorted(self.values.items())),
        }

    @classmethod
    def from_json(cls, data: JsonObject) -> Finding:
        """The inverse of `to_json`; raises KeyError or ValueError on anything else."""
        return cls(
            code=data["code"],
            clause=data["clause"],
            severity=Severity(data["severity"]),
            outcome=Outcome(data["outcome"]),
            curable=data["curable"],
            seen=data["seen"],
            needed=data["needed"],
            source=data["source"],
            as_of=date.fromisoformat(data["as_of"]) if data["as_of"] else None,
            values=dict(data["values"]),
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings about one applicant and one call (or one place), in the order of the criteria.

    clauses: the versioned names that were applied, so that it can be recomputed later.
    """

    findings: tuple[Finding, ...]
    clauses: tuple[str, ...]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Verdict:
        """The verdict made of these findings, its clauses read from them."""
        gathered = tuple(findings)
        return cls(gathered, tuple(finding.clause for finding in gathered))

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The unmet blocking clauses: the reasons why not."""
        return tuple(finding for finding in self.findings if finding.blocks)

    @property
    def undecided(self) -> tuple[Finding, ...]:
        """The clauses that wait for a person."""
        return tuple(found for found in self.findings if found.outcome is Outcome.UNDECIDED)

    @property
    def standing(self) -> Standing:
        """ "Not yet" when every reason why not can still be cured before the deadline."""
        if not self.blocking:
            return Standing.FOR_YOU
        return Standing.NOT_YET if self.may_submit else Standing.NOT_FOR_YOU

    @property
    def may_submit(self) -> bool:
        """Whether submitting makes sense: whatever stands against it can still be cured."""
        return all(finding.curable for finding in self.blocking)

    @property
    def may_be_released(self) -> bool:
        """Whether the school may let it go on: nothing unmet. The commission may judge later."""
        return not self.blocking

    def to_json(self) -> JsonObject:
        return {
            "clauses": list(self.clauses),
            "findings": [finding.to_json() for finding in self.findings],
            "standing": self.standing.value,
        }

    @classmethod
    def from_json(cls, data: JsonObject) -> Verdict:
        """The inverse of `to_json`. The standing is computed again, not believed."""
        findings = tuple(Finding.from_json(item) for item in data["findings"])
        return cls(findings, tuple(data["clauses"]))
