"""The host's page: nothing without the code, answers by buttons, a closed door that helps."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from sapar.core import clock
from sapar.messaging.actions import deliver_due_mail
from sapar.nominations import actions
from sapar.nominations.enums import NominationState
from sapar.nominations.models import Nomination
from tests.factories.nominations import make_accepted
from tests.factories.people import TESTER

pytestmark = pytest.mark.django_db
HOST = "coordinator.vilnius@example.org"


@pytest.fixture
def nomination() -> Nomination:
    (offer,) = make_accepted()
    (letter,) = actions.nominate(offer.place.call, by=TESTER)
    return letter.nominations.get()


def mailed(pattern: str) -> str:
    """What the newest mail to the host says; sends what is due first."""
    deliver_due_mail()
    bodies = [str(message.body) for message in mail.outbox if message.to == [HOST]]
    found = re.search(pattern, bodies[-1])
    assert found is not None, bodies[-1]
    return found[1]


def opened(client: Client) -> str:
    """The address of the page, in a browser that entered the code."""
    address = mailed(r"(/en/host/[^/\s]+/)")
    client.post(f"{address}code/")
    client.post(f"{address}confirm/", {"code": mailed(r"\b(\d{3} ?\d{3})\b")})
    return address


def answer(client: Client, address: str, nomination: Nomination, **data: Any) -> Any:
    given = {"version": nomination.version, "reason": "", **data}
    return client.post(f"{address}nominations/{nomination.public_id}/", given, follow=True)


def test_a_forwarded_link_shows_nothing(client: Client, nomination: Nomination) -> None:
    address = mailed(r"(/en/host/[^/\s]+/)")
    page = client.get(address)
    assert page.status_code == 200
    assert nomination.offer.application.public_id not in page.content.decode()
    assert HOST not in page.content.decode()
    refused = answer(client, address, nomination, answer="accept")
    nomination.refresh_from_db()
    assert nomination.state == NominationState.SENT
    assert nomination.offer.application.public_id not in refused.content.decode()


def test_a_wrong_code_opens_nothing_and_says_so(client: Client, nomination: Nomination) -> None:
    address = mailed(r"(/en/host/[^/\s]+/)")
    client.post(f"{address}code/")
    code = mailed(r"\b(\d{3} ?\d{3})\b").replace(" ", "")
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    page = client.post(f"{address}confirm/", {"code": wrong})
    assert page.status_code == 422
    assert nomination.offer.application.public_id not in client.get(address).content.decode()


def test_with_the_code_the_nominees_are_listed(client: Client, nomination: Nomination) -> None:
    page = client.get(opened(client)).content.decode()
    assert nomination.offer.application.public_id in page
    assert "Accept the nominee" in page


def test_another_browser_is_asked_again(client: Client, nomination: Nomination) -> None:
    address = opened(client)
    assert nomination.offer.application.public_id not in Client().get(address).content.decode()


def test_the_host_accepts_by_button(client: Client, nomination: Nomination) -> None:
    page = answer(client, opened(client), nomination, answer="accept")
    nomination.refresh_from_db()
    assert nomination.state == NominationState.ACCEPTED
    assert "Accepted by the host" in page.content.decode()


def test_declining_without_a_reason_asks_for_it(client: Client, nomination: Nomination) -> None:
    page = answer(client, opened(client), nomination, answer="decline")
    assert page.status_code == 422
    assert "Write a reason" in page.content.decode()


def test_an_answer_from_an_older_page_changes_nothing(
    client: Client, nomination: Nomination
) -> None:
    address = opened(client)
    actions.accept_nomination(nomination, by=TESTER)
    answer(client, address, nomination, answer="decline", reason="Full.")
    nomination.refresh_from_db()
    assert nomination.state == NominationState.ACCEPTED


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_letter_is_read_behind_the_link(
    client: Client, nomination: Nomination, language: str
) -> None:
    letter = client.get(f"{opened(client)}letter/{language}/")
    assert letter.getvalue().startswith(b"%PDF-")


def test_an_expired_link_says_what_to_do(client: Client, nomination: Nomination) -> None:
    address = opened(client)
    with clock.moved(by=dt.timedelta(days=31)):
        page = client.get(address)
    assert page.status_code == 410
    assert "can send a fresh link" in page.content.decode()


def test_a_fresh_link_closes_the_one_before(client: Client, nomination: Nomination) -> None:
    address = opened(client)
    actions.send_link_again(nomination.letter, by=TESTER)
    fresh = mailed(r"(/en/host/[^/\s]+/)")
    assert client.get(address).status_code == 410
    assert client.get(fresh).status_code == 200


def test_an_unknown_link_is_not_found(client: Client) -> None:
    assert client.get("/en/host/nothing-here/").status_code == 404


def test_a_nominee_of_another_letter_is_not_found(client: Client, nomination: Nomination) -> None:
    address = opened(client)
    assert client.post(f"{address}nominations/2222-2222/").status_code == 404
