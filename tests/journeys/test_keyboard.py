"""Everything an applicant has to do can be done with Tab, Enter and Space."""

import pytest
from playwright.sync_api import expect

from tests.factories import applications as made
from tests.journeys.keyboard import enter, focused, tab_to
from tests.journeys.signed_in import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_application_is_submitted_by_keyboard_alone(live_server, page):
    draft = made.complete(made.make_draft())
    sign_in(page, live_server, draft.engagement.person)
    page.goto(f"{live_server.url}/en/applications/{draft.public_id}/")

    enter(page, "About you")
    expect(page.get_by_role("heading", level=1)).to_have_text("About you")
    tab_to(page, "Telephone")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("+7 701 111 22 33")
    enter(page, "Save and continue")
    expect(page.get_by_role("heading", name="Tasks")).to_be_visible()

    enter(page, "Wishes")
    second = page.locator(".wishes li > span").nth(1).inner_text().strip()
    tab_to(page, f"Up {second}")
    page.keyboard.press("Space")
    expect(page.locator(".wishes li").first).to_contain_text(second)
    enter(page, "Continue")

    enter(page, "Consents")
    tab_to(page, "I agree that my data are passed")
    expect(page.locator("#transfer")).to_be_checked()
    page.keyboard.press("Space")
    expect(page.locator("#transfer")).not_to_be_checked()
    page.keyboard.press("Space")
    enter(page, "Save and continue")

    enter(page, "Check and submit")
    enter(page, "Submit the application")
    expect(page.get_by_role("heading", level=1)).to_have_text("The application is submitted")


def test_the_first_stop_leads_past_the_navigation(live_server, page):
    page.goto(f"{live_server.url}/en/calls/")
    page.keyboard.press("Tab")
    assert focused(page)["name"] == "Skip to the content"
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_fault_is_named_and_leads_to_its_field(live_server, page):
    draft = made.make_draft()
    sign_in(page, live_server, draft.engagement.person)
    page.goto(f"{live_server.url}/en/applications/{draft.public_id}/about/")
    tab_to(page, "Telephone")
    page.keyboard.type("call me")
    enter(page, "Save and continue")
    expect(page.get_by_role("alert").first).to_contain_text("call me")
    expect(page.get_by_label("Telephone")).to_have_value("call me")
    tab_to(page, "Telephone –")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Telephone")).to_be_focused()
