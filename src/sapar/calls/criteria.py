"""Whom a call is for: the university's own criteria, with what its owner may set in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mobility_rules.criteria import Criterion, criteria_to_json
from mobility_rules.eligibility import MINIMUM_ENGLISH, MINIMUM_GPA, default_criteria
from sapar.accounts.enums import Direction
from sapar.institutions.models import Unit


@dataclass(frozen=True, slots=True)
class Asked:
    """What the owner sets. levels: empty means every level; minimum_year: None asks for none."""

    minimum_gpa: Decimal = Decimal(MINIMUM_GPA)
    minimum_english: str = MINIMUM_ENGLISH
    levels: tuple[str, ...] = ()
    minimum_year: int | None = None


def criteria_for(
    audience: str, direction: str, owner: Unit, asked: Asked | None = None
) -> list[dict[str, Any]]:
    """The default set of the audience; an internal call is for the owning school's own people."""
    return criteria_to_json(_criteria(audience, direction, owner, asked or Asked()))


def asked_in(criteria: Iterable[Mapping[str, Any]]) -> Asked:
    """What a call's criteria set: the inverse of `criteria_for`."""
    set_by = {row["clause"]: row.get("parameters", {}) for row in criteria}
    gpa = set_by.get("gpa-at-least/1", {}).get("minimum", MINIMUM_GPA)
    return Asked(
        minimum_gpa=Decimal(gpa),
        minimum_english=set_by.get("language-level/1", {}).get("level", MINIMUM_ENGLISH),
        levels=tuple(set_by.get("level-among/1", {}).get("levels", ())),
        minimum_year=set_by.get("year-at-least/1", {}).get("year"),
    )


def _criteria(audience: str, direction: str, owner: Unit, asked: Asked) -> Iterator[Criterion]:
    whom, *conduct = default_criteria(audience)
    yield whom
    if direction == Direction.INTERNAL:
        yield Criterion("unit-is/1", {"unit": owner.public_id})
    if asked.levels:
        yield Criterion("level-among/1", {"levels": list(asked.levels)})
    if asked.minimum_year is not None:
        yield Criterion("year-at-least/1", {"year": asked.minimum_year})
    for criterion in conduct:
        yield _as_asked(criterion, asked)


def _as_asked(criterion: Criterion, asked: Asked) -> Criterion:
    if criterion.clause == "gpa-at-least/1":
        return Criterion(criterion.clause, {"minimum": str(asked.minimum_gpa)})
    if criterion.clause == "language-level/1":
        return Criterion(criterion.clause, {"language": "en", "level": asked.minimum_english})
    return criterion
