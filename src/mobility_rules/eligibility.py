"""Who may apply: facts and criteria in, a verdict with every reason out.

`judge` never stops at the first reason, reads no clock and gives the same verdict for the same
facts and criteria, always; `replay` does it from what was stored.
"""

from __future__ import annotations

from collections.abc import Iterable

from mobility_rules.canonical import JsonObject
from mobility_rules.clauses import CLAUSES, clause_named
from mobility_rules.criteria import (
    BadParameter,
    Criterion,
    UnknownClause,
    criteria_from_json,
    criteria_to_json,
)
from mobility_rules.facts import ApplicantFacts, facts_from_json
from mobility_rules.findings import Verdict

__all__ = [
    "CLAUSES",
    "DEFAULT_LEARNER_CRITERIA",
    "DEFAULT_STAFF_CRITERIA",
    "BadParameter",
    "Criterion",
    "UnknownClause",
    "criteria_from_json",
    "criteria_to_json",
    "default_criteria",
    "judge",
    "replay",
    "with_language_level",
]

MINIMUM_GPA = "2.75"
"""The university's own number (its page on academic mobility, 11 February 2022)."""
MINIMUM_ENGLISH = "B1"
"""Where a call begins. The page says only "depending on the programme": each place may ask more."""

_SANCTIONS = Criterion("no-disciplinary-sanction/1")
_ETHICS = Criterion("no-ethics-violation/1")
_ENGLISH = Criterion("language-level/1", {"language": "en", "level": MINIMUM_ENGLISH})
_TEAMWORK = Criterion("teamwork-judged/1")

DEFAULT_LEARNER_CRITERIA: tuple[Criterion, ...] = (
    _SANCTIONS,
    Criterion("gpa-at-least/1", {"minimum": MINIMUM_GPA}),
    _ETHICS,
    _ENGLISH,
    Criterion("no-academic-debt/1"),
    _TEAMWORK,
)
"""The six criteria of the university, in its order."""

DEFAULT_STAFF_CRITERIA: tuple[Criterion, ...] = (_SANCTIONS, _ETHICS, _ENGLISH, _TEAMWORK)
"""Staff have neither an average score nor academic debts."""


def default_criteria(audience: str) -> tuple[Criterion, ...]:
    """The default set for ``learners`` or ``staff``, with the clause that keeps the other out."""
    own = {"learners": DEFAULT_LEARNER_CRITERIA, "staff": DEFAULT_STAFF_CRITERIA}[audience]
    return (Criterion("audience/1", {"audience": audience}), *own)


def with_language_level(
    criteria: Iterable[Criterion], language: str, level: str
) -> tuple[Criterion, ...]:
    """The criteria as one place asks them: its own level of ``language`` instead of the call's.

    An empty level means that the place asks what the call asks. Where the call asks nothing of
    that language, the place's level is added at the end.
    """
    given = tuple(criteria)
    if not level:
        return given
    own = Criterion("language-level/1", {"language": language, "level": level})
    is_same = [
        criterion.clause == own.clause and criterion.parameters.get("language") == language
        for criterion in given
    ]
    if not any(is_same):
        return (*given, own)
    return tuple(own if same else kept for kept, same in zip(given, is_same, strict=True))


def judge(facts: ApplicantFacts, criteria: Iterable[Criterion]) -> Verdict:
    """One finding a criterion, in the order of the criteria.

    Raises `UnknownClause` or `BadParameter` before anything is judged when the criteria themselves
    are wrong; facts never make it fail.
    """
    asked = []
    for criterion in criteria:
        named = clause_named(criterion.clause)
        asked.append((named, named.read(criterion.parameters)))
    return Verdict.of(named.rule(facts, **parameters) for named, parameters in asked)


def replay(facts_json: JsonObject, criteria_json: Iterable[JsonObject]) -> Verdict:
    """The verdict recomputed from stored facts and criteria."""
    return judge(facts_from_json(facts_json), criteria_from_json(criteria_json))
