"""Opened calls and applications at every stage, made by the deeds themselves."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sapar.accounts.enums import Audience, Direction, EngagementKind
from sapar.accounts.models import Engagement
from sapar.applications import actions
from sapar.applications.enums import Consent
from sapar.applications.models import Application
from sapar.calls.actions import add_place, create_call, open_call
from sapar.calls.models import Call, CallPlace
from sapar.core import clock
from sapar.core.translated import Translated
from sapar.institutions.enums import Evidence, InstitutionKind, PeriodKind, UnitKind
from sapar.institutions.models import AcademicYear, Institution, Period, Unit
from sapar.partnerships.enums import AgreementKind
from sapar.partnerships.models import Agreement, AgreementCondition
from sapar.records.actions import record_fact
from sapar.records.enums import FactKind
from tests.factories.people import TESTER, make_engagement, make_home, make_unit

_numbers = count(1)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def pdf(name: str = "file.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def make_period(kind: str = PeriodKind.SEMESTER) -> Period:
    """Begins in half a year and lasts four months."""
    first = clock.today() + dt.timedelta(days=180)
    year = AcademicYear.objects.create(
        institution=make_home(),
        name=f"year {next(_numbers)}",
        starts_on=first - dt.timedelta(days=100),
        ends_on=first + dt.timedelta(days=250),
    )
    return Period.objects.create(
        academic_year=year,
        kind=kind,
        name=Translated("Көктем", "Весна", "Spring"),
        starts_on=first,
        ends_on=first + dt.timedelta(days=120),
    )


def make_condition(call: Call, **fields: Any) -> AgreementCondition:
    """An agreement with a new partner under which people may go in the call's period."""
    number = next(_numbers)
    partner = Institution.objects.create(
        name=Translated(f"{number}-серіктес", f"Партнёр {number}", f"Partner {number}"),
        kind=InstitutionKind.UNIVERSITY,
        country="KZ" if call.direction == Direction.INTERNAL else "LT",
        city=Translated("Қала", "Город", "Town"),
        evidence=Evidence.CONFIRMED,
    )
    agreement = Agreement.objects.create(
        partner=partner,
        kind=AgreementKind.INTER_INSTITUTIONAL,
        valid_from=clock.today() - dt.timedelta(days=365),
        valid_until=fields.pop("valid_until", call.period.ends_on + dt.timedelta(days=30)),
    )
    fields.setdefault("quota_per_year", 5)
    return AgreementCondition.objects.create(
        agreement=agreement, audience=call.audience, period_kind=call.period.kind, **fields
    )


def make_call(
    *,
    direction: str = Direction.EXTERNAL,
    audience: str = Audience.LEARNERS,
    owner: Unit | None = None,
    places: int = 2,
    **fields: Any,
) -> Call:
    """A call that opened yesterday and closes in ten days."""
    is_external = direction == Direction.EXTERNAL
    call = create_call(
        direction=direction,
        audience=audience,
        owner=owner or make_unit(UnitKind.DEPARTMENT if is_external else UnitKind.SCHOOL),
        period=fields.pop("period", None) or make_period(),
        opens_at=clock.now() - dt.timedelta(days=1),
        closes_at=fields.pop("closes_at", clock.now() + dt.timedelta(days=10)),
        title=Translated("Шақыру", "Конкурс", "A call"),
        summary=Translated("Қысқаша", "Кратко", "In short"),
        by=TESTER,
        **fields,
    )
    for _number in range(places):
        add_place(call, make_condition(call), seats=2, by=TESTER)
    return open_call(call, by=TESTER)


def places_of(call: Call) -> list[CallPlace]:
    return list(call.places.order_by("pk"))


def make_eligible(unit: Unit | None = None, kind: str = EngagementKind.STUDENT) -> Engagement:
    """Somebody whose records meet every criterion that a rule computes."""
    engagement = make_engagement(unit=unit, kind=kind)
    record(engagement, FactKind.GPA, {"value": "3.41", "credits": "120"})
    for kind_of_fact in (FactKind.ACADEMIC_DEBTS, FactKind.ETHICS_VIOLATIONS):
        record(engagement, kind_of_fact, {"count": "0"})
    record(engagement, FactKind.SANCTIONS, {"count": "0", "until": ""})
    record_english(engagement, "B2")
    return engagement


def record(engagement: Engagement, kind: str, value: dict[str, str], key: str = "") -> None:
    record_fact(engagement, kind, value, key, source="Registrar", as_of=clock.today(), by=TESTER)


def record_english(engagement: Engagement, level: str, expires: str = "") -> None:
    value = {
        "language": "en",
        "level": level,
        "test": "IELTS",
        "issued": "2024-01-01",
        "expires": expires,
    }
    record(engagement, FactKind.LANGUAGE, value, "en")


def make_draft(call: Call | None = None, engagement: Engagement | None = None) -> Application:
    """Begun, with nothing in it yet."""
    call = call or make_call()
    own_school = call.owner if call.direction == Direction.INTERNAL else None
    return actions.start_application(call, engagement or make_eligible(own_school), by=TESTER)


def complete(application: Application) -> Application:
    """Fill in everything that submitting asks for."""
    actions.save_draft(
        application,
        by=TESTER,
        phone="+7 700 000 00 01",
        emergency_contact="Mother, +7 700 000 00 02",
        motivation="To learn.",
    )
    wishes = [place.public_id for place in places_of(application.call)]
    actions.set_wishes(application, wishes, by=TESTER)
    for requirement in application.call.documents.all():
        actions.attach_document(application, requirement, pdf(), by=TESTER)
    for consent in Consent:
        actions.give_consent(application, consent, True, by=TESTER)
    application.refresh_from_db()
    return application


def make_submitted(call: Call | None = None, engagement: Engagement | None = None) -> Application:
    application = complete(make_draft(call, engagement))
    actions.submit_application(application, by=TESTER)
    application.refresh_from_db()
    return application


def make_released(call: Call | None = None, engagement: Engagement | None = None) -> Application:
    """Released by the school: for an internal call, verified."""
    return actions.release_application(make_submitted(call, engagement), by=TESTER)


def make_verified(call: Call | None = None, engagement: Engagement | None = None) -> Application:
    """Ready for the commission."""
    application = make_released(call, engagement)
    if application.call.direction == Direction.INTERNAL:
        return application
    return actions.verify_application(application, by=TESTER)
