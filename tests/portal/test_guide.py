"""The two-minute guide: the calls' own terms decide, and nothing is kept."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils.http import urlencode

from sapar.accounts.enums import Audience, Direction
from sapar.audit.models import Event
from sapar.calls.actions import open_call
from sapar.calls.models import Call
from sapar.core import clock
from sapar.institutions.enums import Level
from sapar.institutions.models import Unit
from tests.factories.calls import make_agreement, make_condition, make_draft_call, make_partner
from tests.factories.people import TESTER, make_unit

pytestmark = pytest.mark.django_db


def opened(*conditions: Any, **fields: Any) -> Call:
    fields.setdefault("opens_at", clock.now() - dt.timedelta(days=1))
    return open_call(make_draft_call(*(conditions or [make_condition()]), **fields), by=TESTER)


def ask(client: Client, school: Unit, **answers: str) -> Any:
    given = {"who": "bachelor", "school": school.code, "english": "C1", "gpa": "3.2", **answers}
    return client.get(f"/en/guide/?{urlencode(given)}").context


def calls_in(context: Any, group: str) -> list[Call]:
    return [row.call for row in context[group]]


def test_questions_come_first_and_a_missing_answer_is_asked_for(client: Client) -> None:
    assert "is_answered" not in client.get("/en/guide/").context
    page = client.get("/en/guide/?who=bachelor&school=").content.decode()
    assert 'href="#id_school"' in page


def test_a_call_that_fits_names_the_open_places(client: Client) -> None:
    easy, hard = make_condition(minimum_english="B1"), make_condition(minimum_english="C2")
    call = opened(easy, hard)
    context = ask(client, make_unit())
    assert calls_in(context, "fitting") == [call]
    assert [str(host) for host in context["fitting"][0].hosts] == [str(easy.agreement.partner)]


@pytest.mark.parametrize(
    ("answers", "group", "reason"),
    [
        ({"gpa": "2.7499"}, "others", "2.74; at least 2.75 is needed"),
        ({"gpa": ""}, "maybe", "You did not say your average score"),
        ({"english": ""}, "maybe", "A certificate is needed"),
        ({"english": "A2"}, "maybe", "Level A2 is certified"),
        ({"who": "teacher"}, "others", "The call is for others"),
    ],
)
def test_whatever_stands_against_a_call_is_said(
    client: Client, answers: dict[str, str], group: str, reason: str
) -> None:
    call = opened()
    context = ask(client, make_unit(), **answers)
    assert calls_in(context, group) == [call]
    assert any(reason in said for said in context[group][0].reasons)


def test_an_internal_call_is_for_its_own_school(client: Client) -> None:
    own, other = make_unit(), make_unit()
    condition = make_condition(make_agreement(make_partner("KZ")))
    call = opened(condition, direction=Direction.INTERNAL, owner=own)
    assert calls_in(ask(client, own), "fitting") == [call]
    assert calls_in(ask(client, other), "others") == [call]
    assert calls_in(ask(client, own, direction=Direction.EXTERNAL), "fitting") == []


def test_a_place_for_other_levels_is_not_open(client: Client) -> None:
    call = opened(make_condition(levels=[Level.MASTER]))
    assert calls_in(ask(client, make_unit()), "others") == [call]
    assert calls_in(ask(client, make_unit(), who="master"), "fitting") == [call]


def test_staff_are_asked_for_no_average_score(client: Client) -> None:
    condition = make_condition(audience=Audience.STAFF)
    call = opened(condition, audience=Audience.STAFF)
    assert calls_in(ask(client, make_unit(), who="teacher", gpa=""), "fitting") == [call]


def test_coming_calls_are_judged_and_closed_ones_are_not(client: Client) -> None:
    coming = opened(opens_at=clock.now() + dt.timedelta(days=1))
    assert calls_in(ask(client, make_unit()), "fitting") == [coming]
    with clock.moved(to=coming.closes_at):
        assert calls_in(ask(client, make_unit()), "fitting") == []


def test_nothing_is_kept(client: Client) -> None:
    opened()
    school = make_unit()
    entries = Event.objects.count()
    response = client.get(f"/en/guide/?who=bachelor&school={school.code}&gpa=3")
    assert not response.cookies
    assert Event.objects.count() == entries


@pytest.mark.parametrize("gpa", ["9", "-1", "three", "3;2", "1e999"])
def test_a_strange_score_is_an_error_and_not_a_fault(client: Client, gpa: str) -> None:
    school = make_unit()
    response = client.get("/en/guide/", {"who": "bachelor", "school": school.code, "gpa": gpa})
    assert response.status_code == 200
    assert "is_answered" not in response.context
