"""Registering, confirming, signing in, a new password, lock-out."""

import datetime as dt
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from sapar.accounts.models import User
from sapar.core import clock
from sapar.core.formatting import format_instant
from sapar.messaging.actions import deliver_due_mail
from sapar.messaging.models import OutboxMessage
from tests.factories.people import PASSWORD, make_person, make_user

pytestmark = pytest.mark.django_db

WORDS = {
    "kk": "Кіру уақытша жабық",
    "ru": "Вход временно закрыт",
    "en": "Sign-in is closed for a while",
}


def register(client, email, language="en"):
    form = {"email": email, "password1": PASSWORD, "password2": PASSWORD}
    return client.post(f"/{language}/account/register/", form)


def sign_in(client, email, password=PASSWORD, language="en"):
    form = {"login": email, "password": password}
    return client.post(f"/{language}/account/sign-in/", form)


def is_signed_in(client):
    return "_auth_user_id" in client.session


def mailed_link():
    deliver_due_mail()
    return re.search(r"http://localhost:8000(/\S+)", mail.outbox[-1].body).group(1)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_registered_address_is_confirmed_by_its_mail_and_finds_its_record(client, language):
    person = make_person(email="Dana@example.org")
    response = register(client, "dana@example.org", language)
    assert response.url == f"/{language}/account/confirm/"
    link = mailed_link()
    assert mail.outbox[-1].to == ["dana@example.org"]
    assert link.startswith(f"/{language}/account/confirm/")
    assert client.get(link).status_code == 200
    assert not EmailAddress.objects.get().verified
    client.post(link)
    user = User.objects.get()
    assert EmailAddress.objects.get().verified
    assert (user.person, user.language) == (person, language)


def test_kept_copy_of_the_mail_opens_nothing(client):
    register(client, "dana@example.org")
    link = mailed_link()
    row = OutboxMessage.objects.get()
    token = link.rstrip("/").rsplit("/", 1)[1]
    assert token not in row.body
    assert token not in str(row.values)


def test_unconfirmed_address_does_not_sign_in_and_is_written_to_again(client):
    register(client, "dana@example.org")
    client.logout()
    with clock.moved(by=dt.timedelta(minutes=5)):
        response = sign_in(client, "dana@example.org")
    assert response.url == "/en/account/confirm/"
    assert not is_signed_in(client)


def test_used_confirmation_says_so(client):
    register(client, "dana@example.org")
    link = mailed_link()
    client.post(link)
    assert "opens nothing any more" in client.get(link).content.decode()
    assert client.post(link).status_code == 302


def test_forged_confirmation_confirms_nothing(client):
    register(client, "dana@example.org")
    link = mailed_link()
    client.post(link.replace("/confirm/", "/confirm/x"))
    assert not EmailAddress.objects.get().verified


def test_register_does_not_tell_whether_an_account_exists(client):
    make_user(email="dana@example.org")
    known = register(client, "dana@example.org")
    unknown = register(client, "nobody@example.org")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    kinds = OutboxMessage.objects.order_by("id").values_list("kind", "address")
    assert list(kinds) == [
        ("account-exists", "dana@example.org"),
        ("confirm-address", "nobody@example.org"),
    ]


def test_confirmed_account_signs_in_in_any_case(client):
    make_user(make_person(), email="dana@example.org")
    sign_in(client, "DANA@example.org")
    assert is_signed_in(client)


def test_wrong_address_and_wrong_password_are_answered_alike(client):
    make_user(email="dana@example.org")
    known = sign_in(client, "dana@example.org", "wrong-password")
    unknown = sign_in(client, "nobody@example.org", "wrong-password")
    assert known.context["form"].errors == unknown.context["form"].errors


def test_record_entered_later_is_found_at_the_next_sign_in(client):
    make_user(email="dana@example.org")
    response = sign_in(client, "dana@example.org")
    assert response.url == "/en/account/"
    page = client.get("/en/account/").content.decode()
    assert "registrar" in page
    assert "dana@example.org" in page
    client.logout()
    person = make_person(email="dana@example.org")
    assert sign_in(client, "dana@example.org").url == "/en/"
    assert User.objects.get().person == person


def test_mail_follows_the_language_of_the_last_sign_in(client):
    make_user(email="dana@example.org", language="kk")
    sign_in(client, "dana@example.org", language="ru")
    assert User.objects.get().language == "ru"


def test_new_password_is_set_by_the_mailed_link_once(client):
    user = make_user(email="dana@example.org")
    client.post("/ru/account/password/", {"email": "dana@example.org"})
    link = mailed_link()
    assert user.public_id in link
    page = client.get(link, follow=True)
    form = {"password1": "another-long-2026", "password2": "another-long-2026"}
    assert client.post(page.request["PATH_INFO"], form).url == "/ru/account/password/changed/"
    sign_in(client, "dana@example.org", "another-long-2026")
    assert is_signed_in(client)
    assert "set-password" not in client.get(link).headers.get("Location", "")


def test_new_password_for_an_unknown_address_is_answered_by_mail_alone(client):
    make_user(email="dana@example.org")
    known = client.post("/en/account/password/", {"email": "dana@example.org"})
    unknown = client.post("/en/account/password/", {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert OutboxMessage.objects.order_by("id").last().kind == "account-unknown"


def test_password_link_of_nobody_says_that_it_opens_nothing(client):
    page = client.get("/en/account/password/7KQ4-M2XD/abc/")
    assert "opens nothing any more" in page.content.decode()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("email", ["dana@example.org", "nobody@example.org"])
def test_five_wrong_passwords_close_the_address_until_the_time_named(client, language, email):
    make_user(email="dana@example.org")
    start = clock.now()
    for _attempt in range(4):
        assert sign_in(client, email, "wrong", language).status_code == 200
    fifth = sign_in(client, email.upper(), "wrong", language)
    assert fifth.status_code == 429
    page = sign_in(client, email, PASSWORD, language)
    assert page.status_code == 429
    assert not is_signed_in(client)
    text = page.content.decode()
    assert WORDS[language] in text
    until = page.context["until"]
    assert start + dt.timedelta(minutes=15) <= until <= clock.now() + dt.timedelta(minutes=15)
    assert format_instant(until, language) in text


def test_closed_address_opens_again_after_a_quarter_of_an_hour(client):
    make_user(email="dana@example.org")
    for _attempt in range(5):
        sign_in(client, "dana@example.org", "wrong")
    with clock.moved(by=dt.timedelta(minutes=14)):
        assert sign_in(client, "dana@example.org").status_code == 429
    with clock.moved(by=dt.timedelta(minutes=15, seconds=1)):
        sign_in(client, "dana@example.org")
    assert is_signed_in(client)


def test_other_addresses_stay_open(client):
    make_user(email="dana@example.org")
    for _attempt in range(5):
        sign_in(client, "other@example.org", "wrong")
    sign_in(client, "dana@example.org")
    assert is_signed_in(client)


def test_closed_account_does_not_sign_in(client):
    make_user(email="dana@example.org", is_active=False)
    response = sign_in(client, "dana@example.org")
    assert response.url == "/en/account/inactive/"
    assert client.get(response.url).status_code == 200
    assert not is_signed_in(client)


def test_sample_account_does_not_sign_in_outside_sample_mode(client, settings):
    make_user(email="dana@example.org", is_sample=True)
    settings.SAMPLE_MODE = True
    sign_in(client, "dana@example.org")
    assert is_signed_in(client)
    settings.SAMPLE_MODE = False
    assert client.get("/en/account/").status_code == 302
    client.logout()
    sign_in(client, "dana@example.org")
    assert not is_signed_in(client)


def test_signing_out_needs_a_button(client):
    user = make_user(email="dana@example.org")
    client.force_login(user, backend="sapar.accounts.backends.SaparBackend")
    client.get("/en/account/sign-out/")
    assert is_signed_in(client)
    client.post("/en/account/sign-out/")
    assert not is_signed_in(client)
