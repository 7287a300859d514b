"""What was ordered of a call's placement: how far it is, or in which words it was refused."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from sapar.calls.models import Call
from sapar.calls.terms import current_terms, policy_of
from sapar.core import clock
from sapar.core.wording import words
from sapar.messaging.values import from_json
from sapar.selection.enums import OPEN_ORDERS, OrderState
from sapar.selection.models import PlacementOrder
from sapar.selection.queries import verified_applications

SMALL = 100
"""So many applications are placed, and their result published, in less than half a second: nobody
has to wait for the worker."""
STANDSTILL = dt.timedelta(minutes=3)
"""After so long without progress nobody is at work any more; no single step takes a minute."""
OVERDUE = dt.timedelta(minutes=1)
"""The worker looks every second; what waits longer waits for one that does not run, or is busy."""


def latest_order(call: Call) -> PlacementOrder | None:
    """By its key: the clock of a sample university can be moved back. The documents of the run stay
    in the database: whoever waits asks every two seconds."""
    orders = call.placement_orders.select_related("asked_by__person", "run")
    return orders.defer("run__input", "run__output").order_by("-pk").first()


def open_order(call: Call) -> PlacementOrder | None:
    return call.placement_orders.filter(state__in=OPEN_ORDERS).select_related("asked_by").first()


def is_small(call: Call) -> bool:
    """Where minimum numbers have to be reached, even few applications may take long."""
    has_minimums = bool(policy_of(current_terms(call)).minimums)
    return not has_minimums and verified_applications(call).count() <= SMALL


def orders_due() -> QuerySet[PlacementOrder]:
    """What nobody works at, the oldest first."""
    stands_still = Q(state=OrderState.RUNNING, moved_at__lt=wall_clock() - STANDSTILL)
    waits = Q(state=OrderState.WAITING)
    return PlacementOrder.objects.filter(waits | stands_still).order_by("pk")


def is_overdue(order: PlacementOrder) -> bool:
    patience = OVERDUE if order.state == OrderState.WAITING else STANDSTILL + OVERDUE
    return wall_clock() - order.moved_at > patience


def refusal_words(order: PlacementOrder) -> str:
    return words(order.refusal["code"], from_json(order.refusal["values"]))


def wall_clock() -> dt.datetime:
    """The world's time: moving a sample university's clock makes no order stand still."""
    return clock.now() - clock.sample_offset()
