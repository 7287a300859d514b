"""Whoever waits for an answer reads that it is worked out, and cannot ask twice."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.ui.urls")]


@pytest.fixture
def waiting(live_server, page):
    page.goto(f"{live_server.url}/en/waiting/")
    return page


def test_a_form_says_that_it_is_worked_out_and_is_not_sent_twice(waiting):
    # The window is told last: the answer never comes.
    waiting.evaluate("window.addEventListener('submit', (event) => event.preventDefault())")
    waiting.get_by_role("button", name="Decide").click()
    expect(waiting.get_by_role("status")).to_contain_text("This is being worked out.")
    for name in ("Compare", "Decide"):
        expect(waiting.get_by_role("button", name=name)).to_be_disabled()


def test_the_button_that_was_pressed_is_sent_and_the_page_can_be_used_again(waiting):
    waiting.get_by_role("button", name="Decide").click()
    expect(waiting.get_by_text("Asked for: decide")).to_be_visible()
    waiting.go_back()
    expect(waiting.get_by_text("Asked for: nothing")).to_be_visible()
    expect(waiting.get_by_role("status")).to_be_empty()
    expect(waiting.get_by_role("button", name="Compare")).to_be_enabled()
