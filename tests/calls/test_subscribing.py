"""Tell me when it opens: who is told of which call, once, and only after a confirmation."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from sapar.accounts.enums import Audience, Direction
from sapar.calls.actions import open_call
from sapar.calls.models import Call, CallSubscription
from sapar.calls.subscribing import (
    confirm_subscription,
    end_subscription,
    forget_unconfirmed_subscriptions,
    subscribe,
    tell_subscribers,
)
from sapar.core import clock
from sapar.core.errors import Refusal
from tests.factories.asking import mails_to
from tests.factories.calls import make_condition, make_draft_call, make_partner
from tests.factories.people import TESTER, make_person, make_user

pytestmark = pytest.mark.django_db
READER = "reader@example.org"


@pytest.fixture
def announced() -> Call:
    """Opens tomorrow."""
    return open_call(make_draft_call(make_condition()), by=TESTER)


def asked(**wanted) -> CallSubscription:
    subscription = subscribe(email=READER, language="en", **wanted)
    confirm_subscription(subscription)
    return subscription


def on(days: float):
    return clock.moved(by=dt.timedelta(days=days))


def told() -> list[str]:
    return [subject for subject, _text in mails_to(READER) if subject.startswith("Open now")]


def test_who_asked_for_a_call_is_told_once_when_it_opens(announced: Call):
    subscription = asked(call=announced)
    assert tell_subscribers() == 0
    with on(2):
        assert (tell_subscribers(), tell_subscribers()) == (1, 0)
        assert told() == ["Open now: A call"]
    subscription.refresh_from_db()
    assert subscription.ended_at is not None


def test_nobody_is_told_before_the_address_is_confirmed(announced: Call):
    subscribe(email=READER, language="en", call=announced)
    with on(2):
        assert tell_subscribers() == 0


def test_who_ended_it_is_told_no_more(announced: Call):
    end_subscription(asked(call=announced))
    with on(2):
        assert tell_subscribers() == 0


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({}, 1),
        ({"direction": Direction.EXTERNAL}, 1),
        ({"direction": Direction.INTERNAL}, 0),
        ({"audience": Audience.LEARNERS, "direction": Direction.EXTERNAL}, 1),
        ({"audience": Audience.STAFF}, 0),
    ],
)
def test_a_kind_of_calls_is_told_of_those_of_the_kind(announced: Call, wanted, count):
    asked(**wanted)
    with on(2):
        assert tell_subscribers() == count


def test_a_partner_is_told_of_calls_with_a_place_there(announced: Call):
    host = announced.places.get().condition.agreement.partner
    asked(partner=host)
    asked(partner=make_partner())
    with on(2):
        assert tell_subscribers() == 1


def test_calls_that_were_open_already_are_no_news(announced: Call):
    with on(2):
        asked()
        assert tell_subscribers() == 0


def test_asking_again_makes_no_second_subscription(announced: Call):
    asked(call=announced)
    asked(call=announced)
    assert CallSubscription.objects.count() == 1


def test_one_address_gets_few_mails_an_hour(announced: Call):
    for _number in range(5):
        subscribe(email=READER, language="en", call=announced)
    with pytest.raises(Refusal) as refused:
        subscribe(email=READER.upper(), language="en", call=announced)
    assert refused.value.code == "mails-too-many"


def test_what_nobody_confirmed_is_forgotten_after_a_month(announced: Call):
    subscribe(email=READER, language="en", call=announced)
    with on(29):
        assert forget_unconfirmed_subscriptions() == 0
    with on(31):
        assert forget_unconfirmed_subscriptions() == 1


def test_a_stranger_subscribes_confirms_and_ends_by_the_links(client: Client, announced: Call):
    form = f"/en/calls/subscribe/?call={announced.public_id}"
    page = client.post(form, {"email": READER, "language": "ru"}, follow=True)
    assert "Look into your mail" in page.content.decode()
    path = link_in(mails_to(READER)[0][1])
    assert path.startswith("/ru/")

    client.get(path)
    subscription = CallSubscription.objects.get()
    assert subscription.confirmed_at is None  # mail scanners open links
    client.post(path, {"deed": "confirm"})
    client.post(path, {"deed": "end"})
    subscription.refresh_from_db()
    assert subscription.confirmed_at is not None
    assert subscription.ended_at is not None
    assert "Завершена" in client.get(path).content.decode()


def test_who_is_signed_in_needs_no_confirmation(client: Client, announced: Call):
    user = make_user(make_person())
    client.force_login(user)
    client.post("/en/calls/subscribe/", {"direction": "external", "language": "en"})
    subscription = CallSubscription.objects.get()
    assert (subscription.email, subscription.direction) == (user.email, "external")
    assert subscription.confirmed_at is not None


def test_a_wrong_address_is_named_and_kept(client: Client):
    page = client.post("/en/calls/subscribe/", {"email": "no at sign", "language": "en"})
    assert page.status_code == 422
    assert "no at sign" in page.content.decode()


def link_in(text: str) -> str:
    found = re.search(r"https?://[^/\s]+(/\w\w/calls/subscription/\S+)", text)
    assert found
    return found[1]
