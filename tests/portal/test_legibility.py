"""The version for readers with low vision: chosen, remembered, forgotten."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def choose(client, **fields):
    fields = {"size": "large", "contrast": "white-on-black", "pictures": "no-pictures", **fields}
    return client.post("/legibility/", fields)


def test_a_choice_holds_on_every_page_for_a_year(client):
    response = choose(client, next="/kk/calls/")

    assert (response.status_code, response["Location"]) == (302, "/kk/calls/")
    cookie = response.cookies["legibility"]
    assert (cookie.value, cookie["max-age"]) == ("large.white-on-black.no-pictures", 31536000)
    html = client.get("/kk/calls/").content.decode()
    assert 'data-size="large" data-contrast="white-on-black" data-pictures="no-pictures"' in html


def test_the_usual_version_comes_back_by_one_button(client):
    choose(client)
    choose(client, usual="1")
    assert "data-contrast" not in client.get("/en/calls/").content.decode()


def test_no_token_is_needed_because_pages_for_strangers_carry_none():
    client = Client(enforce_csrf_checks=True)
    assert choose(client).status_code == 302


def test_what_nobody_offers_counts_as_usual(client):
    choose(client, size='huge"><script>', contrast="pink", pictures="")
    assert client.cookies["legibility"].value in ("", "normal.usual.pictures")
    client.cookies["legibility"] = 'x"><script>.y.z'
    html = client.get("/en/calls/").content.decode()
    assert "<script>.y" not in html
    assert "data-contrast" not in html


def test_it_does_not_lead_away(client):
    assert choose(client, next="https://evil.example/")["Location"] == "/en/"
    html = client.get("/en/legibility/?next=https://evil.example/").content.decode()
    assert 'name="next" value="/en/"' in html


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_has_the_way_to_it(client, language):
    html = client.get(f"/{language}/calls/?x=1").content.decode()
    assert f'href="/{language}/legibility/?next=/{language}/calls/%3Fx%3D1"' in html


def test_the_page_shows_what_is_chosen(client):
    choose(client)
    html = client.get("/en/legibility/?next=/en/calls/").content.decode()
    assert 'value="large" id="legibility-large" checked' in html
    assert 'value="normal" id="legibility-normal">' in html
    assert 'name="next" value="/en/calls/"' in html
