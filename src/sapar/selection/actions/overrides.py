"""What the commission decides itself, against what the placement would do: always with a reason.

A decision counts in every run from then on until it is lifted; the certificate of each run lists it
with what it breaks.
"""

from __future__ import annotations

from django.db import transaction

from sapar.applications.enums import ApplicationState
from sapar.applications.models import Application
from sapar.audit.actions import record
from sapar.calls.models import Call, CallPlace
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.selection.models import Override
from sapar.selection.naming import named_in
from sapar.selection.queries import overrides_in_force
from sapar.selection.readiness import check_closed


@transaction.atomic
def set_override(
    call: Call, application: Application, place: CallPlace | None, reason: str, *, by: Actor
) -> Override:
    """Give the application this place, or none whatever its score; one decided before is lifted.

    Raises `Refusal`: ``override-reason-missing``, ``override-reason-names`` (the folder that tells
    the reason names nobody), ``override-not-verified``, ``override-place-full``,
    ``placement-call-open``; `Conflict` ``placement-published``.
    """
    call = Call.objects.select_for_update().get(pk=call.pk)
    check_closed(call)
    if not reason.strip():
        raise Refusal("override-reason-missing")
    if named := named_in(reason, call):
        raise Refusal("override-reason-names", named=named)
    if place is not None:
        place = CallPlace.objects.select_for_update().get(pk=place.pk, call=call)
    application = Application.objects.select_for_update().get(pk=application.pk, call=call)
    if application.state != ApplicationState.VERIFIED:
        raise Refusal("override-not-verified", number=application.public_id)
    for former in overrides_in_force(call).filter(application=application):
        _lift(former, by=by)
    if place is not None:
        _check_seat(call, place)
    override = Override.objects.create(
        call=call,
        application=application,
        place=place,
        reason=reason.strip(),
        made_at=clock.now(),
        made_by=by.public_id,
    )
    place_id = place.public_id if place else None
    record("set-override", application, by=by, place=place_id, reason=override.reason)
    return override


@transaction.atomic
def lift_override(override: Override, *, by: Actor) -> Override:
    """Let the placement decide again. Raises `Conflict` ``override-lifted``,
    ``placement-published``; `Refusal` ``placement-call-open``."""
    check_closed(Call.objects.select_for_update().get(pk=override.call_id))
    override = Override.objects.select_for_update(of=("self",)).get(pk=override.pk)
    if override.lifted_at is not None:
        raise Conflict("override-lifted")
    _lift(override, by=by)
    return override


def _lift(override: Override, *, by: Actor) -> None:
    override.lifted_at = clock.now()
    override.save(update_fields=["lifted_at"])
    record("lift-override", override.application, by=by, override=override.public_id)


def _check_seat(call: Call, place: CallPlace) -> None:
    taken = overrides_in_force(call).filter(place=place).count()
    if taken >= place.seats:
        raise Refusal("override-place-full", host=place.host.name, seats=place.seats)
