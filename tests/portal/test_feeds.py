"""Feeds and calendars say what the pages say, in their language."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
from django.test import Client
from django.utils.html import escape
from icalendar import Calendar

from sapar.calls.actions import cancel_call, open_call
from sapar.calls.models import Call
from sapar.content.enums import ArticleState
from sapar.core.translated import Translated
from tests.factories.articles import article_in
from tests.factories.calls import make_condition, make_draft_call
from tests.factories.people import TESTER

pytestmark = pytest.mark.django_db
LANGUAGES = ("kk", "ru", "en")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def announced() -> Call:
    return open_call(make_draft_call(make_condition()), by=TESTER)


def entries(client: Client, address: str) -> list[ElementTree.Element]:
    response = client.get(address)
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def titles(client: Client, address: str) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in entries(client, address)]


def test_calls_are_fed_in_each_language(client: Client, announced: Call):
    make_draft_call(make_condition())
    found = {language: titles(client, f"/{language}/feeds/calls.atom") for language in LANGUAGES}
    assert found == {"kk": ["Шақыру"], "ru": ["Конкурс"], "en": ["A call"]}


def test_an_entry_keeps_its_name_when_it_changes(client: Client, announced: Call):
    before = entries(client, "/en/feeds/calls.atom")[0].findtext(f"{ATOM}id")
    cancel_call(announced, reason="No money", by=TESTER)
    after = entries(client, "/en/feeds/calls.atom")[0].findtext(f"{ATOM}id")
    assert before == after == f"urn:sapar:call:en:{announced.public_id}"


def test_only_published_articles_are_fed(client: Client):
    article_in(ArticleState.PUBLISHED, "told")
    article_in(ArticleState.IN_REVIEW, "draft")
    links = [entry.find(f"{ATOM}link") for entry in entries(client, "/en/feeds/news.atom")]
    assert [link.get("href", "").rsplit("/", 2)[1] for link in links if link is not None] == [
        "told"
    ]


def test_a_summary_is_plain_text_whatever_was_pasted_into_it(client: Client):
    pasted = Translated(kk="a", ru="b", en="<img src=x onerror=alert(1)>\x0b & more")
    article_in(ArticleState.PUBLISHED, title=pasted, lead=pasted)
    (entry,) = entries(client, "/en/feeds/news.atom")
    plain = "<img src=x onerror=alert(1)> & more"
    assert entry.findtext(f"{ATOM}title") == plain
    assert entry.findtext(f"{ATOM}summary") == escape(plain)  # which readers of feeds undo


def test_the_calendar_has_opening_and_deadline_of_the_kind(client: Client, announced: Call):
    found = {
        kind: calendar(client, f"/en/calls/calendar.ics?direction={kind}")
        for kind in ("external", "internal", "nonsense")
    }
    both = ["Opens: A call", "Deadline: A call"]
    assert found == {"external": both, "internal": [], "nonsense": both}


def calendar(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response["Content-Type"].startswith("text/calendar")
    return [str(event["summary"]) for event in Calendar.from_ical(response.content).walk("VEVENT")]


def test_a_deadline_ends_at_the_deadline(client: Client, announced: Call):
    events = Calendar.from_ical(client.get("/en/calls/calendar.ics").content).walk("VEVENT")
    closes = next(event for event in events if "Deadline" in str(event["summary"]))
    assert closes.decoded("dtend") == announced.closes_at.replace(microsecond=0)
