"""Deeds: nominate all who accepted, and the host's answers."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from sapar.audit.actions import record
from sapar.calls.models import Call
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.core.lifecycle import advance, check_version
from sapar.core.translated import LANGUAGES
from sapar.documents.actions import store_bytes
from sapar.institutions.models import Institution
from sapar.nominations import notices
from sapar.nominations.letters import render_letter
from sapar.nominations.lifecycle import LIFECYCLE
from sapar.nominations.models import Letter, LetterFile, Nomination
from sapar.nominations.queries import offers_to_nominate
from sapar.partnerships.models import PartnerContact
from sapar.partnerships.queries import contact_for
from sapar.selection.models import Offer

LINK_LIFE = dt.timedelta(days=30)


@transaction.atomic
def nominate(call: Call, *, by: Actor) -> list[Letter]:
    """Nominate everybody who accepted an offer of ``call`` and is not nominated yet.

    One letter a host, as PDF in three languages, and one mail with the link to its page. Raises
    `Refusal`: ``nomination-nobody``, or ``nomination-no-contact`` naming hosts nobody can be
    written to.
    """
    call = Call.objects.select_for_update().get(pk=call.pk)
    offers = list(offers_to_nominate(call).select_for_update(of=("self",)))
    if not offers:
        raise Refusal("nomination-nobody")
    contacts = _contacts({offer.place.host for offer in offers})
    by_host: dict[Institution, list[Offer]] = defaultdict(list)
    for offer in offers:
        by_host[offer.place.host].append(offer)
    hosts = sorted(by_host, key=lambda host: host.pk)
    return [_write_letter(call, contacts[host.pk], by_host[host], by=by) for host in hosts]


def _contacts(hosts: set[Institution]) -> dict[int, PartnerContact]:
    contacts = {host.pk: contact_for(host) for host in hosts}
    silent = sorted(str(host) for host in hosts if contacts[host.pk] is None)
    if silent:
        raise Refusal("nomination-no-contact", hosts=", ".join(silent))
    return {key: contact for key, contact in contacts.items() if contact is not None}


def _write_letter(
    call: Call, contact: PartnerContact, offers: Sequence[Offer], *, by: Actor
) -> Letter:
    now = clock.now()
    letter = Letter.objects.create(
        call=call,
        host=contact.institution,
        contact=contact,
        written_at=now,
        written_by=by.public_id,
        link_expires_at=now + LINK_LIFE,
    )
    _attach_files(letter, offers, by=by)
    for offer in offers:
        nomination = Nomination.objects.create(letter=letter, offer=offer, sent_at=now)
        record("nominate", offer.application, by=by, host=contact.institution.name.as_dict())
        notices.tell_nominee(nomination, "nomination-sent")
    record("write-letter", letter, by=by, call=call.public_id, nominees=len(offers))
    notices.tell_host(letter)
    return letter


def _attach_files(letter: Letter, offers: Sequence[Offer], *, by: Actor) -> None:
    for language in LANGUAGES:
        file = store_bytes(
            render_letter(letter, offers, language),
            name=f"nomination-{letter.public_id}-{language}.pdf",
            media_type="application/pdf",
            by=by,
        )
        LetterFile.objects.create(letter=letter, language=language, file=file)


@transaction.atomic
def accept_nomination(
    nomination: Nomination, *, by: Actor, expected_version: int | None = None
) -> Nomination:
    """The host takes the nominee. Raises `Conflict` when it was answered before."""
    return _answer(nomination, "accept", "", by=by, expected_version=expected_version)


@transaction.atomic
def decline_nomination(
    nomination: Nomination, reason: str, *, by: Actor, expected_version: int | None = None
) -> Nomination:
    """The host does not take the nominee, and says why (`Refusal` ``reason-missing`` otherwise)."""
    return _answer(nomination, "decline", reason, by=by, expected_version=expected_version)


@transaction.atomic
def request_correction(
    nomination: Nomination, reason: str, *, by: Actor, expected_version: int | None = None
) -> Nomination:
    """The host cannot answer before something is put right, and says what."""
    return _answer(
        nomination, "request-correction", reason, by=by, expected_version=expected_version
    )


def _answer(
    nomination: Nomination, deed: str, reason: str, *, by: Actor, expected_version: int | None
) -> Nomination:
    nomination = _lock(nomination)
    check_version(nomination, expected_version)
    reason = reason.strip()
    if deed != "accept" and not reason:
        raise Refusal("reason-missing")
    advance(nomination, deed, lifecycle=LIFECYCLE)
    nomination.reason = reason
    nomination.answered_at = clock.now()
    nomination.save()
    record(f"host-{deed}", nomination.offer.application, by=by, reason=reason)
    notices.tell_nominee(nomination, f"nomination-{nomination.state}")
    notices.tell_owner(nomination)
    return nomination


@transaction.atomic
def resend_nomination(
    nomination: Nomination, correction: str, *, by: Actor, expected_version: int | None = None
) -> Nomination:
    """Send a nomination again after what the host asked for was put right; the link is renewed."""
    nomination = _lock(nomination)
    check_version(nomination, expected_version)
    if not correction.strip():
        raise Refusal("correction-missing")
    advance(nomination, "resend", lifecycle=LIFECYCLE)
    nomination.correction = correction.strip()
    nomination.sent_at = clock.now()
    nomination.answered_at = None
    nomination.save()
    letter = nomination.letter
    letter.link_expires_at = nomination.sent_at + LINK_LIFE
    letter.save(update_fields=["link_expires_at"])
    record(
        "resend-nomination", nomination.offer.application, by=by, correction=nomination.correction
    )
    notices.tell_host(letter)
    return nomination


@transaction.atomic
def withdraw_nomination(nomination: Nomination, *, by: Actor) -> Nomination:
    """Take a nominee back: the offer behind it is no more. The host is told."""
    nomination = _lock(nomination)
    advance(nomination, "withdraw", lifecycle=LIFECYCLE)
    nomination.answered_at = clock.now()
    nomination.save()
    record("withdraw-nomination", nomination.offer.application, by=by)
    notices.tell_host_of_withdrawal(nomination)
    return nomination


@transaction.atomic
def send_link_again(letter: Letter, *, by: Actor) -> Letter:
    """Write to the host once more with a fresh link, for example when the old one has expired."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    letter.link_expires_at = clock.now() + LINK_LIFE
    letter.save(update_fields=["link_expires_at"])
    record("send-link-again", letter, by=by)
    notices.tell_host(letter)
    return letter


def _lock(nomination: Nomination) -> Nomination:
    return (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("letter__host", "letter__call", "offer__application__engagement__person")
        .get(pk=nomination.pk)
    )
