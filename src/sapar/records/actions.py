"""Recording what the registrar knows. A fact that differs supersedes the known one, which stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from sapar.accounts.models import Engagement
from sapar.audit import actions as audit
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.records.models import Fact
from sapar.sheets.models import SheetRun

BATCH = 500


@dataclass(frozen=True, slots=True)
class FactGiven:
    """A fact as its source states it; `Fact` says which keys ``value`` has for each kind."""

    kind: str
    value: dict[str, Any]
    key: str = ""


def record_fact(
    engagement: Engagement,
    kind: str,
    value: dict[str, Any],
    key: str = "",
    *,
    source: str,
    as_of: dt.date,
    by: Actor,
    sheet_run: SheetRun | None = None,
) -> Fact:
    """Record one fact and return the one that now counts: the old one when nothing differs.

    Raises `Refusal` ``fact-older-than-known`` when a later state of the same fact is on record.
    """
    with transaction.atomic():
        Engagement.objects.select_for_update().get(pk=engagement.pk)
        known = Fact.objects.current().filter(engagement=engagement, kind=kind, key=key).first()
        if known and as_of < known.as_of:
            raise Refusal(
                "fact-older-than-known", as_of=as_of.isoformat(), known=known.as_of.isoformat()
            )
        given = FactGiven(kind, value, key)
        if known and not differs(given, as_of, known):
            return known
        fact = new_fact(engagement, given, source=source, as_of=as_of, by=by, sheet_run=sheet_run)
        supersede([known] if known else [], fact.entered_at)
        fact.save()
        audit.record("record-fact", engagement, by=by, kind=kind, fact=fact.public_id)
        return fact


def differs(given: FactGiven, as_of: dt.date, known: Fact | None) -> bool:
    """Whether the source says something new: another value, or the same value at another day."""
    return known is None or known.value != given.value or known.as_of != as_of


def new_fact(
    engagement: Engagement,
    given: FactGiven,
    *,
    source: str,
    as_of: dt.date,
    by: Actor,
    sheet_run: SheetRun | None,
) -> Fact:
    """A fact that counts from now on, not saved yet."""
    return Fact(
        engagement=engagement,
        kind=given.kind,
        key=given.key,
        value=given.value,
        source=source,
        as_of=as_of,
        sheet_run=sheet_run,
        entered_by=by.public_id,
        entered_at=clock.now(),
    )


def supersede(facts: Iterable[Fact], at: dt.datetime) -> None:
    """Close facts that newer ones replace; they stay readable."""
    numbers: Collection[int] = [fact.pk for fact in facts]
    for start in range(0, len(numbers), BATCH):
        batch = list(numbers)[start : start + BATCH]
        Fact.objects.current().filter(pk__in=batch).update(superseded_at=at)
