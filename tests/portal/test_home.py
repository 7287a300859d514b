"""The first page: few queries, few bytes, and from it every first answer in at most three steps."""

import datetime as dt
import gzip
import re
from itertools import count
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sapar.calls.actions import open_call
from sapar.content.actions.furniture import announce
from sapar.content.enums import ArticleState, Rubric
from sapar.content.starter.loading import load_starter
from sapar.core import clock
from sapar.core.translated import Translated
from sapar.institutions.enums import UnitKind
from sapar.ui.kept import KEPT
from tests.factories.articles import article_in
from tests.factories.calls import make_condition, make_draft_call, make_partner
from tests.factories.people import TESTER, make_unit
from tests.factories.selection import make_published

pytestmark = pytest.mark.django_db
LANGUAGES = ["kk", "ru", "en"]
MOST_BYTES = 150_000
MOST_QUERIES = 9
_numbers = count(1)


def fill(times: int) -> None:
    """Calls, partners, news and an announcement, so that each part of the page has something."""
    for _time in range(times):
        call = make_draft_call(make_condition(), opens_at=clock.now() - dt.timedelta(days=1))
        open_call(call, by=TESTER)
        article_in(ArticleState.PUBLISHED, f"news-{next(_numbers)}", rubric=Rubric.NEWS)
        make_partner("KZ")
    words = Translated("Хабарландыру", "Объявление", "An announcement")
    day = dt.timedelta(days=1)
    announce(
        text=words,
        target="calls/",
        starts_at=clock.now() - day,
        ends_at=clock.now() + day,
        by=TESTER,
    )


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    KEPT.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def links(client: Client, address: str) -> set[str]:
    """Addresses inside the page, without its query."""
    page = client.get(address, follow=True).content.decode()
    return {link.partition("#")[0] for link in re.findall(r'href="(/[^"?]*)', page)}


def test_home_asks_few_queries_however_much_there_is(client: Client) -> None:
    make_unit(UnitKind.DEPARTMENT)
    fill(1)
    few = queries_of(client, "/en/")
    fill(3)
    assert queries_of(client, "/en/") == few <= MOST_QUERIES


def test_home_weighs_little_with_style_and_font(client: Client) -> None:
    fill(4)
    page = client.get("/kk/").content
    parts = [Path(str(finders.find(name))) for name in ("ui/sapar.css", "ui/fonts/onest.woff2")]
    style, font = (part.read_bytes() for part in parts)
    assert len(gzip.compress(page)) + len(gzip.compress(style)) + len(font) < MOST_BYTES
    assert b"<script src" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_says_what_is_due_and_who_helps(client: Client, language: str) -> None:
    room = Translated("331-кабинет", "кабинет 331", "room 331")
    make_unit(UnitKind.DEPARTMENT, room=room)
    fill(1)
    page = client.get(f"/{language}/").content.decode()
    for text in (Translated("Шақыру", "Конкурс", "A call"), room):
        assert text.get(language) in page
    assert Translated("Хабарландыру", "Объявление", "An announcement").get(language) in page
    assert f'href="/{language}/partners/?country=LT"' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_first_answer_is_at_most_three_steps_away(client: Client, language: str) -> None:
    make_unit(UnitKind.DEPARTMENT)
    load_starter(by=TESTER)
    fill(1)
    first = f"/{language}/"
    second = links(client, first)
    for answer in ("guide/", "partners/", "calls/", "pages/papers/", "contacts/", "about/"):
        assert f"{first}{answer}" in second
    calls = {link for link in links(client, f"{first}calls/") if re.search(r"/calls/[^/]+/$", link)}
    assert calls
    assert client.get(f"{first}contacts/").status_code == 200
    assert f"{first}contacts/ask/" in links(client, f"{first}contacts/")


def test_every_page_the_menu_names_is_there(client: Client) -> None:
    page = client.get("/en/").content.decode()
    menu = page.partition('class="navigation-menu"')[2].partition("</nav>")[0]
    addresses = re.findall(r'href="([^"]+)"', menu)
    assert len(addresses) >= 8
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_an_empty_portal_still_has_a_first_page(client: Client) -> None:
    assert client.get("/en/").status_code == 200


def test_past_calls_show_their_result_and_cutoffs(client: Client) -> None:
    run, _applications = make_published(["3.90", "3.50", "3.10"], seats=(1, 2))
    page = client.get("/en/calls/").content.decode()
    call = client.get(f"/en/calls/{run.call.public_id}/").content.decode()
    assert f"/en/calls/{run.call.public_id}/result/" in page
    first = client.get(f"/en/calls/{run.call.public_id}/result/").context["results"][0].cutoff
    assert first
    assert first in page
    assert first in call


def test_past_calls_cost_the_same_queries_for_one_and_for_three(client: Client) -> None:
    make_published()
    few = queries_of(client, "/en/calls/")
    make_published()
    make_published()
    assert queries_of(client, "/en/calls/") == few
