"""Fields are saved as they are left; what cannot be sent is never lost."""

import pytest
from playwright.sync_api import expect

from tests.ui.draft import saved

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.ui.urls")]


@pytest.fixture
def draft(live_server, page):
    saved.clear()
    page.goto(f"{live_server.url}/en/draft/")
    return page


def write(page, text):
    page.get_by_label("Motivation").fill(text)
    page.get_by_label("Motivation").blur()


def test_a_field_is_saved_as_it_is_left(draft):
    write(draft, "Қазақша мәтін")
    expect(draft.get_by_role("status")).to_have_text("Saved at 14:32.")
    assert saved == [("motivation", ["Қазақша мәтін"], "1")]


def test_the_next_field_knows_the_new_version(draft):
    write(draft, "one")
    expect(draft.locator("[name=version]")).to_have_value("2")
    write(draft, "two")
    expect(draft.locator("[name=version]")).to_have_value("3")
    assert [version for _field, _values, version in saved] == ["1", "2"]


def test_what_could_not_be_sent_is_kept_and_sent_later(draft):
    draft.route("**/autosave/", lambda route: route.abort())
    write(draft, "typed on the train")
    expect(draft.get_by_role("status")).to_contain_text("kept on this device")
    assert saved == []

    draft.once("dialog", lambda dialog: dialog.accept())
    draft.unroute("**/autosave/")
    draft.reload()
    expect(draft.get_by_label("Motivation")).to_have_value("typed on the train")
    expect(draft.get_by_role("status")).to_have_text("Saved at 14:32.")
    assert saved == [("motivation", ["typed on the train"], "1")]


def test_it_is_sent_as_soon_as_the_connection_is_back(draft):
    draft.context.set_offline(True)
    write(draft, "offline")
    expect(draft.get_by_role("status")).to_contain_text("kept on this device")
    draft.context.set_offline(False)
    expect(draft.get_by_role("status")).to_have_text("Saved at 14:32.")


def test_a_refusal_says_why(draft):
    write(draft, "refuse this")
    expect(draft.get_by_role("status")).to_have_text("Somebody else was first.")


def test_wishes_are_put_in_order_and_saved(draft):
    draft.get_by_role("button", name="Up B").click()
    expect(draft.get_by_role("status")).to_have_text("Saved at 14:32.")
    assert saved[-1][:2] == ("wishes", ["B", "A", "C"])
    draft.get_by_text("C", exact=True).drag_to(draft.get_by_text("B", exact=True))
    expect(draft.locator(".wishes li").first).to_contain_text("C")
    expect(draft.locator("[name=version]")).to_have_value("3")
    assert saved[-1][:2] == ("wishes", ["C", "B", "A"])
