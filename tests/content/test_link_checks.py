"""Broken links: our own by asking ourselves, others over HTTP, none inside the network."""

import datetime as dt
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sapar.content.actions.furniture import create_menu_entry, create_redirect, delete_menu_entry
from sapar.content.actions.link_checks import check_again, check_due_links, collect_links
from sapar.content.link_visits import is_public, visit
from sapar.content.models import FrequentQuestion, LinkCheck, MenuEntry
from sapar.core import clock
from sapar.core.translated import Translated
from tests.factories.calls import make_partner
from tests.factories.people import TESTER

pytestmark = pytest.mark.django_db
LABEL = Translated(kk="Сайт", ru="Сайт", en="Site")


class Site(BaseHTTPRequestHandler):
    """/here is there, /get-only refuses HEAD, /moved leads on, /inside leads into the network."""

    asked: Counter[str] = Counter()

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        self.asked[f"{self.command} {self.path}"] += 1
        status = {"/here": 200, "/moved": 301, "/wary": 403, "/get-only": 200}.get(self.path, 404)
        if self.path == "/get-only" and self.command == "HEAD":
            status = 405
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/here")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_arguments):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def fresh_count():
    Site.asked.clear()


def anywhere(_address: str) -> bool:
    return True


def entry(target: str) -> MenuEntry:
    return create_menu_entry("footer", label=LABEL, target=target, by=TESTER)


def looked_at(url: str) -> LinkCheck:
    return LinkCheck.objects.get(url=url)


def test_other_sites_are_asked_and_what_answers_is_fine(site):
    assert visit(f"{site}/here", allows=anywhere).is_fine
    assert visit(f"{site}/moved", allows=anywhere).is_fine
    assert visit(f"{site}/get-only", allows=anywhere).is_fine
    assert visit(f"{site}/wary", allows=anywhere).is_fine
    gone = visit(f"{site}/gone", allows=anywhere)
    assert (gone.is_fine, gone.answer) == (False, "404")
    # A whole page is asked for only where a redirect leads on or the head was refused.
    assert Site.asked["HEAD /here"] == 1
    assert Site.asked["GET /here"] == 1


def test_nothing_inside_the_network_is_ever_asked(site):
    port = site.rpartition(":")[2]
    plain = (site, f"http://localhost:{port}", f"http://[::ffff:127.0.0.1]:{port}")
    for name in (*plain, f"https://localhost:{port}"):
        seen = visit(f"{name}/here")
        assert not seen.is_fine
        assert "public" in seen.answer
    assert not Site.asked
    for address in ("10.0.0.1", "192.168.1.1", "169.254.169.254", "::1", "fd00::1", "0.0.0.0"):
        assert not is_public(address)
    assert is_public("8.8.8.8")


def test_an_address_that_carries_another_is_judged_by_it():
    for inside in ("64:ff9b::7f00:1", "2002:7f00:1::1", "::127.0.0.1", "::ffff:10.0.0.1"):
        assert not is_public(inside)
    assert is_public("64:ff9b::808:808")
    assert not is_public("224.0.0.1")  # everybody who listens


def test_other_kinds_of_addresses_are_not_opened():
    assert not visit("file:///etc/passwd", allows=anywhere).is_fine
    assert not visit("http://", allows=anywhere).is_fine


def test_a_link_is_broken_after_two_failures_in_a_row_and_well_after_one_success(site):
    # A menu takes names of sites with a dot, so the number of the loopback is one.
    entry(f"{site}/gone")
    collect_links()
    check = looked_at(f"{site}/gone")

    check_due_links(allows=anywhere)
    check.refresh_from_db()
    assert (check.failures, check.is_broken) == (1, False)
    assert check_due_links(allows=anywhere) == 0

    with clock.moved(by=dt.timedelta(hours=2)):
        assert check_due_links(allows=anywhere) == 1
    check.refresh_from_db()
    assert (check.failures, check.is_broken, check.answer) == (2, True, "404")

    LinkCheck.objects.update(url=f"{site}/here")
    check_again(check)
    check_due_links(allows=anywhere)
    check.refresh_from_db()
    assert (check.failures, check.is_broken, check.answer) == (0, False, "200")


# Each request ends with its connection, which a test inside a transaction could not bear.
@pytest.mark.django_db(transaction=True)
def test_our_own_pages_are_asked_as_a_stranger_would():
    entry("calls/")
    entry("calls/2222-2222/")
    create_redirect(old_path="old/calls", new_path="calls/", by=TESTER)
    entry("old/calls")
    collect_links()

    check_due_links()

    assert looked_at("/en/calls/").answer == "200"
    assert looked_at("/kk/calls/").failures == 0
    assert looked_at("/ru/calls/2222-2222/").answer == "404"
    assert looked_at("/ru/old/calls").answer == "200"


def test_links_of_texts_and_of_partners_are_known():
    text = Translated(
        kk="[бет](calls/) [сайт](https://example.org/kk#top)", ru="[сайт](https://example.org/ru)"
    )
    FrequentQuestion.objects.create(topic="money", question=LABEL, answer=text, is_published=True)
    FrequentQuestion.objects.create(
        topic="money", question=LABEL, answer=Translated(en="[x](https://example.org/draft)")
    )
    make_partner(website="https://partner.example.org/")
    collect_links()
    assert set(LinkCheck.objects.values_list("url", flat=True)) == {
        "/kk/calls/",
        "https://example.org/kk",
        "https://example.org/ru",
        "https://partner.example.org/",
    }


def test_a_link_that_stands_nowhere_is_forgotten_and_places_are_named():
    first, second = entry("calls/"), entry("calls/")
    collect_links()
    assert [place["id"] for place in looked_at("/en/calls/").found_in] == [
        first.public_id,
        second.public_id,
    ]

    delete_menu_entry(first, by=TESTER)
    collect_links()
    assert [place["id"] for place in looked_at("/en/calls/").found_in] == [second.public_id]

    delete_menu_entry(second, by=TESTER)
    collect_links()
    assert not LinkCheck.objects.exists()


def test_the_sample_university_asks_no_other_site(site, settings):
    entry(f"{site}/here")
    collect_links()
    settings.SAMPLE_MODE = True
    check_due_links(allows=anywhere)
    assert not Site.asked
    settings.SAMPLE_MODE = False
    check_due_links(allows=anywhere)
    assert Site.asked["HEAD /here"] == 1
