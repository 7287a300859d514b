"""Calls without an account, and what a signed-in person sees beside them."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sapar.calls.actions import cancel_call, open_call
from sapar.calls.terms import current_terms
from sapar.core import clock
from tests.factories.calls import make_condition, make_draft_call
from tests.factories.people import TESTER, make_engagement, make_unit, make_user

pytestmark = pytest.mark.django_db


def opened(**fields):
    """A call that accepts applications now."""
    return open_call(
        make_draft_call(
            make_condition(minimum_english="B2"), opens_at=clock.now() - dt.timedelta(1), **fields
        ),
        by=TESTER,
    )


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_everybody_reads_a_call_with_its_terms(client, language):
    call = opened()
    page = client.get(f"/{language}/calls/{call.public_id}/").content.decode()

    terms = current_terms(call)
    assert call.title.get(language) in page
    assert terms.hash in page
    assert terms.content["lottery_commitment"] in page
    assert call.lottery_seed not in page
    assert "UTC+5" in page


def test_requirements_are_said_with_their_numbers(client):
    page = client.get(f"/en/calls/{opened().public_id}/").content.decode()

    assert "at least 2.75, compared unrounded: 2.7499 is not enough" in page
    assert "English at level B1 or higher" in page


def test_a_call_speaks_of_the_terms_it_was_opened_with(client):
    call = opened()
    host = call.places.get().host
    host.name = type(host.name)("Басқа", "Другой", "Renamed since")
    host.save()

    page = client.get(f"/en/calls/{call.public_id}/").content.decode()
    assert "Renamed since" not in page


def test_a_draft_and_an_unknown_call_answer_404(client):
    assert client.get(f"/en/calls/{make_draft_call().public_id}/").status_code == 404
    assert client.get("/en/calls/7KQ4-M2XD/").status_code == 404


def test_a_cancelled_call_says_why(client):
    call = opened()
    cancel_call(call, reason="The host closed its clinic.", by=TESTER)

    assert (
        "The host closed its clinic." in client.get(f"/en/calls/{call.public_id}/").content.decode()
    )


def test_the_list_puts_each_call_where_the_clock_says(client):
    open_now = opened()
    coming = open_call(make_draft_call(make_condition()), by=TESTER)

    with clock.moved(to=open_now.closes_at):
        context = client.get("/en/calls/").context
    assert [row.call for row in context["open_calls"]] == [coming]
    assert [row.call for row in context["past_calls"]] == [open_now]
    assert context["coming_calls"] == []


def test_home_shows_open_calls_and_who_helps(client):
    call = opened()
    page = client.get("/en/").content.decode()

    assert call.title.en in page
    assert str(call.owner.name.en) in page


@pytest.mark.parametrize("address", ["/en/", "/en/calls/"])
def test_a_list_costs_the_same_queries_for_one_call_and_for_three(
    address, django_assert_num_queries
):
    user = make_user(make_engagement(unit=make_unit()).person)
    client = Client()
    client.force_login(user)
    opened()

    client.get(address)
    with CaptureQueriesContext(connection) as for_one:
        client.get(address)
    opened()
    opened()
    with django_assert_num_queries(len(for_one)):
        client.get(address)
