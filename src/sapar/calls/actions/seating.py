"""Deciding, in the draft of a call, how its seats are given beside their number.

Each deed refuses what contradicts the places or itself, with the code of the finding that would
stand against opening.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db import transaction

from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.policy import (
    Cap,
    Conditional,
    Minimum,
    MinimumMode,
    Reserve,
    SeatOrder,
)
from mobility_rules.seat_terms import as_finding
from sapar.calls.actions.locking import lock_draft, save_draft
from sapar.calls.enums import Experience, TypesBy, Withdrawals
from sapar.calls.judging import named, seat_findings
from sapar.calls.models import Call
from sapar.calls.seating import Seating, key_of
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.core.translated import Translated


@transaction.atomic
def set_seating(
    call: Call,
    *,
    first_timers_first: bool,
    types_by: str,
    withdrawals: str,
    appeal_days: int,
    by: Actor,
    expected_version: int | None = None,
) -> Call:
    """Who comes first, what reserves go by, who moves after a withdrawal, how long one may appeal.

    Raises `Refusal`: ``types-in-use``, ``appeal-days-too-few``.
    """
    current = lock_draft(call, expected_version)
    seating = Seating.from_json(current.placement)
    if types_by != current.types_by and (seating.policy.reserves or seating.policy.caps):
        raise Refusal("types-in-use")
    if appeal_days < 1:
        raise Refusal("appeal-days-too-few", given=appeal_days)
    precedence = (Experience.FIRST_TIME.value,) if first_timers_first else ()
    current.types_by = TypesBy(types_by)
    current.withdrawals = Withdrawals(withdrawals)
    current.appeal_days = appeal_days
    seating = replace(seating, policy=replace(seating.policy, precedence=precedence))
    return _save(
        current,
        seating,
        "set-seating",
        by=by,
        first_timers_first=first_timers_first,
        types_by=types_by,
        withdrawals=withdrawals,
        appeal_days=appeal_days,
    )


@transaction.atomic
def add_reserve(
    call: Call,
    *,
    at: str,
    for_type: str,
    seats: int,
    order: str = SeatOrder.FIRST,
    by: Actor,
    expected_version: int | None = None,
) -> Call:
    """Keep seats of a place, or of a shared quota, for one type of applicants."""
    current = lock_draft(call, expected_version)
    return _add(current, Reserve(at, for_type, seats, SeatOrder(order)), "add-reserve", by=by)


@transaction.atomic
def add_cap(
    call: Call,
    *,
    at: str,
    for_type: str,
    seats: int,
    by: Actor,
    expected_version: int | None = None,
) -> Call:
    """Let at most so many of one type have a place, or a shared quota."""
    current = lock_draft(call, expected_version)
    return _add(current, Cap(at, for_type, seats), "add-cap", by=by)


@transaction.atomic
def add_minimum(
    call: Call,
    *,
    at: str,
    seats: int,
    mode: str = MinimumMode.CLOSE,
    by: Actor,
    expected_version: int | None = None,
) -> Call:
    """Let at least so many go to a place, or nobody. ``mode`` counts for all minimums of the
    call."""
    current = lock_draft(call, expected_version)
    seating = Seating.from_json(current.placement)
    policy = replace(seating.policy, minimum_mode=MinimumMode(mode))
    current.placement = replace(seating, policy=policy).to_json()
    return _add(current, Minimum(at, seats), "add-minimum", by=by, mode=mode)


@transaction.atomic
def add_conditional_seats(
    call: Call,
    *,
    at: str,
    seats: int,
    condition: Translated,
    by: Actor,
    expected_version: int | None = None,
) -> Call:
    """The last so many seats of a place exist only if the condition, told in words, comes true."""
    current = lock_draft(call, expected_version)
    seating = Seating.from_json(current.placement)
    key = seating.free_key("condition")
    rule = Conditional(at, seats, key)
    return _add(current, rule, "add-conditional-seats", by=by, text=condition)


@transaction.atomic
def add_shared_quota(
    call: Call,
    *,
    name: Translated,
    quota: int,
    places: Collection[str],
    by: Actor,
    expected_version: int | None = None,
) -> Call:
    """At most so many at these places together. Quotas lie within each other by their places.

    Raises `Refusal`: ``groups-overlap``, ``group-empty``, ``shared-quota-without-seats``,
    ``place-unknown``.
    """
    current = lock_draft(call, expected_version)
    if quota < 1:
        raise Refusal("shared-quota-without-seats", given=quota)
    seating = Seating.from_json(current.placement)
    key = seating.free_key("shared")
    seating = seating.with_text(key, name)
    try:
        seating = seating.with_group(key, quota, frozenset(places))
    except QuotasRefused as refused:
        finding = named(current, as_finding(refused), seating)
        raise Refusal(finding.code, **finding.values) from refused
    _check(current, seating)
    values = {"key": key, "quota": quota, "places": sorted(places)}
    return _save(current, seating, "add-shared-quota", by=by, **values)


@transaction.atomic
def remove_seat_rule(
    call: Call, key: str, *, by: Actor, expected_version: int | None = None
) -> Call:
    """Take one rule away; with a shared quota go the reserves and caps at it.

    Raises `Refusal` ``seat-rule-gone``.
    """
    current = lock_draft(call, expected_version)
    seating = Seating.from_json(current.placement)
    if key not in seating.rules():
        raise Refusal("seat-rule-gone")
    return _save(current, seating.without_rule(key), "remove-seat-rule", by=by, rule=key)


def _add(
    call: Call,
    rule: Reserve | Cap | Minimum | Conditional,
    deed: str,
    *,
    by: Actor,
    text: Translated | None = None,
    **values: Any,
) -> Call:
    seating = Seating.from_json(call.placement)
    key = key_of(rule)
    if key in seating.rules():
        raise Refusal("seat-rule-already-there")
    if isinstance(rule, Conditional) and text is not None:
        seating = seating.with_text(rule.condition, text)
    seating = seating.with_rule(rule)
    _check(call, seating)
    return _save(call, seating, deed, by=by, rule=key, seats=rule.seats, **values)


def _check(call: Call, seating: Seating) -> None:
    """Refuse what this change would bring in; what stood there before stays to be seen."""
    known = seat_findings(call)
    call.placement = seating.to_json()
    for finding in seat_findings(call):
        if finding not in known:
            raise Refusal(finding.code, **finding.values)


def _save(call: Call, seating: Seating, deed: str, *, by: Actor, **values: Any) -> Call:
    call.placement = seating.to_json()
    return save_draft(call, deed, by=by, **values)
