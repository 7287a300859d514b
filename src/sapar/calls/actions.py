"""Deeds on calls: drafted, opened, decided, cancelled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from sapar.audit import actions as audit
from sapar.calls import defaults
from sapar.calls.criteria import criteria_for
from sapar.calls.enums import CallState
from sapar.calls.judging import findings_against, fits
from sapar.calls.lifecycle import CALL_LIFECYCLE
from sapar.calls.models import Call, CallPlace, RequiredDocument
from sapar.calls.signals import call_cancelled
from sapar.calls.terms import new_lottery_seed, write_terms
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.core.lifecycle import advance, check_version
from sapar.institutions.models import Period, Unit
from sapar.partnerships.models import AgreementCondition


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
    current = _lock_draft(call, expected_version)
    for name, value in fields.items():
        setattr(current, name, value)
    _check_dates(current)
    return _save_draft(current, "update-call", by=by, fields=sorted(fields))


@transaction.atomic
def set_documents(
    call: Call,
    documents: Iterable[Mapping[str, Any]],
    *,
    by: Actor,
    expected_version: int | None = None,
) -> Call:
    """Ask for these documents, in this order; the keys of each are columns of a document."""
    current = _lock_draft(call, expected_version)
    rows = list(documents)
    codes = [row["code"] for row in rows]
    for code in codes:
        if codes.count(code) > 1:
            raise Refusal("document-doubled", document=code)
    current.documents.all().delete()
    _write_documents(current, rows)
    return _save_draft(current, "set-documents", by=by, documents=codes)


@transaction.atomic
def add_place(
    call: Call,
    condition: AgreementCondition,
    *,
    seats: int,
    minimum_english: str = "",
    by: Actor,
    expected_version: int | None = None,
) -> CallPlace:
    """Allot seats of an agreement's condition to the call. The quota is judged when it opens."""
    current = _lock_draft(call, expected_version)
    if not fits(current, condition):
        raise Refusal("place-does-not-fit", host=str(condition.agreement.partner))
    if current.places.filter(condition=condition).exists():
        raise Refusal("place-already-there", host=str(condition.agreement.partner))
    _check_seats(seats)
    place = CallPlace.objects.create(
        call=current, condition=condition, seats=seats, minimum_english=minimum_english
    )
    _save_draft(current, "add-place", by=by, place=place.public_id, seats=seats)
    return place


@transaction.atomic
def remove_place(place: CallPlace, *, by: Actor, expected_version: int | None = None) -> None:
    current = _lock_draft(place.call, expected_version)
    _save_draft(current, "remove-place", by=by, place=place.public_id, seats=place.seats)
    place.delete()


@transaction.atomic
def open_call(call: Call, *, by: Actor, expected_version: int | None = None) -> Call:
    """Publish the call and freeze its terms; applications are accepted from `opens_at`.

    Raises `Refusal` (``call-not-ready``) with every finding in ``values["findings"]``.
    """
    conditions = _lock_conditions(call)
    current = _lock(call, expected_version)
    if conditions != set(current.places.values_list("condition", flat=True)):
        raise Conflict("version-changed", given=expected_version, current=current.version)
    advance(current, "open", lifecycle=CALL_LIFECYCLE)
    findings = findings_against(current)
    if findings:
        raise Refusal("call-not-ready", count=len(findings), findings=findings)
    current.opened_at = clock.now()
    current.lottery_seed = new_lottery_seed()
    current.save()
    terms = write_terms(current, by=by)
    audit.record("open-call", current, by=by, terms=terms.number, hash=terms.hash)
    return current


@transaction.atomic
def decide_call(call: Call, *, by: Actor) -> Call:
    """The result is published: part of the deed that publishes it."""
    current = _lock(call)
    advance(current, "decide", lifecycle=CALL_LIFECYCLE)
    current.decided_at = clock.now()
    current.save(update_fields=["state", "version", "decided_at"])
    audit.record("decide-call", current, by=by)
    return current


@transaction.atomic
def cancel_call(call: Call, *, reason: str, by: Actor, expected_version: int | None = None) -> Call:
    """Give up a call before its result; its places go back to the agreements' quotas."""
    current = _lock(call, expected_version)
    was_opened = current.state == CallState.OPENED
    if was_opened and not reason.strip():
        raise Refusal("call-cancelled-without-reason")
    advance(current, "cancel", lifecycle=CALL_LIFECYCLE)
    current.state_reason = reason
    current.save(update_fields=["state", "version", "state_reason"])
    audit.record("cancel-call", current, by=by, reason=reason)
    if was_opened:
        call_cancelled.send(sender=Call, call=current, reason=reason, by=by)
    return current


def _lock(call: Call, expected_version: int | None = None) -> Call:
    current = Call.objects.select_for_update().get(pk=call.pk)
    check_version(current, expected_version)
    return current


def _lock_draft(call: Call, expected_version: int | None) -> Call:
    current = _lock(call, expected_version)
    if current.state != CallState.DRAFT:
        raise Conflict("call-no-longer-draft")
    return current


def _lock_conditions(call: Call) -> set[int]:
    """Hold the quotas before the call, in ascending order, as every deed that counts seats does."""
    conditions = AgreementCondition.objects.filter(pk__in=call.places.values("condition"))
    return {condition.pk for condition in conditions.order_by("pk").select_for_update()}


def _save_draft(call: Call, deed: str, *, by: Actor, **values: Any) -> Call:
    call.version += 1
    call.save()
    audit.record(deed, call, by=by, **values)
    return call


def _write_documents(call: Call, rows: Iterable[Mapping[str, Any]]) -> None:
    RequiredDocument.objects.bulk_create(
        RequiredDocument(call=call, position=position, **row) for position, row in enumerate(rows)
    )


def _check_dates(call: Call) -> None:
    """The one contradiction that not even a draft can hold."""
    if call.closes_at <= call.opens_at:
        raise Refusal("call-dates-contradict", opens_at=call.opens_at, closes_at=call.closes_at)


def _check_seats(seats: int) -> None:
    if seats < 1:
        raise Refusal("place-without-seats", given=seats)
