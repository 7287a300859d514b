"""An office waits for the placement of a large call: the page says how far it is, by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from sapar.selection import actions, orders
from sapar.selection.enums import OrderPhase, OrderState
from sapar.selection.models import PlacementOrder
from tests.factories import selection as made
from tests.journeys.contest import CANDIDATES, close_contest

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_page_follows_a_placement_until_its_result_stands_there(come, inspection, monkeypatch):
    monkeypatch.setattr(orders, "SMALL", 1)
    contest = close_contest(*CANDIDATES)
    page = f"/en/office/calls/{contest.call.public_id}/placement/"
    office = come(made.make_owner(contest.call).person)
    office.go(page)
    office.press("Run the preview")
    office.reads("A preview is being worked out", "Waits for its turn", "You may leave this page")
    office.look()

    order = PlacementOrder.objects.get()
    now = PlacementOrder.objects.filter(pk=order.pk)
    now.update(state=OrderState.RUNNING, phase=OrderPhase.JUDGING, share=40)
    office.reads("Applications are judged by the facts of now")
    expect(office.page.get_by_role("progressbar")).to_have_attribute("value", "40")
    office.look()

    colleague = come(made.make_owner(contest.call).person, java_script_enabled=False)
    colleague.go(page).reads("Applications are judged by the facts of now")
    now.update(state=OrderState.WAITING, phase="", share=0)
    actions.carry_out(order)
    office.reads("Preview 1 is ready.")
    colleague.follow("Look again")
    colleague.reads("Preview 1 is ready.")
    assert inspection.faults == []
