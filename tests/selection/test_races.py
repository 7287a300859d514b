"""Many at once, in real threads: a quota is never exceeded, a result is published once."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection, connections

from sapar.core.errors import Conflict, Refusal
from sapar.selection import actions
from sapar.selection.enums import LIVE_OFFERS, OfferState, OrderState, RunState
from sapar.selection.models import Offer, PlacementOrder
from sapar.selection.situation import situation_of
from tests.factories import selection as made
from tests.factories.people import TESTER

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
SEVEN = ("3.90", "3.80", "3.70", "3.60", "3.50", "3.40", "3.30")


def together(*deeds: Callable[[], object]) -> list[object]:
    """Do all deeds at the same moment, each in a thread and on a connection of its own.

    Returns what each returned, or the refusal it raised; any other exception fails the test.
    """
    start = threading.Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> object:
        try:
            start.wait(timeout=20)
            return deed()
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return [
            future.result(timeout=60) for future in [threads.submit(do, deed) for deed in deeds]
        ]


def live_count() -> int:
    return Offer.objects.filter(state__in=LIVE_OFFERS).count()


def test_parallel_acceptances_take_each_seat_once() -> None:
    run, applications = made.make_published(SEVEN, seats=(3,))
    offers = [made.offer_of(one) for one in applications[:3]]
    accept = [partial(actions.accept_offer, offer, by=TESTER) for offer in offers * 3]
    outcomes = together(*accept)
    refused = [one for one in outcomes if isinstance(one, Refusal)]
    assert [type(one) for one in refused] == [Conflict] * 6
    assert (
        Offer.objects.filter(state=OfferState.ACCEPTED).count() == 3 == run.call.places.get().seats
    )


def test_parallel_moves_of_the_reserve_list_never_exceed_the_seats() -> None:
    run, applications = made.make_published(SEVEN, seats=(3,))
    place = run.call.places.get()
    first, second, third = (made.offer_of(one) for one in applications[:3])
    together(
        partial(actions.decline_offer, first, by=TESTER),
        partial(actions.decline_offer, second, by=TESTER),
        partial(actions.accept_offer, third, by=TESTER),
        *[partial(actions.move_up, place, by=TESTER)] * 4,
        *[actions.expire_offers] * 2,
    )
    assert live_count() == 3
    offered = Counter(Offer.objects.values_list("application__public_id", flat=True))
    assert offered == Counter(one.public_id for one in applications[:5])


def test_two_places_never_offer_to_the_same_applicant_at_once() -> None:
    _run, applications = made.make_published(SEVEN[:4], seats=(1, 1))
    first, second = (made.offer_of(one) for one in applications[:2])
    together(
        partial(actions.decline_offer, first, by=TESTER),
        partial(actions.decline_offer, second, by=TESTER),
    )
    live = Offer.objects.filter(state__in=LIVE_OFFERS)
    assert {offer.application_id for offer in live} == {one.pk for one in applications[2:]}
    assert {offer.place_id for offer in live} == {first.place_id, second.place_id}


def test_accepting_against_withdrawing_leaves_one_decision() -> None:
    run, applications = made.make_published(SEVEN[:3], seats=(1,))
    offer = made.offer_of(applications[0])
    version = offer.version
    outcomes = together(
        partial(actions.accept_offer, offer, by=TESTER, expected_version=version),
        partial(actions.withdraw_offer, offer, "Gone.", by=TESTER, expected_version=version),
    )
    assert sum(isinstance(one, Conflict) for one in outcomes) == 1
    assert live_count() == 1 == run.call.places.get().seats


@pytest.mark.parametrize("previews", [1, 2])
def test_two_officers_publishing_at_once_publish_once(previews: int) -> None:
    """The same preview, or one each."""
    call, _applications = made.make_closed_call(("3.90", "3.50"))
    runs = [actions.preview_placement(call, by=TESTER) for _number in range(previews)]
    chosen = (runs[0], runs[-1])
    outcomes = together(
        *(partial(actions.publish_run, run, by=TESTER, expected_version=1) for run in chosen)
    )
    assert sum(isinstance(one, Conflict) for one in outcomes) == 1
    assert call.runs.filter(state=RunState.PUBLISHED).count() == 1
    assert live_count() == 1


def test_a_decision_of_the_commission_and_the_publication_at_once_never_miss_each_other() -> None:
    """Either the decision is in time and the preview is stale, or the result is out already."""
    call, (first, _second) = made.make_closed_call(("3.90", "3.50"))
    run = actions.preview_placement(call, by=TESTER)
    outcomes = together(
        partial(actions.set_override, call, first, None, "A reason.", by=TESTER),
        partial(actions.publish_run, run, by=TESTER),
    )
    assert sum(isinstance(one, Conflict) for one in outcomes) == 1
    is_published = call.runs.filter(state=RunState.PUBLISHED).exists()
    assert is_published != call.overrides.exists()
    assert first.offers.exists() == is_published


def test_two_decisions_at_once_never_give_a_seat_twice() -> None:
    call, (first, second) = made.make_closed_call(("3.90", "3.50"))
    place = call.places.get()
    outcomes = together(
        *(
            partial(actions.set_override, call, one, place, "A reason.", by=TESTER)
            for one in (first, second)
        )
    )
    assert [one.code for one in outcomes if isinstance(one, Refusal)] == ["override-place-full"]
    assert call.overrides.filter(lifted_at=None).count() == place.seats


def test_two_officers_fill_a_freed_seat_once() -> None:
    run, (first, *_others) = made.make_published(SEVEN[:3], seats=(1, 1), withdrawals="re-run")
    actions.decline_offer(made.offer_of(first), by=TESTER)
    seen = situation_of(run).hash
    outcomes = together(*[partial(actions.fill_seats, run.call, seen=seen, by=TESTER)] * 2)
    assert Counter(type(one) for one in outcomes)[Conflict] == 1
    assert run.call.runs.count() == 2
    assert live_count() == 2


def test_an_answer_and_a_later_run_at_once_never_give_a_seat_twice() -> None:
    run, (first, second, _third) = made.make_published(
        SEVEN[:3], seats=(1, 1), withdrawals="re-run"
    )
    actions.decline_offer(made.offer_of(first), by=TESTER)
    seen = situation_of(run).hash
    outcomes = together(
        partial(actions.fill_seats, run.call, seen=seen, by=TESTER),
        partial(actions.accept_offer, made.offer_of(second), by=TESTER),
    )
    assert sum(isinstance(one, Conflict) for one in outcomes) == 1
    for place in run.call.places.all():
        assert place.offers.filter(state__in=LIVE_OFFERS).count() <= place.seats
    assert second.offers.filter(state__in=LIVE_OFFERS).count() == 1


def test_two_orders_at_once_are_one() -> None:
    """The second is told in words who asked first; two workers then make one preview of it."""
    call, _applications = made.make_closed_call(("3.90", "3.50"))
    first, second = made.make_owner(call), made.make_owner(call)
    asked = together(
        partial(actions.order_preview, call, by=first),
        partial(actions.order_preview, call, by=second),
    )
    (refused,) = [one for one in asked if isinstance(one, Refusal)]
    assert refused.code == "order-open"
    order = call.placement_orders.get()
    assert order.asked_by in (first, second)
    together(*[partial(actions.carry_out, order)] * 3)
    order.refresh_from_db()
    assert (order.state, call.runs.count()) == (OrderState.DONE, 1)


def test_a_publication_that_was_ordered_and_a_direct_one_publish_once() -> None:
    call, _applications = made.make_closed_call(("3.90", "3.50"))
    run = actions.preview_placement(call, by=TESTER)
    order = actions.order_publication(run, by=made.make_owner(call), expected_version=1)
    outcomes = together(
        partial(actions.carry_out, order),
        partial(actions.publish_run, run, by=TESTER, expected_version=1),
    )
    order.refresh_from_db()
    is_refused = any(isinstance(one, Conflict) for one in outcomes)
    assert order.state == (OrderState.DONE if is_refused else OrderState.REFUSED)
    assert call.runs.filter(state=RunState.PUBLISHED).count() == 1 == live_count()


def test_progress_is_seen_by_others_while_it_goes_on() -> None:
    call, _applications = made.make_closed_call(("3.90", "3.50"))
    order = actions.order_preview(call, by=made.make_owner(call))
    seen: list[str] = []

    def look() -> str:
        try:
            return PlacementOrder.objects.get().phase
        finally:
            connections.close_all()

    def let_look(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if sql.startswith("UPDATE") and PlacementOrder._meta.db_table in sql:
            with ThreadPoolExecutor(1) as thread:
                seen.append(thread.submit(look).result(timeout=20))
        return done

    with connection.execute_wrapper(let_look):
        actions.carry_out(order)
    told = ["judging"] * 2 + ["placing", "proving"] + ["explaining"] * 2 + ["storing"] * 2
    assert seen == ["", *told]
