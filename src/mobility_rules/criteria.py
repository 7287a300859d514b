"""A criterion is a clause with its parameters, as a call writes it down; a clause is one rule.

A clause's name ends in a version (``gpa-at-least/1``). When its meaning changes it gets the next
version and the old one stays, because stored verdicts name it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mobility_rules.canonical import JsonObject
from mobility_rules.facts import LANGUAGE_LEVELS, LEVELS, ApplicantFacts
from mobility_rules.findings import Finding

Reader = Callable[[Any], Any]
"""Turns the JSON value of a parameter into what the rule works with, or raises ValueError."""


class UnknownClause(LookupError):
    """No clause has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no clause is called {name!r}")
        self.name = name


class BadParameter(ValueError):
    """A parameter is missing, is not one of the clause's, or has a value it cannot read."""

    def __init__(self, clause: str, parameter: str, given: object, expected: str) -> None:
        super().__init__(f"{clause}: {parameter} is {given!r}, expected {expected}")
        self.clause = clause
        self.parameter = parameter
        self.given = "" if given is None else str(given)
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a call asks: the name of a clause and its parameters as JSON values."""

    clause: str
    parameters: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def to_json(self) -> JsonObject:
        return {"clause": self.clause, "parameters": dict(self.parameters)}

    @classmethod
    def from_json(cls, data: JsonObject) -> Criterion:
        return cls(data["clause"], dict(data.get("parameters", {})))


@dataclass(frozen=True, slots=True)
class Clause:
    """A rule: versioned name, every code it can find, readers of its parameters, the function.

    The codes are declared so that whoever words them can be sure to have words for all.
    """

    name: str
    codes: tuple[str, ...]
    readers: Mapping[str, Reader]
    rule: Callable[..., Finding]

    def __call__(self, facts: ApplicantFacts, parameters: Mapping[str, Any]) -> Finding:
        """Apply the rule; raises `BadParameter` when the parameters are not its own."""
        return self.rule(facts, **self.read(parameters))

    def read(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters as the rule works with them; raises `BadParameter`."""
        for name in parameters:
            if name not in self.readers:
                raise BadParameter(self.name, name, parameters[name], "no such parameter")
        return {name: self._read_one(name, parameters.get(name)) for name in self.readers}

    def _read_one(self, name: str, given: Any) -> Any:
        try:
            return self.readers[name](given)
        except ValueError as error:
            raise BadParameter(self.name, name, given, str(error)) from error


CLAUSES: dict[str, Clause] = {}
"""Every clause by its name. `mobility_rules.clauses` fills it: import it from there."""


def clause(
    name: str, codes: tuple[str, ...], **readers: Reader
) -> Callable[[Callable[..., Finding]], Callable[..., Finding]]:
    """Enter the decorated rule into `CLAUSES` under ``name``."""

    def enter(rule: Callable[..., Finding]) -> Callable[..., Finding]:
        CLAUSES[name] = Clause(name, codes, readers, rule)
        return rule

    return enter


def clause_named(name: str) -> Clause:
    """The clause of this name; raises `UnknownClause`."""
    try:
        return CLAUSES[name]
    except KeyError:
        raise UnknownClause(name) from None


def criteria_to_json(criteria: Iterable[Criterion]) -> list[JsonObject]:
    return [criterion.to_json() for criterion in criteria]


def criteria_from_json(data: Iterable[JsonObject]) -> tuple[Criterion, ...]:
    return tuple(Criterion.from_json(item) for item in data)


def read_whole(given: Any) -> int:
    if not isinstance(given, int) or isinstance(given, bool):
        raise ValueError("a whole number")
    return given


def read_text(given: Any) -> str:
    if not isinstance(given, str) or not given:
        raise ValueError("a text")
    return str(given)


def read_language_level(given: Any) -> str:
    if given not in LANGUAGE_LEVELS:
        raise ValueError(f"one of {', '.join(LANGUAGE_LEVELS)}")
    return str(given)


def read_levels(given: Any) -> tuple[str, ...]:
    """Levels of study, always in the order of `LEVELS`."""
    words = given if isinstance(given, list | tuple) else ()
    if not words or any(word not in LEVELS for word in words):
        raise ValueError(f"a list of some of {', '.join(LEVELS)}")
    return tuple(level for level in LEVELS if level in words)


def read_optional_day(given: Any) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise ValueError("a day, such as 2027-02-01") from None
