"""Schools: who helps there, the school's own calls, and its people in numbers."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sapar.accounts.enums import Direction
from sapar.calls.actions import open_call
from sapar.calls.models import Call
from sapar.content.models import Contact
from sapar.core import clock
from sapar.core.translated import Translated
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Unit
from sapar.selection.actions import accept_offer
from sapar.ui.kept import KEPT
from tests.factories.calls import make_agreement, make_condition, make_draft_call, make_partner
from tests.factories.people import TESTER, make_programme, make_unit
from tests.factories.selection import make_published, offer_of

pytestmark = pytest.mark.django_db


def own_call(school: Unit) -> Call:
    call = make_draft_call(
        make_condition(make_agreement(make_partner("KZ"))),
        direction=Direction.INTERNAL,
        owner=school,
        opens_at=clock.now() - dt.timedelta(days=1),
    )
    return open_call(call, by=TESTER)


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    KEPT.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_school_names_its_coordinator_and_what_it_teaches(client: Client, language: str) -> None:
    school = make_unit(about=Translated("*Біз*", "*Мы*", "*We* teach"))
    duty = Translated("Мектептің үйлестірушісі", "Координатор школы", "Coordinator of the school")
    Contact.objects.create(unit=school, duty=duty, email="school@example.org")
    programme = make_programme(school)
    page = client.get(f"/{language}/schools/{school.code}/").content.decode()
    assert duty.get(language) in page
    assert "school@example.org" in page
    assert programme.name.get(language) in page
    assert "<em>" in page


def test_it_shows_its_own_calls_and_no_others(client: Client) -> None:
    school, other = make_unit(), make_unit()
    own, foreign = own_call(school), own_call(other)
    context = client.get(f"/en/schools/{school.code}/").context
    assert [row.call for row in context["open_calls"]] == [own]
    assert foreign not in [row.call for row in context["past_calls"]]
    with clock.moved(to=own.closes_at):
        context = client.get(f"/en/schools/{school.code}/").context
    assert [row.call for row in context["past_calls"]] == [own]


def test_numbers_count_who_applied_accepted_and_returned(client: Client) -> None:
    run, applications = make_published(["3.90"])
    offer = accept_offer(offer_of(applications[0]), by=TESTER)
    school = offer.application.engagement.unit
    (year,) = client.get(f"/en/schools/{school.code}/").context["years"]
    assert (year.year, year.direction) == (run.call.period.academic_year.name, Direction.EXTERNAL)
    assert (year.applied, year.accepted, year.returned) == (1, 1, 0)


def test_a_department_is_no_school(client: Client) -> None:
    department = make_unit(UnitKind.DEPARTMENT)
    assert client.get(f"/en/schools/{department.code}/").status_code == 404
    assert client.get("/en/schools/no-such-school/").status_code == 404


def test_lists_cost_the_same_queries_for_one_and_for_three(client: Client) -> None:
    school = make_unit(about=Translated("Біз", "Мы", "We"))
    own_call(school)
    listed, page = queries_of(client, "/en/schools/"), f"/en/schools/{school.code}/"
    shown = queries_of(client, page)
    for _more in range(2):
        own_call(make_unit())
        own_call(school)
        Contact.objects.create(unit=school, duty=Translated("М", "О", "Duty"))
    assert queries_of(client, "/en/schools/") == listed
    assert queries_of(client, page) == shown


def test_an_empty_list_says_so(client: Client) -> None:
    assert "No school is entered yet" in client.get("/en/schools/").content.decode()
