"""The main pages: quick on a phone, whole without scripts, usable on a slow line, open to all."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page

from sapar.calls.queries import open_calls, visible_to
from sapar.content.enums import Rubric
from sapar.content.queries import published_articles
from sapar.institutions.models import Institution
from tests.journeys.inspection import PHONE, Inspection

MOST_PAINT, MOST_SHIFT = 2_500, 0.1  # milliseconds until the largest part is there; moved about
MOST_BYTES_OF_HOME = 150_000
USABLE = 5_000  # milliseconds until the largest part is there on a slow line
# The line of Lighthouse's phone, and one at the edge of a town: kilobits a second, milliseconds.
PHONE_LINE, SLOW_LINE = (1_600, 150), (400, 400)

SEEN = """() => new Promise((resolve) => {
  const seen = { paint: 0, shift: 0, bytes: 0 };
  const each = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note))
    .observe({ type, buffered: true });
  each("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
  each("navigation", (entry) => { seen.bytes += entry.encodedBodySize; });
  each("resource", (entry) => { seen.bytes += entry.encodedBodySize; });
  each("largest-contentful-paint", (entry) => {
    seen.paint = entry.startTime;
    requestIdleCallback(() => resolve(seen));
  });
})"""


@pytest.fixture
def main_pages(university) -> dict[str, str]:
    call = open_calls(visible_to(AnonymousUser()))[0]
    host = Institution.objects.filter(agreements__conditions__places__call=call)[0]
    article = published_articles(Rubric.HELPFUL, Rubric.NEWS)[0]
    with override("en"):
        return {
            "home": reverse("home"),
            "about": reverse("about"),
            "partners": reverse("partners"),
            "partner": reverse("partner", args=[host.public_id]),
            "call": reverse("call", args=[call.public_id]),
            "article": reverse("article", args=[article.slug]),
        }


def slow_down(page: Page, line: tuple[int, int]) -> None:
    kilobits, latency = line
    bytes_a_second = kilobits * 1_000 / 8
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    devtools.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": latency,
            "downloadThroughput": bytes_a_second,
            "uploadThroughput": bytes_a_second,
        },
    )


def test_the_main_pages_are_quick_whole_and_open_to_all(
    live_server, page, new_context, main_pages, inspection: Inspection
):
    page.set_viewport_size(PHONE)
    plain = new_context(java_script_enabled=False, viewport=PHONE).new_page()
    slow_down(page, PHONE_LINE)
    for name, path in main_pages.items():
        plain.goto(live_server.url + path)  # and so the page is kept, as it mostly is
        page.goto(live_server.url + path)
        seen = page.evaluate(SEEN)
        assert seen["paint"] < MOST_PAINT, (name, seen)
        assert seen["shift"] < MOST_SHIFT, (name, seen)
        assert plain.inner_text("main") == page.inner_text("main"), name
        if name == "home":
            assert seen["bytes"] < MOST_BYTES_OF_HOME, seen
    slow_down(page, SLOW_LINE)
    for name, path in main_pages.items():
        page.goto(live_server.url + path)
        seen = page.evaluate(SEEN)
        assert seen["paint"] < USABLE, (name, seen)
        inspection.inspect(page, "nobody")
        page.set_viewport_size(PHONE)
    assert inspection.faults == []
