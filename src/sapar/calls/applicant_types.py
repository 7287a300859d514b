"""What reserves and caps of a call go by: schools, or whether somebody goes for the first time."""

from __future__ import annotations

from django.db.models import QuerySet

from mobility_rules.placement.policy import Policy
from sapar.calls.enums import Experience, TypesBy
from sapar.calls.models import Call
from sapar.core.translated import Translated
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Unit

TypeName = Translated | str


def types_for(call: Call) -> dict[str, TypeName]:
    """Every type that an applicant to the call can be of, and what it is called."""
    if call.types_by == TypesBy.EXPERIENCE:
        return {one.value: str(one.label) for one in Experience}
    return {unit.public_id: unit.name for unit in schools()}


def schools() -> QuerySet[Unit]:
    return Unit.objects.filter(institution__is_home=True, kind=UnitKind.SCHOOL).order_by("code")


def school_names(call: Call) -> dict[str, dict[str, str]]:
    """The schools that the call's policy names, for readers who cannot look them up."""
    if call.types_by == TypesBy.EXPERIENCE:
        return {}
    named = Policy.from_json(call.placement).types()
    return {unit.public_id: unit.name.as_dict() for unit in schools() if unit.public_id in named}
