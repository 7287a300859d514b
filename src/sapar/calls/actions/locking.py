"""How deeds take hold of a call: quotas of agreements first, then the call, then its places."""

from __future__ import annotations

from typing import Any

from sapar.audit import actions as audit
from sapar.calls.enums import CallState
from sapar.calls.models import Call
from sapar.core.actor import Actor
from sapar.core.errors import Conflict
from sapar.core.lifecycle import check_version
from sapar.partnerships.models import AgreementCondition


def lock(call: Call, expected_version: int | None = None) -> Call:
    current = Call.objects.select_for_update().get(pk=call.pk)
    check_version(current, expected_version)
    return current


def lock_draft(call: Call, expected_version: int | None) -> Call:
    current = lock(call, expected_version)
    if current.state != CallState.DRAFT:
        raise Conflict("call-no-longer-draft")
    return current


def lock_conditions(call: Call) -> set[int]:
    """Hold the quotas before the call, in ascending order, as every deed that counts seats does."""
    conditions = AgreementCondition.objects.filter(pk__in=call.places.values("condition"))
    return {condition.pk for condition in conditions.order_by("pk").select_for_update()}


def save_draft(call: Call, deed: str, *, by: Actor, **values: Any) -> Call:
    call.version += 1
    call.save()
    audit.record(deed, call, by=by, **values)
    return call
