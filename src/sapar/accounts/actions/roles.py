"""Granting and ending roles. A role holds from its first day to its last, both included."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from sapar.accounts.enums import UNITS_OF_ROLE, RoleKind
from sapar.accounts.models import Person, Role, User
from sapar.accounts.queries import person_of
from sapar.accounts.recipients import recipient_of
from sapar.audit import actions as audit
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.core.formatting import format_day
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Unit
from sapar.messaging.actions import queue_mail


def grant_role(
    person: Person,
    kind: RoleKind | str,
    unit: Unit,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    deputy_for: Person | None = None,
    *,
    by: Actor,
) -> Role:
    """Let ``person`` hold a role over ``unit``; of merged records the one that remains holds it.

    Raises Refusal ``role-own | role-unit-unfit | role-dates-contradict | role-held-already |
    role-deputy-of-self | role-deputy-without-role``.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=_remaining(person).pk)
        _refuse_own(person, by)
        _refuse_unfit_unit(RoleKind(kind), unit)
        _refuse_dates(starts_on, ends_on)
        _refuse_doubled(person, kind, unit, starts_on, ends_on)
        if deputy_for is not None:
            _refuse_deputy(person, deputy_for, kind, unit, starts_on)
        role = Role.objects.create(
            person=person,
            kind=kind,
            unit=unit,
            starts_on=starts_on,
            ends_on=ends_on,
            deputy_for=deputy_for and _remaining(deputy_for),
        )
        audit.record("grant_role", role, by=by, **_values(role))
        _tell("role-granted", role)
    return role


def end_role(role: Role, *, by: Actor) -> None:
    """End a role at once: yesterday was its last day. One that had no day yet is removed.

    Raises Refusal ``role-own | role-last-administrator`` and Conflict ``role-ended-already``.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=role.person_id)
        administrators = _lock_administrators()
        held = Role.objects.select_for_update().filter(pk=role.pk).first()
        _refuse_own(person, by)
        yesterday = clock.today() - dt.timedelta(days=1)
        if held is None or (held.ends_on is not None and held.ends_on <= yesterday):
            raise Conflict("role-ended-already")
        if held.kind == RoleKind.ADMINISTRATOR and administrators == {person.pk}:
            raise Refusal("role-last-administrator", person=person.full_name)
        audit.record("end_role", held, by=by, **_values(held))
        _tell("role-ended", held)
        if held.starts_on > yesterday:
            held.delete()
        else:
            held.ends_on = yesterday
            held.save(update_fields=["ends_on"])


def _remaining(person: Person) -> Person:
    return person_of(person) or person


def _lock_administrators() -> set[int]:
    """Who is an administrator today, locked: two who end each other must not leave nobody."""
    roles = Role.objects.held_on(clock.today()).filter(kind=RoleKind.ADMINISTRATOR)
    return set(roles.select_for_update().order_by("pk").values_list("person_id", flat=True))


def _refuse_own(person: Person, by: Actor) -> None:
    same = Q(person=person) | Q(person__merged_into=person)
    if User.objects.filter(same, public_id=by.public_id).exists():
        raise Refusal("role-own")


def _refuse_unfit_unit(kind: RoleKind, unit: Unit) -> None:
    allowed = UNITS_OF_ROLE[kind]
    if unit.kind not in allowed:
        expected = ", ".join(str(UnitKind(each).label) for each in allowed)
        raise Refusal("role-unit-unfit", role=kind.label, unit=str(unit), expected=expected)


def _refuse_dates(starts_on: dt.date, ends_on: dt.date | None) -> None:
    if ends_on is not None and ends_on < max(starts_on, clock.today()):
        days = {"starts_on": format_day(starts_on), "ends_on": format_day(ends_on)}
        raise Refusal("role-dates-contradict", **days)


def _refuse_doubled(
    person: Person, kind: str, unit: Unit, starts_on: dt.date, ends_on: dt.date | None
) -> None:
    before_the_end = Q(starts_on__lte=ends_on) if ends_on else Q()
    still_held = Q(ends_on=None) | Q(ends_on__gte=starts_on)
    same = Role.objects.filter(before_the_end, still_held, person=person, kind=kind, unit=unit)
    if same.exists():
        raise Refusal("role-held-already", person=person.full_name, unit=str(unit))


def _refuse_deputy(
    person: Person, deputy_for: Person, kind: str, unit: Unit, starts_on: dt.date
) -> None:
    held_by = _remaining(deputy_for)
    if held_by == person:
        raise Refusal("role-deputy-of-self")
    roles = Role.objects.held_on(starts_on).filter(person=held_by, kind=kind, unit=unit)
    if not roles.exists():
        values = {
            "person": held_by.full_name,
            "unit": str(unit),
            "starts_on": format_day(starts_on),
        }
        raise Refusal("role-deputy-without-role", **values)


def _values(role: Role) -> dict[str, str | None]:
    return {
        "person": role.person.public_id,
        "kind": role.kind,
        "unit": role.unit.public_id,
        "starts_on": role.starts_on.isoformat(),
        "ends_on": role.ends_on.isoformat() if role.ends_on else None,
        "deputy_for": role.deputy_for.public_id if role.deputy_for else None,
    }


def _tell(kind: str, role: Role) -> None:
    recipient = recipient_of(role.person)
    if recipient is not None:
        days = {"starts_on": role.starts_on, "ends_on": role.ends_on}
        queue_mail(kind, recipient, role=role.kind, unit=role.unit.name, **days)
