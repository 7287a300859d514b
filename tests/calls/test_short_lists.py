"""A short list of wishes is questioned, never refused, and no call limits its length."""

import pytest
from django.test import Client

from sapar.applications.actions import set_wishes
from sapar.applications.models import Application
from tests.factories.applications import make_call, make_draft, make_eligible, places_of
from tests.factories.people import TESTER, make_user

pytestmark = pytest.mark.django_db
HINT = "Whoever lists few places is left without one more often"


def wishes_page(application: Application) -> str:
    client = Client()
    client.force_login(make_user(application.engagement.person))
    return client.get(f"/en/applications/{application.public_id}/wishes/").content.decode()


def with_wishes(number: int, places: int = 7) -> Application:
    application = make_draft(make_call(places=places), make_eligible())
    chosen = [place.public_id for place in places_of(application.call)][:number]
    set_wishes(application, chosen, by=TESTER)
    return application


def test_a_short_list_is_questioned_while_there_are_other_places():
    assert HINT in wishes_page(with_wishes(2))


@pytest.mark.parametrize(("number", "places"), [(0, 7), (5, 7), (7, 7), (2, 2)])
def test_an_empty_a_long_and_a_complete_list_are_not(number, places):
    assert HINT not in wishes_page(with_wishes(number, places))
