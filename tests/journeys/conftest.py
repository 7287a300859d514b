"""The sample university in a browser: loaded anew for each journey, at an instant of its own.

Journeys that only read share one, which is loaded once for all tests of a module. The instant is
fixed, so that certificates and periods of the sample mean the same in any year.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import BrowserContext, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from sapar.accounts.models import Person
from sapar.core import clock
from sapar.sample.loading import load_sample
from sapar.search.actions import learn_words
from tests.journeys.inspection import Inspection
from tests.journeys.moments import START
from tests.journeys.signed_in import sign_in
from tests.journeys.visitors import Visitor

PATIENCE = 4_000  # milliseconds; a busy machine is no fault
Enter = Callable[..., Visitor]


@pytest.fixture
def university(settings, tmp_path, transactional_db) -> Iterator[None]:
    with loaded_sample(tmp_path):
        yield


@pytest.fixture(scope="module")
def open_portal(
    django_db_setup, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Its address; a server of its own, since pytest-django's empties the database each time."""
    with django_db_blocker.unblock(), loaded_sample(tmp_path_factory.mktemp("portal")):
        while learn_words():  # as the worker does, for typing errors
            pass
        server = LiveServer("localhost")
        with override_settings(ALLOWED_HOSTS=["localhost"], PUBLIC_ADDRESS=server.url):
            yield server.url
        server.stop()
        call_command("flush", interactive=False, inhibit_post_migrate=True, verbosity=0)


@contextmanager
def loaded_sample(folder: Path) -> Iterator[None]:
    """Mails land in the folder and can be read in the browser, as in a trial."""
    cache.clear()
    with (
        override_settings(
            SAMPLE_MODE=True,
            SAMPLE_CLOCK_FILE=folder / "clock",
            MAIL_FOLDER=folder / "mail",
            EMAIL_BACKEND="sapar.messaging.folder.FolderBackend",
        ),
        clock.moved(to=START),
    ):
        load_sample(lambda _words: None)
        yield


@pytest.fixture(scope="session")
def seen() -> set[str]:
    """Pages that need not be looked at twice."""
    return set()


@pytest.fixture
def inspection(seen: set[str]) -> Inspection:
    """Looks at pages on the way, and knows at the end what was wrong with them."""
    return Inspection(seen)


@pytest.fixture
def enter(
    university,
    settings: Settings,
    live_server: LiveServer,
    page: Page,
    new_context: Callable[..., BrowserContext],
    inspection: Inspection,
) -> Enter:
    """A visitor in a browser of their own; with an address, signed in on the sample's page."""
    settings.PUBLIC_ADDRESS = live_server.url

    def enter(email: str = "", **options: Any) -> Visitor:
        visitor = come_to(live_server.url, new_context, inspection, email, **options)
        if email:
            visitor.sign_in()
        return visitor

    return enter


@pytest.fixture
def come(
    live_server: LiveServer,
    settings: Settings,
    page: Page,
    new_context: Callable[..., BrowserContext],
    inspection: Inspection,
) -> Enter:
    """A person, signed in, in a browser of their own; without the sample university."""
    settings.PUBLIC_ADDRESS = live_server.url

    def come(person: Person | None = None, **options: Any) -> Visitor:
        visitor = come_to(live_server.url, new_context, inspection, **options)
        if person is not None:
            visitor.email = sign_in(visitor.page, live_server, person).email
        return visitor

    return come


@pytest.fixture
def read(
    open_portal: str,
    page: Page,
    new_context: Callable[..., BrowserContext],
    inspection: Inspection,
) -> Enter:
    """A visitor who only reads."""

    def read(**options: Any) -> Visitor:
        return come_to(open_portal, new_context, inspection, **options)

    return read


def come_to(
    address: str,
    new_context: Callable[..., BrowserContext],
    inspection: Inspection,
    email: str = "",
    **options: Any,
) -> Visitor:
    context = new_context(base_url=address, **options)
    context.set_default_timeout(PATIENCE)
    return Visitor(context.new_page(), email, inspection)
