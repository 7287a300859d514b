"""Places of a call: allotted and removed in the draft, their seats amended after opening."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from sapar.audit import actions as audit
from sapar.calls.actions.locking import lock, lock_draft, save_draft
from sapar.calls.enums import CallState
from sapar.calls.judging import beyond_quota, fits, seat_findings
from sapar.calls.models import Call, CallPlace, CallTerms
from sapar.calls.seating import Seating
from sapar.calls.signals import seats_lowered
from sapar.calls.terms import current_terms, freeze
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.partnerships.models import AgreementCondition


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
    current = lock_draft(call, expected_version)
    if not fits(current, condition):
        raise Refusal("place-does-not-fit", host=str(condition.agreement.partner))
    if current.places.filter(condition=condition).exists():
        raise Refusal("place-already-there", host=str(condition.agreement.partner))
    _check_seats(seats)
    place = CallPlace.objects.create(
        call=current, condition=condition, seats=seats, minimum_english=minimum_english
    )
    save_draft(current, "add-place", by=by, place=place.public_id, seats=seats)
    return place


@transaction.atomic
def remove_place(
    place: CallPlace, *, by: Actor, expected_version: int | None = None
) -> tuple[str, ...]:
    """Take the place out of the draft, with every rule that speaks of it: returns their keys."""
    current = lock_draft(place.call, expected_version)
    before = Seating.from_json(current.placement)
    after = before.without_place(place.public_id)
    current.placement = after.to_json()
    gone = tuple(key for key in before.rules() if key not in after.rules())
    values: dict[str, Any] = {"rules": list(gone)} if gone else {}
    save_draft(current, "remove-place", by=by, place=place.public_id, seats=place.seats, **values)
    place.delete()
    return gone


@transaction.atomic
def amend_seats(
    call: Call,
    place: CallPlace,
    seats: int,
    reason: str,
    *,
    by: Actor,
    expected_version: int | None = None,
) -> CallTerms:
    """Change the seats of a place in an opened call: the next number of its terms.

    Raises `Refusal`: ``seats-amended-without-reason``, ``place-without-seats``,
    ``seats-as-before``, ``place-beyond-quota``, or what stands against so many seats in how the
    call gives them; `Conflict` ``call-not-open-to-amendment``.
    """
    AgreementCondition.objects.select_for_update().get(pk=place.condition_id)
    current = lock(call, expected_version)
    if current.state != CallState.OPENED:
        raise Conflict("call-not-open-to-amendment")
    held = current.places.select_for_update().get(pk=place.pk)
    before = held.seats
    _check_amendment(before, seats, reason)
    held.seats = seats
    changed = {held.public_id: seats}
    for finding in (*beyond_quota(current, [held]), *seat_findings(current, changed)):
        raise Refusal(finding.code, **finding.values)
    held.save(update_fields=["seats"])
    current.version += 1
    current.save(update_fields=["version"])
    change = {"place": held.public_id, "before": before, "seats": seats, "reason": reason.strip()}
    terms = freeze(current, _amended(current_terms(current).content, change), by=by)
    audit.record("amend-seats", current, by=by, terms=terms.number, hash=terms.hash, **change)
    if seats < before:
        seats_lowered.send(sender=Call, place=held, before=before, reason=reason.strip(), by=by)
    return terms


def _check_amendment(before: int, seats: int, reason: str) -> None:
    if not reason.strip():
        raise Refusal("seats-amended-without-reason")
    _check_seats(seats)
    if seats == before:
        raise Refusal("seats-as-before", given=seats)


def _amended(content: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """All the rest stays as it was frozen, whatever became of partners and agreements since."""
    places = [
        {**place, "seats": change["seats"]} if place["id"] == change["place"] else place
        for place in content["places"]
    ]
    told = {**change, "at": clock.now().isoformat()}
    return {
        **content,
        "places": places,
        "amendments": [*content.get("amendments", ()), told],
    }


def _check_seats(seats: int) -> None:
    if seats < 1:
        raise Refusal("place-without-seats", given=seats)
