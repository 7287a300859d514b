"""Drafting a call: its texts, dates, requirements, scorecard and documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from sapar.audit import actions as audit
from sapar.calls import defaults
from sapar.calls.actions.locking import lock_draft, save_draft
from sapar.calls.criteria import criteria_for
from sapar.calls.models import Call, RequiredDocument
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.institutions.models import Period, Unit


@transaction.atomic
def create_call(
    *,
    direction: str,
    audience: str,
    owner: Unit,
    period: Period,
    opens_at: dt.datetime,
    closes_at: dt.datetime,
    by: Actor,
    **fields: Any,
) -> Call:
    """Draft a call; what is not given in ``fields`` starts from the defaults of the audience."""
    started = {
        "criteria": criteria_for(audience, direction, owner),
        "scorecard": defaults.scorecard_for(audience),
        "tie_break": defaults.tie_break_for(audience),
        "types_by": defaults.types_by_for(direction),
    }
    call = Call(
        direction=direction,
        audience=audience,
        owner=owner,
        period=period,
        opens_at=opens_at,
        closes_at=closes_at,
        **(started | fields),
    )
    _check_dates(call)
    call.save()
    _write_documents(call, defaults.documents_for(audience, direction))
    audit.record("create-call", call, by=by, direction=direction, audience=audience)
    return call


@transaction.atomic
def update_call(
    call: Call, *, by: Actor, expected_version: int | None = None, **fields: Any
) -> Call:
    """Change the draft. ``fields`` are columns of `Call`: texts, dates, criteria, scorecard ..."""
    current = lock_draft(call, expected_version)
    for name, value in fields.items():
        setattr(current, name, value)
    _check_dates(current)
    return save_draft(current, "update-call", by=by, fields=sorted(fields))


@transaction.atomic
def set_documents(
    call: Call,
    documents: Iterable[Mapping[str, Any]],
    *,
    by: Actor,
    expected_version: int | None = None,
) -> Call:
    """Ask for these documents, in this order; the keys of each are columns of a document."""
    current = lock_draft(call, expected_version)
    rows = list(documents)
    codes = [row["code"] for row in rows]
    for code in codes:
        if codes.count(code) > 1:
            raise Refusal("document-doubled", document=code)
    current.documents.all().delete()
    _write_documents(current, rows)
    return save_draft(current, "set-documents", by=by, documents=codes)


def _write_documents(call: Call, rows: Iterable[Mapping[str, Any]]) -> None:
    RequiredDocument.objects.bulk_create(
        RequiredDocument(call=call, position=position, **row) for position, row in enumerate(rows)
    )


def _check_dates(call: Call) -> None:
    """The one contradiction that not even a draft can hold."""
    if call.closes_at <= call.opens_at:
        raise Refusal("call-dates-contradict", opens_at=call.opens_at, closes_at=call.closes_at)
