"""Ordering a placement and carrying the order out: by the worker, or at once where it is small."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction

from sapar.accounts.models import User
from sapar.audit.actions import record
from sapar.calls.models import Call
from sapar.calls.queries import kept_by
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.lifecycle import advance
from sapar.messaging.values import to_json
from sapar.selection.actions.placement import (
    check_publishable,
    check_ready,
    publish_with,
    store_preview,
    work_out_preview,
)
from sapar.selection.enums import OrderKind, OrderPhase, OrderState
from sapar.selection.folders import archive_of
from sapar.selection.lifecycle import ORDER_LIFECYCLE
from sapar.selection.models import PlacementOrder, PlacementRun
from sapar.selection.orders import open_order, orders_due, wall_clock

log = logging.getLogger("sapar.selection")
MOST_ATTEMPTS = 3
STEP = 5
"""Progress is written when it has come so many hundredths further."""


class Overtaken(Exception):
    """Somebody else took the order up, because it stood still."""


@transaction.atomic
def order_preview(call: Call, *, by: User) -> PlacementOrder:
    """Ask for a preview. Raises `Conflict` ``order-open``, and what `preview_placement` refuses
    before anything is worked out."""
    call = Call.objects.select_for_update().get(pk=call.pk)
    check_ready(call)
    return _order(call, by=by, kind=OrderKind.PREVIEW)


@transaction.atomic
def order_publication(
    run: PlacementRun, *, by: User, expected_version: int | None = None
) -> PlacementOrder:
    """Ask for a result to be published. Raises `Conflict` ``order-open``, and what `publish_run`
    refuses as far as it can be told at once."""
    call = Call.objects.select_for_update().get(pk=run.call_id)
    run = PlacementRun.objects.select_for_update().get(pk=run.pk)
    check_publishable(run, call, expected_version)
    return _order(
        call, by=by, kind=OrderKind.PUBLICATION, run=run, expected_version=expected_version
    )


def _order(call: Call, *, by: User, **fields: Any) -> PlacementOrder:
    if other := open_order(call):
        who = other.asked_by.as_actor().label
        raise Conflict("order-open", who=who, asked_at=other.asked_at)
    order = PlacementOrder.objects.create(
        call=call, asked_by=by, asked_at=clock.now(), moved_at=wall_clock(), **fields
    )
    record("order-placement", order, by=by.as_actor(), call=call.public_id, kind=order.kind)
    return order


def carry_out_orders() -> int:
    """Carry out what is due; returns how many orders. Several workers may do this at once."""
    due = list(orders_due())
    for order in due:
        carry_out(order)
    return len(due)


def carry_out(order: PlacementOrder) -> PlacementOrder:
    """Take the order up, unless somebody is at it already, and bring it to an end in any case:
    done, or refused with what the screen words."""
    taken = _take_up(order)
    if taken is not None:
        try:
            _do(taken)
        except Overtaken:
            log.warning("order %s stood still and was taken up by another", taken.public_id)
        except Refusal as refusal:
            _refuse(taken, refusal)
        except Exception as error:  # whatever went wrong, nobody waits for ever
            log.exception("order %s failed", taken.public_id)
            said = f"{type(error).__name__}: {error}"
            _refuse(taken, Refusal("order-failed", order=taken.public_id, error=said))
    order.refresh_from_db()
    return order


@transaction.atomic
def _take_up(order: PlacementOrder) -> PlacementOrder | None:
    """One that was cut off again and again is not tried for ever: it may be what kills us."""
    locked = orders_due().select_for_update().filter(pk=order.pk).first()
    if locked is None:
        return None
    attempts = locked.version  # once asked for, then once for each time it was taken up
    advance(locked, "take-up", lifecycle=ORDER_LIFECYCLE)
    locked.phase, locked.share, locked.moved_at = "", 0, wall_clock()
    locked.save()
    if attempts > MOST_ATTEMPTS:
        _end(locked, "refuse", refusal={"code": "order-cut-off", "values": {}})
        return None
    return locked


def _do(order: PlacementOrder) -> None:
    """The end is written together with what was asked for, so that it is done once.

    Raises `Refusal` ``order-right-ended``: an order may wait for days where no worker runs.
    """
    if not kept_by(order.asked_by).filter(pk=order.call_id).exists():
        raise Refusal("order-right-ended", who=order.asked_by.as_actor().label)
    by, steps = order.asked_by.as_actor(), _Steps(order)
    if order.kind == OrderKind.PREVIEW:
        check_ready(order.call)
        worked = work_out_preview(order.call, by=by, progress=steps)
        steps(OrderPhase.STORING)
        with transaction.atomic():
            _end(order, "finish", run=store_preview(order.call, worked, by=by))
    else:
        assert order.run is not None  # noqa: S101  (a constraint says so)
        steps(OrderPhase.FOLDER)
        archive = archive_of(order.run)
        steps(OrderPhase.PUBLISHING)
        with transaction.atomic():
            publish_with(order.run, archive, by=by, expected_version=order.expected_version)
            _end(order, "finish")


def _refuse(order: PlacementOrder, refusal: Refusal) -> None:
    told = {"code": refusal.code, "values": to_json(refusal.values)}
    try:
        _end(order, "refuse", refusal=told)
    except Overtaken:
        log.warning("order %s was refused (%s), and by then another's", order.public_id, told)


@transaction.atomic
def _end(order: PlacementOrder, deed: str, **fields: Any) -> None:
    """Raises `Overtaken` when the order is another's by now."""
    locked = PlacementOrder.objects.select_for_update().get(pk=order.pk)
    if locked.version != order.version:
        raise Overtaken
    advance(locked, deed, lifecycle=ORDER_LIFECYCLE)
    for name, value in {"finished_at": clock.now(), "share": 100, **fields}.items():
        setattr(locked, name, value)
    locked.save()


class _Steps:
    """Writes into the order what is being done, for everybody who looks."""

    def __init__(self, order: PlacementOrder) -> None:
        self.held = PlacementOrder.objects.filter(
            pk=order.pk, version=order.version, state=OrderState.RUNNING
        )
        self.written: tuple[str, int] = ("", 0)

    def __call__(self, phase: OrderPhase, done: int = 0, total: int = 0) -> None:
        share = 100 * done // total if total else 0
        before, reached = self.written
        if phase == before and share < reached + STEP:
            return
        if not self.held.update(phase=phase, share=share, moved_at=wall_clock()):
            raise Overtaken
        self.written = phase, share
