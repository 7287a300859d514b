"""Writing and sealing the record of deeds."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import transaction
from django.db.models import Max

from sapar.audit.models import Event
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.models import PublicIdModel

GENESIS = "0" * 64


def record(deed: str, subject: PublicIdModel, *, by: Actor, **values: Any) -> Event:
    """Write the audit row of a deed, inside the deed's own transaction.

    ``values`` must be JSON and must not hold secrets or more personal data than the deed itself
    needs. Raises RuntimeError outside a transaction: a deed without one could be half done.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"deed '{deed}' is not inside a transaction")
    return Event.objects.create(
        at=clock.now(),
        actor_id=by.public_id,
        actor_label=by.label,
        deed=deed,
        subject_kind=subject._meta.model_name or "",
        subject_id=subject.public_id,
        values=values,
    )


def seal_events(limit: int = 1000) -> int:
    """Chain rows not sealed yet: each seal hashes the row and the seal before it. Returns how
    many.
    """
    with transaction.atomic():
        waiting = list(
            Event.objects.select_for_update().filter(seal_number=None).order_by("id")[:limit]
        )
        number = Event.objects.aggregate(last=Max("seal_number"))["last"] or 0
        previous = Event.objects.get(seal_number=number).seal if number else GENESIS
        for event in waiting:
            number += 1
            previous = event.seal = seal_of(event, previous)
            event.seal_number = number
        Event.objects.bulk_update(waiting, ["seal", "seal_number"])
    return len(waiting)


def first_broken_seal() -> Event | None:
    """The first row, in sealing order, that was altered after it was sealed, or follows a removed
    one.
    """
    previous, expected = GENESIS, 1
    for event in Event.objects.exclude(seal_number=None).order_by("seal_number").iterator():
        if event.seal_number != expected or event.seal != seal_of(event, previous):
            return event
        previous, expected = event.seal, expected + 1
    return None


def seal_of(event: Event, previous: str) -> str:
    content = [
        previous,
        event.at.isoformat(),
        event.actor_id,
        event.actor_label,
        event.deed,
        event.subject_kind,
        event.subject_id,
        event.values,
    ]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
