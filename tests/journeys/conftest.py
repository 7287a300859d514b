"""The sample university in a browser: loaded anew for each journey, at an instant of its own.

The instant is fixed, so that certificates and periods of the sample mean the same in any year.
"""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from sapar.core import clock
from sapar.sample.loading import load_sample
from tests.journeys.inspection import Inspection
from tests.journeys.moments import START
from tests.journeys.visitors import Visitor

PATIENCE = 4_000  # milliseconds; a busy machine is no fault
Enter = Callable[..., Visitor]


@pytest.fixture
def university(settings, tmp_path, transactional_db) -> Iterator[None]:
    """Mails land in a folder and can be read in the browser, as in a trial."""
    settings.SAMPLE_MODE = True
    settings.SAMPLE_CLOCK_FILE = tmp_path / "clock"
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.EMAIL_BACKEND = "sapar.messaging.folder.FolderBackend"
    cache.clear()
    with clock.moved(to=START):
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
    settings,
    live_server: LiveServer,
    page: Page,
    new_context: Callable[..., BrowserContext],
    inspection: Inspection,
) -> Enter:
    """A visitor in a browser of their own; with an address, signed in on the sample's page."""
    settings.PUBLIC_ADDRESS = live_server.url

    def enter(email: str = "", **options: object) -> Visitor:
        context = new_context(base_url=live_server.url, **options)
        context.set_default_timeout(PATIENCE)
        visitor = Visitor(context.new_page(), email, inspection)
        if email:
            visitor.sign_in()
        return visitor

    return enter
