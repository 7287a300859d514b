"""What an applicant does in the browser, from the list of calls to the submitted application."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.documents.samples import PDF
from tests.journeys.texts import EMERGENCY, MOTIVATION, PHONE
from tests.journeys.visitors import Visitor


def apply(
    applicant: Visitor, call: str, *hosts: str, first: str = "", motivation: str = "Motivation"
) -> str:
    """Through the task list to a submitted application; returns its number.

    ``hosts`` in the order they are added; ``first`` is then moved up.
    """
    application = begin(applicant, call)
    prepare(applicant, *hosts, first=first, motivation=motivation)
    submit(applicant)
    return application


def prepare(
    applicant: Visitor, *hosts: str, first: str = "", motivation: str = "Motivation"
) -> None:
    """Every task but the last, from the task list and back to it."""
    tell_about_oneself(applicant)
    choose(applicant, *hosts, first=first)
    write(applicant, motivation)
    upload_all(applicant)
    consent(applicant)


def begin(applicant: Visitor, call: str) -> str:
    applicant.visit(f"/en/calls/{call}/")
    applicant.visit(f"/en/calls/{call}/apply/").leave_by("Begin the application")
    applicant.reads("Your draft has the number")
    applicant.look()
    return applicant.path.split("/")[-2]


def tell_about_oneself(applicant: Visitor) -> None:
    applicant.follow("About you")
    applicant.page.get_by_label("Telephone").fill(PHONE)
    applicant.page.get_by_label("Whom to call in an emergency").fill(EMERGENCY)
    applicant.look()
    applicant.leave_by("Save and continue")


def choose(applicant: Visitor, *hosts: str, first: str = "") -> None:
    applicant.follow("Wishes")
    for host in hosts:
        applicant.page.get_by_role("button", name="Add to my wishes").filter(has_text=host).click()
    if first:
        applicant.page.get_by_role("button", name="Up").filter(has_text=first).click()
        expect(applicant.page.locator(".wishes li").first).to_contain_text(first)
        expect(applicant.page.get_by_role("status")).to_contain_text("Saved")
    applicant.look()
    applicant.leave_by("Continue")


def write(applicant: Visitor, title: str) -> None:
    """Saved as the field is left; the page is not sent."""
    applicant.follow(title)
    field = applicant.page.locator("[name=motivation]")
    field.fill(MOTIVATION)
    field.blur()
    expect(applicant.page.get_by_role("status")).to_contain_text("Saved")
    applicant.look()
    applicant.page.reload()
    expect(field).to_have_value(MOTIVATION)
    applicant.leave_by("Save and continue")


def upload_all(applicant: Visitor) -> None:
    applicant.follow("Documents")
    for place in range(applicant.page.locator("input[type=file]").count()):
        applicant.page.locator("input[type=file]").nth(place).set_input_files(
            {"name": f"document-{place}.pdf", "mimeType": "application/pdf", "buffer": PDF}
        )
        applicant.page.locator("button[name=attach]").nth(place).click()
        applicant.reads(f"document-{place}.pdf")
    applicant.look()
    applicant.leave_by("Continue")


def consent(applicant: Visitor) -> None:
    applicant.follow("Consents")
    for box in applicant.page.get_by_role("checkbox").all():
        box.check()
    applicant.look()
    applicant.leave_by("Save and continue")


def submit(applicant: Visitor) -> None:
    applicant.follow("Check and submit")
    applicant.look()
    applicant.leave_by("Submit the application")
    applicant.reads("The application is submitted", "What happens next")
    applicant.look()
