"""Queuing a message with the deed it tells of, and sending what is due."""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
import socket
from typing import Any

from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from sapar.core import clock
from sapar.core.actor import Recipient
from sapar.messaging.models import OutboxMessage
from sapar.messaging.registry import message_of
from sapar.messaging.rendering import Rendered, render
from sapar.messaging.values import to_json

log = logging.getLogger("sapar.messaging")
LEASE = dt.timedelta(minutes=10)
BATCH = 50
MAX_ATTEMPTS = 8
FIRST_PAUSE = dt.timedelta(minutes=1)  # doubles with each attempt: 1, 2, 4 ... 64 minutes
UNREACHABLE = (
    ConnectionError,
    TimeoutError,
    socket.gaierror,
    smtplib.SMTPConnectError,
    smtplib.SMTPServerDisconnected,
)
State = OutboxMessage.State


def queue_mail(kind: str, to: Recipient, **values: Any) -> OutboxMessage:
    """Write a message beside the deed it tells of: both are kept or neither is.

    Raises KeyError for a kind nobody registered and RuntimeError outside a transaction.
    """
    message_of(kind)
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"message '{kind}' is not queued inside a transaction")
    return OutboxMessage.objects.create(
        kind=kind,
        address=to.address,
        recipient_name=to.name,
        language=to.language,
        values=to_json(values),
        created_at=clock.now(),
        next_attempt_at=_delivery_time(),
    )


def deliver_due_mail() -> int:
    """Send what is due; returns how many were sent. Several workers may do this at once.

    If a worker dies before it notes what it sent, that is sent again: better twice than never.
    """
    sent = 0
    while leased := _lease():
        for row in leased:
            error = _deliver(row)
            if isinstance(error, UNREACHABLE):  # spare the others; their lease ends by itself
                return sent
            sent += error is None
    return sent


def _due() -> QuerySet[OutboxMessage]:
    now = _delivery_time()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    return OutboxMessage.objects.filter(free, state=State.QUEUED, next_attempt_at__lte=now)


def _lease() -> list[OutboxMessage]:
    """Take the oldest due messages for this worker alone; skips those another worker is taking."""
    if not _due().exists():  # an idle worker takes no write lock
        return []
    skip_locked = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        rows = list(_due().select_for_update(skip_locked=skip_locked).order_by("id")[:BATCH])
        keys = [row.pk for row in rows]
        OutboxMessage.objects.filter(pk__in=keys).update(leased_until=_delivery_time() + LEASE)
    return rows


def _deliver(row: OutboxMessage) -> Exception | None:
    """Returns what went wrong. No lock is held while the mail server is spoken to."""
    try:
        with transaction.atomic():
            rendered = render(row)
        _email(row, rendered).send()
    except Exception as error:  # whatever is wrong with one message, the next is sent
        _note_failure(row, error)
        return error
    OutboxMessage.objects.filter(pk=row.pk).update(
        state=State.SENT,
        sent_at=clock.now(),
        attempts=row.attempts + 1,
        leased_until=None,
        last_error="",
        subject=rendered.subject[:300],
        body=rendered.masked_body,
    )
    return None


def _email(row: OutboxMessage, rendered: Rendered) -> EmailMessage:
    return EmailMessage(
        subject=rendered.subject,
        body=rendered.body,
        to=[row.address],
        headers={
            "Content-Language": row.language,
            "Auto-Submitted": "auto-generated",
            "X-Sapar-Message": row.public_id,
        },
    )


def _note_failure(row: OutboxMessage, error: Exception) -> None:
    attempts = row.attempts + 1
    given_up = attempts >= MAX_ATTEMPTS
    log.warning("message %s (%s), attempt %s: %s", row.public_id, row.kind, attempts, error)
    OutboxMessage.objects.filter(pk=row.pk).update(
        attempts=attempts,
        state=State.FAILED if given_up else State.QUEUED,
        next_attempt_at=_delivery_time() + FIRST_PAUSE * 2 ** (attempts - 1),
        leased_until=None,
        last_error=f"{type(error).__name__}: {error}",
    )


def _delivery_time() -> dt.datetime:
    """The world's time: a sample university's moved clock neither hastens nor stops mail."""
    return clock.now() - clock.sample_offset()
