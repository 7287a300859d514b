"""A browser that is signed in already, for journeys that are not about signing in."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from sapar.accounts.models import Person, User
from tests.factories.people import make_user


def sign_in(page: Page, live_server: LiveServer, person: Person) -> User:
    """Give the browser the session of ``person``, who gets an account if there is none yet."""
    user = User.objects.filter(person=person).first() or make_user(person)
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    return user
