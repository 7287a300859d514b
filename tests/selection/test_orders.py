"""A placement that was ordered: seen while it goes on, brought to an end in any case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from sapar.accounts.actions import end_role
from sapar.accounts.models import Role, User
from sapar.applications.models import Submission
from sapar.audit.models import Event
from sapar.calls.actions import add_minimum
from sapar.calls.models import Call
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.wording import words
from sapar.jobs.worker import run_due
from sapar.records.enums import FactKind
from sapar.selection import actions, orders
from sapar.selection.actions.placement import NotReadyToPlace
from sapar.selection.enums import OrderPhase, OrderState, RunState
from sapar.selection.models import PlacementOrder
from sapar.selection.orders import OVERDUE, STANDSTILL, is_small, orders_due, refusal_words
from tests.factories import applications as applied
from tests.factories import selection as made
from tests.factories.people import TESTER

pytestmark = pytest.mark.django_db
LATER = STANDSTILL + dt.timedelta(seconds=1)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="sapar.accounts.backends.SaparBackend")
    return client


def page_of(call: Call) -> str:
    return reverse("office-placement", args=[call.public_id])


def shown(client: Client, call: Call) -> str:
    return client.get(page_of(call)).content.decode()


def cut_off(order: PlacementOrder) -> PlacementOrder:
    """Taken up by a process that died: nobody says any more how far it is."""
    PlacementOrder.objects.filter(pk=order.pk).update(
        state=OrderState.RUNNING, phase=OrderPhase.PLACING, version=order.version + 1
    )
    order.refresh_from_db()
    return order


def phases_of(work: Callable[[], object]) -> list[tuple[str, int]]:
    """What was written into orders while the work went on: phase and share."""
    written: list[tuple[str, int]] = []

    def look(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if sql.startswith("UPDATE") and PlacementOrder._meta.db_table in sql:
            now = PlacementOrder.objects.values_list("phase", "share").get()
            written.append(now)
        return done

    with connection.execute_wrapper(look):
        work()
    return written


@pytest.fixture
def call() -> Call:
    return made.make_closed_call()[0]


@pytest.fixture
def owner(call: Call) -> User:
    return made.make_owner(call)


@pytest.fixture
def office(owner: User) -> Client:
    return signed_in(owner)


def test_the_worker_makes_the_preview_that_was_ordered(call: Call, owner: User) -> None:
    order = actions.order_preview(call, by=owner)
    assert (order.state, call.runs.count()) == (OrderState.WAITING, 0)
    assert "carry-out-placements" in run_due()
    order.refresh_from_db()
    assert (order.state, order.run) == (OrderState.DONE, call.runs.get())
    assert order.finished_at is not None
    assert call.runs.get().made_by == owner.public_id
    asked = Event.objects.get(deed="order-placement")
    assert (asked.actor_id, asked.values["kind"]) == (owner.public_id, "preview")


def test_the_worker_publishes_what_was_ordered(call: Call, owner: User) -> None:
    run = actions.preview_placement(call, by=TESTER)
    order = actions.order_publication(run, by=owner, expected_version=run.version)
    assert actions.carry_out_orders() == 1
    order.refresh_from_db()
    run.refresh_from_db()
    assert (order.state, run.state) == (OrderState.DONE, RunState.PUBLISHED)
    assert run.folder is not None
    assert actions.carry_out_orders() == 0


def test_every_phase_is_written_as_it_begins(call: Call, owner: User) -> None:
    order = actions.order_preview(call, by=owner)
    assert phases_of(lambda: actions.carry_out(order)) == [
        ("", 0),
        ("judging", 0),
        ("judging", 50),
        ("placing", 0),
        ("proving", 0),
        ("explaining", 0),
        ("explaining", 100),
        ("storing", 0),
        ("storing", 100),
    ]
    run = call.runs.get()
    order = actions.order_publication(run, by=owner)
    PlacementOrder.objects.exclude(pk=order.pk).delete()
    written = phases_of(lambda: actions.carry_out(order))
    assert written == [("", 0), ("folder", 0), ("publishing", 0), ("publishing", 100)]


def test_what_can_be_refused_at_once_is_not_ordered(call: Call, owner: User) -> None:
    run = actions.preview_placement(call, by=TESTER)
    with pytest.raises(Conflict) as refused:
        actions.order_publication(run, by=owner, expected_version=7)
    assert refused.value.code == "version-changed"
    application = call.applications.order_by("pk")[0]
    actions.set_override(call, application, None, "A reason.", by=TESTER)
    with pytest.raises(Conflict) as refused:
        actions.order_publication(run, by=owner, expected_version=run.version)
    assert refused.value.code == "run-stale"
    application.judgement.delete()
    with pytest.raises(NotReadyToPlace):
        actions.order_preview(call, by=owner)
    with clock.moved(by=made.BEFORE_CLOSING), pytest.raises(Refusal) as too_early:
        actions.order_preview(call, by=owner)
    assert too_early.value.code == "placement-call-open"
    assert not PlacementOrder.objects.exists()


def test_a_second_order_is_told_who_asked_first(call: Call, owner: User) -> None:
    run = actions.preview_placement(call, by=TESTER)
    first = actions.order_preview(call, by=owner)
    with pytest.raises(Conflict) as refused:
        actions.order_publication(run, by=made.make_owner(call))
    said = words(refused.value.code, refused.value.values)
    assert str(owner.person) in said
    actions.carry_out(first)
    assert actions.order_preview(call, by=owner).state == OrderState.WAITING


def test_an_order_that_was_cut_off_is_taken_up_again(call: Call, owner: User) -> None:
    order = cut_off(actions.order_preview(call, by=owner))
    assert actions.carry_out_orders() == 0
    assert actions.carry_out(order).state == OrderState.RUNNING
    with clock.moved(by=LATER):
        assert actions.carry_out_orders() == 1
    order.refresh_from_db()
    assert (order.state, call.runs.count()) == (OrderState.DONE, 1)


def test_one_that_is_cut_off_again_and_again_is_given_up(call: Call, owner: User) -> None:
    order = actions.order_preview(call, by=owner)
    for time in range(4):
        order = cut_off(order)
        with clock.moved(by=(time + 1) * LATER):
            assert orders_due().filter(pk=order.pk).exists()
    with clock.moved(by=LATER):
        actions.carry_out_orders()
    order.refresh_from_db()
    assert (order.state, order.refusal["code"]) == (OrderState.REFUSED, "order-cut-off")
    assert not call.runs.exists()
    assert not orders_due().exists()


def test_who_was_overtaken_stores_nothing(call: Call, owner: User) -> None:
    """The slow one comes to its end after somebody else took the order up."""
    order = actions.order_preview(call, by=owner)

    def overtake(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if "explaining" in map(str, params or ()):
            PlacementOrder.objects.update(version=9, phase="placing")
        return done

    with connection.execute_wrapper(overtake):
        actions.carry_out(order)
    assert (order.state, order.version, order.phase) == (OrderState.RUNNING, 9, "placing")
    assert not call.runs.exists()


def test_a_refusal_on_the_way_is_told_on_the_page(call: Call, owner: User, office: Client) -> None:
    run = actions.preview_placement(call, by=TESTER)
    order = actions.order_publication(run, by=owner, expected_version=run.version)
    engagement = call.applications.order_by("pk")[0].engagement
    applied.record(engagement, FactKind.GPA, {"value": "2.80", "credits": "150"})
    actions.carry_out(order)
    assert (order.state, order.refusal["code"]) == (OrderState.REFUSED, "run-stale")
    text = shown(office, call)
    assert "The result was not published" in text
    assert refusal_words(order) in text
    assert "Run a new preview" in text
    assert str(owner.person) in text


def test_nothing_is_done_for_whoever_may_not_decide_any_more(call: Call, owner: User) -> None:
    """No worker ran for a while, and meanwhile the role ended."""
    run = actions.preview_placement(call, by=TESTER)
    order = actions.order_publication(run, by=owner, expected_version=run.version)
    end_role(Role.objects.get(person=owner.person), by=TESTER)
    actions.carry_out_orders()
    order.refresh_from_db()
    run.refresh_from_db()
    assert (order.state, order.refusal["code"]) == (OrderState.REFUSED, "order-right-ended")
    assert run.state == RunState.PREVIEW
    text = shown(signed_in(made.make_owner(call)), call)
    assert f"{owner.person}, who asked for it, may not decide about this call any more" in text


def test_what_nobody_expected_ends_the_order_too(
    call: Call, owner: User, office: Client, caplog: pytest.LogCaptureFixture
) -> None:
    order = actions.order_preview(call, by=owner)
    Submission.objects.filter(application__call=call).update(content={})
    actions.carry_out(order)
    assert (order.state, order.refusal["code"]) == (OrderState.REFUSED, "order-failed")
    assert "KeyError" in order.refusal["values"]["error"]
    assert f"order {order.public_id} failed" in caplog.text
    text = shown(office, call)
    assert "something unexpected went wrong" in text
    assert order.public_id in text
    assert "KeyError" not in text
    assert reverse("office-placement-preview", args=[call.public_id]) in text


def test_a_small_call_is_placed_at_once(call: Call, office: Client) -> None:
    assert is_small(call)
    preview = reverse("office-placement-preview", args=[call.public_id])
    assert "Preview 1 is ready." in office.post(preview, follow=True).content.decode()
    run = call.runs.get()
    publish = reverse("office-run-publish", args=[run.public_id])
    text = office.post(publish, {"version": run.version}, follow=True).content.decode()
    assert "The result is published and everybody is written to." in text
    assert {order.state for order in call.placement_orders.all()} == {OrderState.DONE}


def test_a_large_call_is_left_to_the_worker(
    call: Call, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "SMALL", 1)
    preview = reverse("office-placement-preview", args=[call.public_id])
    assert "Waits for its turn" in office.post(preview, follow=True).content.decode()
    second = office.post(preview, follow=True).content.decode()
    assert "has asked for a placement of this call already" in second
    actions.carry_out_orders()
    assert "Preview 1 is ready." in shown(office, call)
    run = call.runs.get()
    publish = reverse("office-run-publish", args=[run.public_id])
    text = office.post(publish, {"version": run.version}, follow=True).content.decode()
    assert "Run 1 is being published" in text
    actions.carry_out_orders()
    assert "The result is published and everybody is written to." in shown(office, call)


def test_the_page_shows_how_far_it_is_and_offers_no_second_start(
    call: Call, owner: User, office: Client
) -> None:
    run = actions.preview_placement(call, by=TESTER)
    order = actions.order_preview(call, by=owner)
    PlacementOrder.objects.update(state=OrderState.RUNNING, phase=OrderPhase.JUDGING, share=40)
    text = shown(office, call)
    assert "Applications are judged by the facts of now" in text
    assert '<progress aria-labelledby="phase" value="40" max="100">' in text
    assert str(owner.person) in text
    assert "Look again" in text
    assert reverse("office-placement-preview", args=[call.public_id]) not in text
    assert reverse("office-run-publish", args=[run.public_id]) not in text
    part = office.get(page_of(call), headers={"HX-Request": "true"}).content.decode()
    assert part.strip() in text
    assert f"?seen=running-{order.phase or 'judging'}-40-False" in part


def test_htmx_is_told_only_of_what_is_new(call: Call, owner: User, office: Client) -> None:
    order = actions.order_preview(call, by=owner)
    asks = {"HX-Request": "true"}
    seen = f"{page_of(call)}?seen=waiting--0-False"
    assert office.get(seen, headers=asks).status_code == 204
    PlacementOrder.objects.update(state=OrderState.RUNNING, phase=OrderPhase.PROVING)
    assert "The result is checked" in office.get(seen, headers=asks).content.decode()
    PlacementOrder.objects.update(state=OrderState.WAITING, phase="")
    actions.carry_out(order)
    assert office.get(seen, headers=asks).headers["HX-Refresh"] == "true"


@pytest.mark.parametrize(("is_begun", "patience"), [(False, OVERDUE), (True, LATER + OVERDUE)])
def test_an_order_that_nobody_takes_up_says_why(
    call: Call, owner: User, office: Client, is_begun: bool, patience: dt.timedelta
) -> None:
    order = actions.order_preview(call, by=owner)
    if is_begun:
        cut_off(order)
    said = "Nothing has moved for more than a minute"
    assert said not in shown(office, call)
    with clock.moved(by=patience + dt.timedelta(seconds=1)):
        assert said in shown(office, call)


def test_the_most_placed_are_not_searched_for_while_a_page_waits() -> None:
    call, _applications = made.make_closed_call(
        rules=lambda call: add_minimum(call, at=call.places.get().public_id, seats=1, by=TESTER)
    )
    assert not is_small(call)


def test_the_latest_order_counts_whatever_the_clock_says(call: Call, owner: User) -> None:
    """The clock of a sample university can be moved back."""
    with clock.moved(by=dt.timedelta(days=30)):
        actions.carry_out(actions.order_preview(call, by=owner))
    order = actions.order_preview(call, by=owner)
    assert orders.latest_order(call) == order
