"""An address that never existed, one that once did, and a language that is not there."""

import pytest

from sapar.content.actions.furniture import create_menu_entry, create_redirect
from sapar.core.translated import Translated
from tests.factories.people import TESTER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def regulations_in_the_menu():
    label = Translated(kk="Нормативтік құжаттар", ru="Документы", en="Regulations and acts")
    create_menu_entry("footer", label=label, target="regulations/", by=TESTER)


def page(client, path: str, **headers) -> str:
    response = client.get(path, headers=headers)
    assert response.status_code == 404
    return response.content.decode()


def main_of(html: str) -> str:
    return html.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "Мұндай бет жоқ"), ("ru", "Такой страницы нет"), ("en", "There is no such page")],
)
def test_a_missing_page_is_told_in_the_language_of_its_address(client, language, words):
    html = page(client, f"/{language}/nothing/at/all/")
    assert words in html
    assert f'<html lang="{language}"' in html


def test_without_a_language_the_browser_decides(client):
    html = page(client, "/nothing/", **{"accept-language": "ru"})
    assert '<html lang="ru"' in html


def test_the_nearest_pages_are_offered(client):
    html = main_of(page(client, "/en/regulation/"))
    assert '<a href="/en/regulations/">Regulations and acts</a>' in html
    assert "Perhaps you mean" not in page(client, "/en/zzzz/")


def test_an_unknown_language_offers_the_three(client):
    html = main_of(page(client, "/de/calls/"))
    assert "German" in html
    for language in ("kk", "ru", "en"):
        assert f'href="/{language}/calls/" lang="{language}"' in html
    assert 'href="/kk/"' in main_of(page(client, "/fr/nirgends/"))


def test_words_of_the_address_cannot_break_the_page(client):
    html = page(client, "/en/%22%3E%3Cscript%3Ealert(1)%3C/script%3E/")
    assert "<script>alert" not in html


def test_a_very_long_address_is_answered(client):
    page(client, "/en/" + "regulation-" * 700)


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/en/education/view/4324", "/en/partners/"),
        ("/kk/education/view/4324/", "/kk/partners/"),
        ("/education/view/4324", "/ru/partners/"),
        ("/en/education/view/4324?from=mail", "/en/partners/"),
    ],
)
def test_an_old_address_never_dies(client, asked, led_to):
    create_redirect(old_path="en/education/view/4324", new_path="partners/", by=TESTER)
    response = client.get(asked, headers={"accept-language": "ru"})
    assert (response.status_code, response["Location"]) == (301, led_to)


def test_a_query_can_be_the_old_address(client):
    create_redirect(old_path="http://old.example/en/?page_id=642", new_path="calls/", by=TESTER)
    assert client.get("/en/nothing/?page_id=642").status_code == 404
    create_redirect(old_path="page?id=642", new_path="calls/", by=TESTER)
    assert client.get("/en/page?id=642")["Location"] == "/en/calls/"
    assert client.get("/en/page?id=643").status_code == 404


def test_an_old_address_with_a_query_is_known_as_it_reads(client):
    create_redirect(old_path="страница?раздел=виза", new_path="contacts/", by=TESTER)
    response = client.get("/страница", {"раздел": "виза"})
    assert (response.status_code, response["Location"]) == (301, "/en/contacts/")


def test_a_redirect_does_not_stand_before_a_page_that_exists(client):
    create_redirect(old_path="calls", new_path="partners/", by=TESTER)
    assert client.get("/en/calls/").status_code == 200


def test_only_reading_is_led_on(client):
    create_redirect(old_path="old", new_path="calls/", by=TESTER)
    assert client.post("/en/old").status_code in (403, 404)
