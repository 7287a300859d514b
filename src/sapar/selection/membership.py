"""Of which type each applicant is, by which reserves, caps and the precedence of a call go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from sapar.accounts.models import Engagement
from sapar.accounts.queries import person_of
from sapar.applications.models import Application
from sapar.applications.snapshots import university_day
from sapar.calls.enums import CallState, Experience, TypesBy
from sapar.calls.models import Call
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Unit
from sapar.selection.enums import OfferState
from sapar.selection.models import Offer


def types_of(call: Call, applications: Iterable[Application], types_by: str) -> dict[str, str]:
    """By application number: the public id of a school, or ``first-time`` or ``again``."""
    if types_by == TypesBy.SCHOOL:
        schools = {one.public_id: school_of(one.engagement) for one in applications}
        return {number: school.public_id if school else "" for number, school in schools.items()}
    return experience_of(call, applications)


def school_of(engagement: Engagement) -> Unit | None:
    """The school somebody belongs to, or to which the programme belongs."""
    units = [engagement.unit, engagement.programme.unit if engagement.programme else None]
    return next((unit for unit in units if unit and unit.kind == UnitKind.SCHOOL), None)


def experience_of(call: Call, applications: Iterable[Application]) -> dict[str, str]:
    """By application number: ``again`` for whoever had accepted a place of an earlier call whose
    stay was over when this call closed, so that a later day cannot change it."""
    people = {one.public_id: _key_of(one.engagement) for one in applications}
    went = _who_went(set(people.values()), university_day(call.closes_at))
    return {
        number: Experience.AGAIN.value if person in went else Experience.FIRST_TIME.value
        for number, person in people.items()
    }


def _who_went(people: set[int], before: dt.date) -> set[int]:
    """Keys of persons, those of merged records counting for the one that remains."""
    holder = "application__engagement__person"
    taken = Offer.objects.filter(
        Q(**{f"{holder}__in": people}) | Q(**{f"{holder}__merged_into__in": people}),
        state=OfferState.ACCEPTED,
        place__call__state=CallState.DECIDED,
        place__call__period__ends_on__lt=before,
    )
    rows = taken.values_list(f"{holder}_id", f"{holder}__merged_into_id")
    return {merged or person for person, merged in rows}


def _key_of(engagement: Engagement) -> int:
    person = person_of(engagement.person)
    assert person is not None  # noqa: S101  (an engagement is somebody's)
    return int(person.pk)
