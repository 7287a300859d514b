"""What surrounds every page: languages, light and dark, messages of failure."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from sapar.ui.links import in_language, with_query

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ui.urls")]


@pytest.mark.parametrize(
    ("address", "language", "expected"),
    [
        ("/kk/calls/7KQ4-M2XD/", "ru", "/ru/calls/7KQ4-M2XD/"),
        ("/en/calls/?page=2&q=%D2%9B", "kk", "/kk/calls/?page=2&q=%D2%9B"),
        ("/ru/", "en", "/en/"),
        ("/appearance/", "kk", "/kk/"),
        ("//evil.example/kk/", "ru", "/ru/"),
    ],
)
def test_the_language_switch_keeps_the_page(address, language, expected):
    assert in_language(address, language) == expected


def test_filters_are_set_and_taken_away_in_an_address():
    address = "/en/calls/?direction=external&page=3"
    assert with_query(address, page=4) == "/en/calls/?direction=external&page=4"
    assert with_query(address, direction=None, page=None) == "/en/calls/"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_page_names_its_language_and_links_to_the_others(client, language):
    html = client.get(f"/{language}/ui/?page=3").content.decode()
    assert f'<html lang="{language}"' in html
    for other in ("kk", "ru", "en"):
        assert f'href="/{other}/ui/?page=3"' in html


def test_the_chosen_theme_is_kept(client):
    assert "data-theme" not in client.get("/en/ui/").content.decode()
    response = client.post("/appearance/", {"theme": "dark", "next": "/en/ui/"})
    assert response["Location"] == "/en/ui/"
    assert 'data-theme="dark"' in client.get("/en/ui/").content.decode()
    client.post("/appearance/", {"theme": "", "next": "/en/ui/"})
    assert "data-theme" not in client.get("/en/ui/").content.decode()


def test_the_theme_leads_nowhere_else(client):
    response = client.post("/appearance/", {"theme": "dark", "next": "https://evil.example/"})
    assert "evil" not in response["Location"]


def test_an_unknown_theme_is_not_kept(client):
    client.post("/appearance/", {"theme": '"><script>', "next": "/en/ui/"})
    client.cookies["theme"] = '"><script>'
    assert "data-theme" not in client.get("/en/ui/").content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "Мұндай бет жоқ"), ("ru", "Такой страницы нет"), ("en", "There is no such page")],
)
def test_a_missing_page_helps_in_the_language_of_its_address(client, language, words):
    response = client.get(f"/{language}/no-such-page/")
    assert response.status_code == 404
    assert words in response.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", "Біздің жақта ақау болды"),
        ("ru", "У нас что-то сломалось"),
        ("en", "Something broke on our side"),
    ],
)
def test_a_broken_page_answers_without_the_database(language, words):
    client = Client(raise_request_exception=False)

    def no_database(execute, sql, params, many, context):
        raise OperationalError("the database is gone")

    with connection.execute_wrapper(no_database):
        response = client.get(f"/{language}/broken/")
    assert response.status_code == 500
    assert words in response.content.decode()


def test_a_stale_form_is_told_what_to_do():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/ru/ui/")
    assert response.status_code == 403
    assert "Форма была открыта слишком долго" in response.content.decode()


def test_no_page_carries_inline_style_or_script(client):
    html = client.get("/en/ui/").content.decode()
    assert " style=" not in html
    assert "<style" not in html
    assert " onclick=" not in html
    assert "<script>" not in html


@pytest.mark.parametrize("address", ["/en/calls/?q=%00", "/en/calls/%00/"])
def test_a_nul_in_the_address_is_a_bad_request(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400
