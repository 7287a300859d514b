"""What academic mobility is: the text, the criteria, who looks after what, how long steps took."""

import re

import pytest
from django.test import Client

from sapar.content.starter.loading import load_starter
from sapar.core.translated import Translated
from sapar.institutions.enums import UnitKind
from sapar.nominations.statistics import FEWEST_TIMES
from tests.factories.people import TESTER, make_unit
from tests.factories.selection import make_published

pytestmark = pytest.mark.django_db
LANGUAGES = ["kk", "ru", "en"]


def steps(client: Client, language: str = "en") -> list[str]:
    page = client.get(f"/{language}/about/").content.decode()
    way = page.partition('class="way"')[2].partition("</ol>")[0]
    return [" ".join(step.split()) for step in way.split("<li>")[1:]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_names_six_criteria_and_who_looks_after_what(client: Client, language: str) -> None:
    make_unit(UnitKind.DEPARTMENT, room=Translated("331-кабинет", "кабинет 331", "room 331"))
    school = make_unit()
    load_starter(by=TESTER)
    page = client.get(f"/{language}/about/").content.decode()
    criteria = page.partition('class="criteria-list"')[2].partition("</ol>")[0]
    assert criteria.count("<strong>") == 6
    assert re.search(r"2[.,]75", criteria)
    assert "331" in page
    assert f'href="/{language}/schools/{school.code}/"' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_exchange_programmes_have_a_page_that_calls_and_the_overview_lead_to(
    client: Client, language: str
) -> None:
    load_starter(by=TESTER)
    address = f"/{language}/pages/exchange-programmes/"
    for page in ("about", "calls"):
        assert f'href="{address}"' in client.get(f"/{language}/{page}/").content.decode()
    read = client.get(address).content.decode()
    assert "Erasmus+" in read
    assert f'href="/{language}/contacts/ask/?about=external"' in read


def test_it_is_drawn_without_any_article(client: Client) -> None:
    assert len(steps(client)) == 8


def test_anchors_of_the_page_are_all_there_and_once(client: Client) -> None:
    load_starter(by=TESTER)
    page = client.get("/en/about/").content.decode()
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    contents = page.partition('class="contents')[2].partition("</nav>")[0]
    assert set(re.findall(r'href="#([^"]+)"', contents)) <= set(anchors)


def test_too_few_times_are_said_to_be_too_few(client: Client) -> None:
    checked = steps(client)[2]
    assert "too few data" in checked


def test_a_step_tells_how_long_it_took(client: Client) -> None:
    make_published(["3.90", "3.50", "3.10"])
    checked = steps(client)[2]
    assert f"Half of the {FEWEST_TIMES} cases so far took" in checked


@pytest.mark.parametrize(
    ("language", "promise"),
    [
        ("kk", "Шын қалауыңызды жазу – ең тиімді жол"),
        ("ru", "Писать правду – лучшая стратегия"),
        ("en", "Telling the truth is your best strategy"),
    ],
)
def test_the_way_leads_to_the_rule_by_which_places_are_given(
    client: Client, language: str, promise: str
) -> None:
    address = f"/{language}/about/places/"
    assert f'href="{address}"' in client.get(f"/{language}/about/").content.decode()
    page = client.get(address).content.decode()
    assert promise in page
    assert page.count("<h2") >= 7
