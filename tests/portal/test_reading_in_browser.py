"""The pages that are read in a real browser: no barrier, no overflow, a menu without any script."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe

from sapar.calls.actions import open_call
from sapar.content.enums import ArticleState
from sapar.content.starter.loading import load_starter
from sapar.core import clock
from sapar.institutions.enums import UnitKind
from sapar.ui.kept import KEPT
from tests.factories.articles import article_in
from tests.factories.calls import make_condition, make_draft_call
from tests.factories.people import TESTER, make_unit

pytestmark = pytest.mark.django_db(transaction=True)
ANSWERS = "guide/?who=bachelor&english=B1&gpa=3.1&school="


def fill() -> list[str]:
    """Something on every page, and the addresses to look at."""
    make_unit(UnitKind.DEPARTMENT)
    school = make_unit()
    load_starter(by=TESTER)
    article = article_in(ArticleState.PUBLISHED, "first-days")
    call = make_draft_call(make_condition(), opens_at=clock.now() - dt.timedelta(days=1))
    open_call(call, by=TESTER)
    return [
        "",
        "about/",
        "guide/",
        f"{ANSWERS}{school.code}",
        "articles/",
        f"articles/{article.slug}/",
        "pages/papers/",
        "come-to-us/",
        "come-to-us/courses/",
        "schools/",
        f"schools/{school.code}/",
        "calls/",
    ]


@pytest.mark.parametrize(
    ("language", "width", "theme"),
    [("kk", 360, "light"), ("ru", 1440, "dark"), ("en", 360, "dark")],
)
def test_pages_are_whole_and_open_to_all(live_server, page, language, width, theme):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    for address in fill():
        page.goto(f"{live_server.url}/{language}/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
    assert complaints == []


def test_the_menu_of_a_phone_opens_by_keyboard_and_stands_open_elsewhere(live_server, page):
    KEPT.clear()
    calls = page.locator(".navigation-menu").get_by_role("link", name="Calls")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{live_server.url}/en/about/")
    assert not calls.is_visible()
    page.get_by_text("Menu", exact=True).focus()
    page.keyboard.press("Enter")
    assert calls.is_visible()
    calls.press("Enter")
    page.wait_for_url("**/en/calls/")
    page.set_viewport_size({"width": 1440, "height": 800})
    assert calls.is_visible()
    assert calls.get_attribute("aria-current") == "page"
