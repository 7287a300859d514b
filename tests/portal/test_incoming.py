"""Come to us: pages for guests, courses on offer, the academic calendar."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sapar.content.starter.loading import load_starter
from sapar.core.translated import Translated
from sapar.institutions.enums import Level, PeriodKind, UnitKind
from sapar.institutions.models import Course
from sapar.ui.kept import KEPT
from tests.factories.calls import make_period
from tests.factories.people import TESTER, make_unit

pytestmark = pytest.mark.django_db
COURSES = "/en/come-to-us/courses/"


def make_course(name: str = "Anatomy", **fields: Any) -> Course:
    fields.setdefault("unit", make_unit())
    fields.setdefault("level", Level.BACHELOR)
    fields.setdefault("languages", ["en"])
    fields.setdefault("period_kind", PeriodKind.SEMESTER)
    fields.setdefault("credits", Decimal(5))
    return Course.objects.create(title=Translated(name, name, name), **fields)


def found(client: Client, query: str = "") -> set[str]:
    return {str(course) for course in client.get(f"{COURSES}?{query}").context["page"]}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_guests_find_every_page_the_courses_and_the_calendar(client: Client, language: str) -> None:
    make_unit(UnitKind.DEPARTMENT)
    load_starter(by=TESTER)
    period = make_period()
    page = client.get(f"/{language}/come-to-us/").content.decode()
    for slug in ("factsheet", "nominate-to-us", "housing", "visa", "costs"):
        assert f'href="/{language}/pages/{slug}/"' in page
        assert client.get(f"/{language}/pages/{slug}/").status_code == 200
    assert f'href="/{language}/come-to-us/courses/"' in page
    assert period.name.get(language) in page


def test_it_is_drawn_without_any_article(client: Client) -> None:
    assert client.get("/en/come-to-us/").status_code == 200


def test_courses_are_found_by_school_level_language_and_period(client: Client) -> None:
    school = make_unit()
    make_course("Anatomy", unit=school, languages=["en", "ru"])
    make_course("Surgery", level=Level.MASTER, languages=["kk"])
    make_course("Nursing", period_kind=PeriodKind.CYCLE_BLOCK)
    make_course("Withdrawn", is_offered=False)
    assert found(client) == {"Anatomy", "Surgery", "Nursing"}
    assert found(client, f"school={school.code}") == {"Anatomy"}
    assert found(client, "level=master") == {"Surgery"}
    assert found(client, "language=ru") == {"Anatomy"}
    assert found(client, "period=cycle-block") == {"Nursing"}
    assert found(client, "level=master&language=ru") == set()


@pytest.mark.parametrize("query", ["level=none", "school=none", "page=x", "language=<b>"])
def test_an_unknown_filter_is_no_fault(client: Client, query: str) -> None:
    make_course()
    assert client.get(f"{COURSES}?{query}").status_code == 200


@pytest.mark.parametrize(("credits", "shown"), [("5", "5"), ("2.5", "2.5"), ("10", "10")])
def test_credits_are_written_as_they_are(client: Client, credits: str, shown: str) -> None:
    make_course(credits=Decimal(credits))
    assert f"Credits: {shown}<" in client.get(COURSES).content.decode()


def test_the_list_costs_the_same_queries_for_one_and_for_three(client: Client) -> None:
    def queries() -> int:
        KEPT.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(COURSES)
        return len(captured)

    make_course()
    queries()
    one = queries()
    make_course()
    make_course()
    assert queries() == one
