"""A home university with two schools, on a day in autumn."""

import datetime as dt

import pytest

from sapar.core import clock
from sapar.core.translated import Translated
from sapar.institutions.models import Institution, Programme, Unit

NOW = dt.datetime(2026, 10, 1, 6, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _today():
    with clock.moved(to=NOW):
        yield


@pytest.fixture(autouse=True)
def schools(db):
    home = Institution.objects.create(
        name=Translated("Үй", "Дом", "Home"), kind="university", country="KZ", is_home=True
    )
    medicine, dentistry = (
        Unit.objects.create(
            institution=home, kind="school", code=code, name=Translated(en=code.title())
        )
        for code in ("medicine", "dentistry")
    )
    for unit, code, level in (
        (medicine, "general-medicine", "bachelor"),
        (medicine, "therapy", "residency"),
        (dentistry, "dentistry", "bachelor"),
    ):
        Programme.objects.create(unit=unit, code=code, level=level, name=Translated(en=code))
    return {"medicine": medicine, "dentistry": dentistry}
