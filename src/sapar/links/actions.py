"""Minting, resolving, confirming and revoking signed links.

Whoever holds the token may knock; the page opens only in a browser where the code, mailed to the
registered address, was entered. The token and the code are stored as hashes alone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets

from django.core.signing import BadSignature, Signer
from django.db import transaction

from sapar.audit import actions as audit
from sapar.core import clock
from sapar.core.actor import Actor, Recipient
from sapar.core.errors import Refusal
from sapar.core.formatting import format_instant
from sapar.links.models import LinkCode, SignedLink
from sapar.messaging.actions import queue_mail

CODE_LIFE = dt.timedelta(minutes=15)
CODE_ATTEMPTS = 5
CODES_PER_HOUR = 5
HOUR = dt.timedelta(hours=1)


def mint_link(
    purpose: str, subject_id: str, address: str, language: str, expires_at: dt.datetime
) -> tuple[SignedLink, str]:
    """A new link and its token of 256 random bits, which exists nowhere but in the answer."""
    token = secrets.token_urlsafe(32)
    link = SignedLink.objects.create(
        token_hash=_hash(token),
        purpose=purpose,
        subject_id=subject_id,
        address=address,
        language=language,
        created_at=clock.now(),
        expires_at=expires_at,
    )
    return link, token


def resolve_link(token: str, purpose: str) -> SignedLink:
    """The link of a token; changes nothing.

    Raises Refusal ``link-unknown | link-revoked | link-expired``.
    """
    link = SignedLink.objects.filter(token_hash=_hash(token), purpose=purpose).first()
    if link is None:
        raise Refusal("link-unknown")
    if link.revoked_at is not None:
        raise Refusal("link-revoked")
    if link.expires_at <= clock.now():
        raise Refusal("link-expired")
    return link


def send_code(link: SignedLink) -> LinkCode:
    """Mail a fresh code to the registered address. Raises Refusal ``link-code-too-often``."""
    with transaction.atomic():
        SignedLink.objects.select_for_update().get(pk=link.pk)
        now = clock.now()
        next_at = _next_code_at(link, now)
        if next_at > now:
            raise Refusal("link-code-too-often", again=format_instant(next_at))
        code = link.codes.create(sent_at=now, expires_at=now + CODE_LIFE)
        queue_mail("link-code", Recipient(link.address, link.language), code=code.pk)
    return code


def confirm_code(link: SignedLink, given: str) -> None:
    """Accept the newest code, once. A wrong try stays counted: not for use in a transaction.

    Raises Refusal ``link-code-wrong | link-code-expired | link-code-too-often``.
    """
    with transaction.atomic():
        SignedLink.objects.select_for_update().get(pk=link.pk)
        refusal = _try(link, given.strip())
    if refusal is not None:
        raise refusal


def revoke_links(purpose: str, subject_id: str) -> int:
    """Close every open link to a record; returns how many. The deed that asks for it is audited."""
    links = SignedLink.objects.filter(purpose=purpose, subject_id=subject_id, revoked_at=None)
    return links.update(revoked_at=clock.now())


def browser_proof(link: SignedLink) -> str:
    """What a browser that entered the code keeps in an HttpOnly cookie."""
    return _signer().sign(link.public_id)


def is_proof_valid(link: SignedLink, value: str) -> bool:
    try:
        return _signer().unsign(value) == link.public_id
    except BadSignature:
        return False


def _try(link: SignedLink, given: str) -> Refusal | None:
    """Under the link's lock: note the attempt and say what is wrong with it."""
    now = clock.now()
    code = link.codes.filter(used_at=None, expires_at__gt=now).order_by("-id").first()
    if code is None:
        return Refusal("link-code-expired")
    if code.attempts >= CODE_ATTEMPTS:
        return Refusal("link-code-too-often", again=format_instant(_next_code_at(link, now)))
    code.attempts += 1
    if not hmac.compare_digest(code.code_hash, hash_code(link, given)):
        code.save(update_fields=["attempts"])
        return Refusal("link-code-wrong", given=given, attempts_left=CODE_ATTEMPTS - code.attempts)
    code.used_at = now
    code.save(update_fields=["attempts", "used_at"])
    if link.first_confirmed_at is None:
        link.first_confirmed_at = now
        link.save(update_fields=["first_confirmed_at"])
    audit.record("confirm_code", link, by=Actor(link.public_id, link.address), purpose=link.purpose)
    return None


def _next_code_at(link: SignedLink, now: dt.datetime) -> dt.datetime:
    recent = link.codes.filter(sent_at__gt=now - HOUR).order_by("-sent_at")[:CODES_PER_HOUR]
    return recent[CODES_PER_HOUR - 1].sent_at + HOUR if len(recent) == CODES_PER_HOUR else now


def hash_code(link: SignedLink, code: str) -> str:
    """Six digits have few hashes; with the token's they are others for each link."""
    return _hash(f"{link.token_hash}:{code}")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _signer() -> Signer:
    return Signer(salt="sapar.links.browser")
