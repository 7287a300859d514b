"""Scripts only make things quicker: without them an application is filled in and submitted."""

import pytest
from playwright.sync_api import expect

from sapar.applications.models import Application
from tests.documents.samples import PDF
from tests.factories import applications as made
from tests.journeys.signed_in import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "java_script_enabled": False}


def test_an_application_is_made_without_scripts(live_server, page):
    call = made.make_call()
    engagement = made.make_eligible()
    sign_in(page, live_server, engagement.person)
    first, second = (str(place.host) for place in made.places_of(call))

    page.goto(f"{live_server.url}/en/calls/{call.public_id}/apply/")
    page.get_by_role("button", name="Begin the application").click()
    page.locator("main").get_by_role("link", name="About you").click()
    page.get_by_label("Telephone").fill("+7 700 123 45 67")
    page.get_by_label("Whom to call in an emergency").fill("Aunt, +7 700 765 43 21")
    page.get_by_role("button", name="Save and continue").click()

    page.get_by_role("link", name="Wishes").first.click()
    for host in (first, second):
        page.get_by_role("button", name="Add to my wishes").filter(has_text=host).click()
    page.get_by_role("button", name=f"Up {second}").click()
    expect(page.locator(".wishes li").first).to_contain_text(second)
    page.get_by_role("button", name="Continue").click()

    page.get_by_role("link", name="Motivation").first.click()
    page.locator("[name=motivation]").fill("To learn.")
    page.get_by_role("button", name="Save and continue").click()

    page.get_by_role("link", name="Documents").first.click()
    for code in call.documents.values_list("code", flat=True):
        file = {"name": f"{code}.pdf", "mimeType": "application/pdf", "buffer": PDF}
        page.locator(f"#file-{code}").set_input_files(file)
        page.locator(f"button[name=attach][value={code}]").click()
        expect(page.get_by_role("link", name=f"{code}.pdf")).to_be_visible()
    page.get_by_role("button", name="Continue").click()

    page.get_by_role("link", name="Consents").first.click()
    page.locator("#processing").check()
    page.locator("#transfer").check()
    page.get_by_role("button", name="Save and continue").click()

    page.get_by_role("link", name="Check and submit").first.click()
    page.get_by_role("button", name="Submit the application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The application is submitted")
    application = Application.objects.get()
    assert application.state == "submitted"
    wished = [str(wish.place.host) for wish in application.wishes.order_by("rank")]
    assert wished == [second, first]
