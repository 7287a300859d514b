"""Partners, agreements and drafts of calls, made by the deeds themselves."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from sapar.accounts.enums import Audience, Direction
from sapar.calls.actions import add_place, create_call
from sapar.calls.models import Call
from sapar.core import clock
from sapar.core.translated import Translated
from sapar.institutions.enums import Evidence, InstitutionKind, PeriodKind, UnitKind
from sapar.institutions.models import AcademicYear, Institution, Period, Unit
from sapar.partnerships.actions import add_condition, create_agreement, create_partner
from sapar.partnerships.enums import AgreementKind
from sapar.partnerships.models import Agreement, AgreementCondition
from tests.factories.people import TESTER, make_home, make_unit

_numbers = count(1)


def make_partner(country: str = "LT", **fields: Any) -> Institution:
    number = next(_numbers)
    fields.setdefault(
        "name", Translated(f"{number}-серіктес", f"Партнёр {number}", f"Partner {number}")
    )
    fields.setdefault("city", Translated("Қала", "Город", "Town"))
    fields.setdefault("kind", InstitutionKind.UNIVERSITY)
    fields.setdefault("evidence", Evidence.CONFIRMED)
    return create_partner(country=country, by=TESTER, **fields)


def make_agreement(partner: Institution | None = None, **fields: Any) -> Agreement:
    """In force since a year ago and for three years more."""
    fields.setdefault("kind", AgreementKind.INTER_INSTITUTIONAL)
    fields.setdefault("valid_from", clock.today() - dt.timedelta(days=365))
    fields.setdefault("valid_until", clock.today() + dt.timedelta(days=3 * 365))
    return create_agreement(partner or make_partner(), by=TESTER, **fields)


def make_condition(agreement: Agreement | None = None, **fields: Any) -> AgreementCondition:
    """Outgoing learners, a semester, two seats a year."""
    fields.setdefault("audience", Audience.LEARNERS)
    fields.setdefault("period_kind", PeriodKind.SEMESTER)
    fields.setdefault("quota_per_year", 2)
    return add_condition(agreement or make_agreement(), by=TESTER, **fields)


def make_year() -> AcademicYear:
    """Begins in half a year."""
    first = clock.today() + dt.timedelta(days=180)
    return AcademicYear.objects.create(
        institution=make_home(),
        name=f"year {next(_numbers)}",
        starts_on=first,
        ends_on=first + dt.timedelta(days=330),
    )


def make_period(year: AcademicYear | None = None, **fields: Any) -> Period:
    """The first semester of the year."""
    year = year or make_year()
    fields.setdefault("kind", PeriodKind.SEMESTER)
    fields.setdefault("name", Translated("Күз", "Осень", "Autumn"))
    fields.setdefault("starts_on", year.starts_on)
    fields.setdefault("ends_on", year.starts_on + dt.timedelta(days=120))
    return Period.objects.create(academic_year=year, **fields)


def make_draft_call(
    *conditions: AgreementCondition, seats: int = 1, owner: Unit | None = None, **fields: Any
) -> Call:
    """A draft that lacks nothing when conditions are given: opens tomorrow, closes in ten days."""
    direction = fields.setdefault("direction", Direction.EXTERNAL)
    is_external = direction == Direction.EXTERNAL
    fields.setdefault("audience", Audience.LEARNERS)
    fields.setdefault("opens_at", clock.now() + dt.timedelta(days=1))
    fields.setdefault("closes_at", clock.now() + dt.timedelta(days=10))
    fields.setdefault("title", Translated("Шақыру", "Конкурс", "A call"))
    fields.setdefault("summary", Translated("Қысқаша", "Кратко", "In short"))
    call = create_call(
        owner=owner or make_unit(UnitKind.DEPARTMENT if is_external else UnitKind.SCHOOL),
        period=fields.pop("period", None) or make_period(),
        by=TESTER,
        **fields,
    )
    for condition in conditions:
        add_place(call, condition, seats=seats, by=TESTER)
    call.refresh_from_db()
    return call
