"""Signed links: minted, opened, confirmed by a mailed code, revoked."""

import datetime as dt
import re

import pytest
from django.core import mail

from sapar.audit.models import Event
from sapar.core import clock
from sapar.core.errors import Refusal
from sapar.links.actions import (
    browser_proof,
    confirm_code,
    is_proof_valid,
    mint_link,
    resolve_link,
    revoke_links,
    send_code,
)
from sapar.links.models import LinkCode, SignedLink
from sapar.messaging.actions import deliver_due_mail
from sapar.messaging.models import OutboxMessage

pytestmark = pytest.mark.django_db


def minted(days=30):
    expires_at = clock.now() + dt.timedelta(days=days)
    return mint_link("host-page", "7KQ4-M2XD", "host@example.org", "en", expires_at)


def mailed_code(link):
    send_code(link)
    deliver_due_mail()
    return re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE).group()


def other_than(code):
    return f"{(int(code) + 1) % 10**6:06}"


def refused(code):
    return pytest.raises(Refusal, match=f"^{code}$")


def test_token_has_256_bits_and_is_not_stored():
    link, token = minted()
    assert len(token) == 43
    assert token not in str(SignedLink.objects.values().get(pk=link.pk))


def test_opening_a_link_changes_nothing():
    link, token = minted()
    before = SignedLink.objects.values().get()
    assert resolve_link(token, "host-page") == link
    assert SignedLink.objects.values().get() == before
    assert not OutboxMessage.objects.exists()


def test_link_opens_for_its_purpose_only():
    _link, token = minted()
    with refused("link-unknown"):
        resolve_link(token, "offer")
    with refused("link-unknown"):
        resolve_link(token[:-1], "host-page")


def test_link_expires():
    _link, token = minted(days=1)
    with clock.moved(by=dt.timedelta(days=1, seconds=1)), refused("link-expired"):
        resolve_link(token, "host-page")


def test_revoked_links_open_no_more():
    _link, token = minted()
    assert revoke_links("host-page", "7KQ4-M2XD") == 1
    with refused("link-revoked"):
        resolve_link(token, "host-page")


def test_mailed_code_confirms_once():
    link, _token = minted()
    code = mailed_code(link)
    assert mail.outbox[-1].to == ["host@example.org"]
    confirm_code(link, f" {code} ")
    link.refresh_from_db()
    assert link.first_confirmed_at is not None
    assert Event.objects.get().deed == "confirm_code"
    with refused("link-code-expired"):
        confirm_code(link, code)


def test_code_is_stored_nowhere():
    link, _token = minted()
    code = mailed_code(link)
    assert code not in LinkCode.objects.get().code_hash
    row = OutboxMessage.objects.get()
    assert code not in row.body
    assert code not in str(row.values)


def test_wrong_code_says_how_many_attempts_are_left():
    link, _token = minted()
    code = mailed_code(link)
    with refused("link-code-wrong") as refusal:
        confirm_code(link, other_than(code))
    assert refusal.value.values["attempts_left"] == 4


def test_code_is_closed_after_five_wrong_attempts():
    link, _token = minted()
    code = mailed_code(link)
    for _attempt in range(5):
        with refused("link-code-wrong"):
            confirm_code(link, other_than(code))
    with refused("link-code-too-often"):
        confirm_code(link, code)
    confirm_code(link, mailed_code(link))


def test_code_expires_after_fifteen_minutes():
    link, _token = minted()
    code = mailed_code(link)
    with clock.moved(by=dt.timedelta(minutes=15, seconds=1)), refused("link-code-expired"):
        confirm_code(link, code)


def test_newest_code_counts():
    link, _token = minted()
    first = mailed_code(link)
    second = mailed_code(link)
    if first != second:
        with refused("link-code-wrong"):
            confirm_code(link, first)
    confirm_code(link, second)


def test_five_codes_an_hour_are_sent():
    link, _token = minted()
    for _code in range(5):
        send_code(link)
    with refused("link-code-too-often"):
        send_code(link)
    with clock.moved(by=dt.timedelta(hours=1, seconds=1)):
        send_code(link)
    assert OutboxMessage.objects.count() == 6


def test_proof_is_good_for_its_link_only():
    link, _token = minted()
    other, _token = minted()
    proof = browser_proof(link)
    assert is_proof_valid(link, proof)
    assert not is_proof_valid(other, proof)
    assert not is_proof_valid(link, link.public_id)
    assert not is_proof_valid(link, "")
