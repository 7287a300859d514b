"""The policy as a file: JSON, checked key by key, since a misspelt rule is a rule that is not kept.

Beside what `mobility_rules.placement.policy.Policy` holds there may stand ``commitment`` (the
published hash of the seed), ``places`` (levels and terms of a place), ``overrides`` (decisions of
the commission: applicant, place or null, reason), ``closed`` (places that take nobody), ``context``
(lines for the reader) and ``ties_are_relative``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mobility_rules.placement.policy import Policy
from sapar.placement_files.tables.policy_problems import policy_problems
from sapar.placement_files.tables.problems import BadInput, Problem, refuse
from sapar.placement_files.tables.strict_json import strict_json


@dataclass(frozen=True, slots=True)
class Override:
    """A seat given, or with place None refused, by decision instead of by the order. score: at a
    place that was not wished, to say whom the decision passes over; else the best on the list."""

    applicant: str
    place: str | None
    reason: str
    score: int | None = None


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """levels, terms: of the places that have any. ties_are_relative: the column tie tells the order
    of those who are equal and meet, and means nothing between others."""

    policy: Policy = field(default_factory=Policy)
    commitment: str = ""
    levels: Mapping[str, frozenset[str]] = field(default_factory=dict)
    terms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    closed: tuple[str, ...] = ()
    context: Mapping[str, str] = field(default_factory=dict)
    ties_are_relative: bool = False


def read_policy(path: Path) -> PolicyFile:
    """The policy. Raises `BadInput` with every entry that is not as expected."""
    data = _read_json(path)
    if problems := [Problem(path.name, said) for said in policy_problems(data)]:
        raise BadInput(problems)
    places = data.get("places", {})
    own = {"commitment", "places", "overrides", "closed", "context", "ties_are_relative"}
    return PolicyFile(
        policy=Policy.from_json({name: data[name] for name in data if name not in own}),
        commitment=data.get("commitment", "").lower(),
        levels={name: frozenset(row["levels"]) for name, row in places.items() if "levels" in row},
        terms={name: frozenset(row["terms"]) for name, row in places.items() if "terms" in row},
        overrides=tuple(
            Override(row["applicant"], row["place"], row["reason"], row.get("score"))
            for row in sorted(data.get("overrides", ()), key=lambda row: row["applicant"])
        ),
        closed=tuple(data.get("closed", ())),
        context=data.get("context", {}),
        ties_are_relative=data.get("ties_are_relative", False),
    )


def _read_json(path: Path) -> dict[str, Any]:
    try:
        data = strict_json(path.read_text("utf-8-sig"))
    except OSError as error:
        raise refuse(path, f"this file cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise refuse(path, "this is no text in UTF-8") from None
    except json.JSONDecodeError as error:
        said = f"no JSON: {error.msg} (sign {error.colno} of the line)"
        raise refuse(path, said, error.lineno) from None
    except ValueError as error:
        raise refuse(path, str(error)) from None
    if not isinstance(data, dict):
        raise refuse(path, "a JSON object is expected: { … }")
    return data
