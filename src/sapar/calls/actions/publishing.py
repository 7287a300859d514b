"""Opening a call with its terms frozen, deciding it, and giving it up."""

from __future__ import annotations

from django.db import transaction

from sapar.audit import actions as audit
from sapar.calls.actions.locking import lock, lock_conditions
from sapar.calls.enums import CallState
from sapar.calls.judging import findings_against
from sapar.calls.lifecycle import CALL_LIFECYCLE
from sapar.calls.models import Call
from sapar.calls.signals import call_cancelled
from sapar.calls.terms import new_lottery_seed, write_terms
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.core.lifecycle import advance


@transaction.atomic
def open_call(call: Call, *, by: Actor, expected_version: int | None = None) -> Call:
    """Publish the call and freeze its terms; applications are accepted from `opens_at`.

    Raises `Refusal` (``call-not-ready``) with every finding in ``values["findings"]``.
    """
    conditions = lock_conditions(call)
    current = lock(call, expected_version)
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
    current = lock(call)
    advance(current, "decide", lifecycle=CALL_LIFECYCLE)
    current.decided_at = clock.now()
    current.save(update_fields=["state", "version", "decided_at"])
    audit.record("decide-call", current, by=by)
    return current


@transaction.atomic
def cancel_call(call: Call, *, reason: str, by: Actor, expected_version: int | None = None) -> Call:
    """Give up a call before its result; its places go back to the agreements' quotas."""
    current = lock(call, expected_version)
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
