"""A home university with two schools, on a day in autumn."""

import datetime as dt

import pytest

from sapar.core import clock
from sapar.institutions.enums import Level
from tests.factories.people import make_programme, make_unit

NOW = dt.datetime(2026, 10, 1, 6, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _today():
    with clock.moved(to=NOW):
        yield


@pytest.fixture(autouse=True)
def schools(db):
    medicine, dentistry = make_unit(code="medicine"), make_unit(code="dentistry")
    make_programme(medicine, Level.BACHELOR, code="general-medicine")
    make_programme(medicine, Level.RESIDENCY, code="therapy")
    make_programme(dentistry, Level.BACHELOR, code="dentistry")
    return {"medicine": medicine, "dentistry": dentistry}
