"""Units, people, engagements, roles and accounts: what is not said is plausible and unique."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress

from sapar.accounts.enums import EngagementKind, RoleKind
from sapar.accounts.models import Engagement, Person, Role, User
from sapar.core.actor import Actor
from sapar.core.translated import Translated
from sapar.institutions.enums import Evidence, InstitutionKind, Level, UnitKind
from sapar.institutions.models import Institution, Programme, Unit

PASSWORD = "long-enough-2026"
TESTER = Actor("tester", "Tester")
LONG_AGO = dt.date(2020, 9, 1)
_numbers = count(1)


def make_home() -> Institution:
    """The home university; the same one however often it is asked for."""
    found = Institution.objects.filter(is_home=True).first()
    return found or Institution.objects.create(
        name=Translated(kk="Үй университеті", ru="Свой университет", en="Home University"),
        kind=InstitutionKind.UNIVERSITY,
        country="KZ",
        city=Translated(kk="Қарағанды", ru="Караганда", en="Karaganda"),
        is_home=True,
        evidence=Evidence.CONFIRMED,
    )


def make_unit(kind: str = UnitKind.SCHOOL, **fields: Any) -> Unit:
    """A school unless said otherwise; there is one department of international cooperation."""
    if kind == UnitKind.DEPARTMENT and (found := Unit.objects.filter(kind=kind).first()):
        return found
    number = next(_numbers)
    fields.setdefault("code", f"{kind}-{number}")
    fields.setdefault(
        "name",
        Translated(kk=f"{number}-бөлімше", ru=f"Подразделение {number}", en=f"Unit {number}"),
    )
    return Unit.objects.create(institution=make_home(), kind=kind, **fields)


def make_programme(unit: Unit, level: str = Level.BACHELOR, **fields: Any) -> Programme:
    number = next(_numbers)
    fields.setdefault("code", f"programme-{number}")
    fields.setdefault(
        "name",
        Translated(kk=f"{number}-бағдарлама", ru=f"Программа {number}", en=f"Programme {number}"),
    )
    return Programme.objects.create(unit=unit, level=level, **fields)


def make_person(**fields: Any) -> Person:
    number = next(_numbers)
    fields.setdefault("family_name", f"Семейный{number}")
    fields.setdefault("given_name", "Әлия")
    fields.setdefault("email", f"person{number}@example.org")
    fields.setdefault("language", "en")
    return Person.objects.create(**fields)


def make_engagement(
    person: Person | None = None,
    unit: Unit | None = None,
    kind: str = EngagementKind.STUDENT,
    **fields: Any,
) -> Engagement:
    """A bachelor student of a school in the third year unless said otherwise."""
    unit = unit or make_unit()
    fields.setdefault("registrar_number", f"R{next(_numbers):06}")
    fields.setdefault("starts_on", LONG_AGO)
    if kind == EngagementKind.STUDENT:
        fields.setdefault("level", Level.BACHELOR)
        fields.setdefault("year", 3)
        if "programme" not in fields:
            fields["programme"] = make_programme(unit, fields["level"])
    return Engagement.objects.create(person=person or make_person(), unit=unit, kind=kind, **fields)


def make_role(person: Person, kind: str, unit: Unit | None = None, **fields: Any) -> Role:
    """Held over ``unit``, or over a fitting one, for years and without an end."""
    fields.setdefault("starts_on", LONG_AGO)
    return Role.objects.create(
        person=person, kind=kind, unit=unit or make_unit(_FITTING[RoleKind(kind)]), **fields
    )


def make_user(person: Person | None = None, **fields: Any) -> User:
    """An account with a confirmed address and `PASSWORD`; without a person unless one is given."""
    fields.setdefault("email", (person and person.email) or f"user{next(_numbers)}@example.org")
    fields.setdefault("language", "en")
    password = fields.pop("password", PASSWORD)
    user = User.objects.create_user(password=password, person=person, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_staff(kind: str, unit: Unit | None = None, **fields: Any) -> User:
    """The account of somebody who holds a role: ``make_staff(RoleKind.OFFICER)``."""
    person = make_person(**fields)
    make_role(person, kind, unit)
    return make_user(person)


_FITTING = {
    RoleKind.COORDINATOR: UnitKind.SCHOOL,
    RoleKind.OFFICER: UnitKind.DEPARTMENT,
    RoleKind.REGISTRAR: UnitKind.REGISTRAR,
    RoleKind.COMMISSION_MEMBER: UnitKind.DEPARTMENT,
    RoleKind.COMMISSION_CHAIR: UnitKind.DEPARTMENT,
    RoleKind.ADMINISTRATOR: UnitKind.DEPARTMENT,
    RoleKind.EDITOR: UnitKind.DEPARTMENT,
}
