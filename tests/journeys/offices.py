"""What the owner of a call does in the browser."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys.moments import CLOSES, OPENS
from tests.journeys.texts import REFUSAL
from tests.journeys.visitors import Visitor

AS_TYPED = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True)
class Draft:
    """``places``: a part of the host's name, and seats."""

    audience: str
    period: str
    titles: dict[str, str]
    places: dict[str, int]


def publish_call(office: Visitor, draft: Draft) -> str:
    """Draft a call from nothing and publish it; returns its number."""
    call = start_draft(office, draft)
    write_description(office, call)
    for host, seats in draft.places.items():
        add_place(office, call, host, seats)
    look_at_parts(office, call)
    office.go(f"/en/office/calls/{call}/").follow("Look at what will be frozen")
    office.look()
    office.press("Publish the call")
    office.reads("The call is published and its terms are frozen.")
    office.look()
    return call


def start_draft(office: Visitor, draft: Draft) -> str:
    office.visit("/en/office/calls/").follow("Start a call")
    page = office.page
    page.get_by_label("For whom").select_option(draft.audience)
    choose(page, "Period of the stay", draft.period)
    for language, title in draft.titles.items():
        page.locator(f"[name=title_{language}]").fill(title)
        page.locator(f"[name=summary_{language}]").fill(title)
    page.get_by_label("Opens").fill(OPENS.strftime(AS_TYPED))
    page.get_by_label("Closes").fill(CLOSES.strftime(AS_TYPED))
    office.look()
    office.press("Start the draft")
    office.reads("The draft is started.", "What is missing before it can be published")
    office.look()
    return office.path.split("/")[-2]


def write_description(office: Visitor, call: str) -> None:
    office.go(f"/en/office/calls/{call}/texts/")
    for language, text in DESCRIPTION.items():
        office.page.locator(f"[name=description_{language}]").fill(text)
    office.press("Save the draft")
    office.reads("The draft is saved.")


DESCRIPTION = {
    "kk": "Қалауыңызды маңыздылық ретімен көрсетіңіз.",
    "ru": "Расположите пожелания в порядке важности.",
    "en": "Put your wishes in order of importance.",
}


def add_place(office: Visitor, call: str, host: str, seats: int) -> None:
    page = office.go(f"/en/office/calls/{call}/places/").page
    choose(page, "Agreement", host)
    page.get_by_label("Seats").fill(str(seats))
    office.press("Add the place")
    office.reads("The place is added.")


def choose(page: Page, label: str, part: str) -> None:
    """The option that has ``part`` in its words."""
    option = page.get_by_label(label).locator("option", has_text=part)
    page.get_by_label(label).select_option(option.get_attribute("value"))


def look_at_parts(office: Visitor, call: str) -> None:
    for part in ("texts", "places", "requirements", "documents", "scorecard"):
        office.visit(f"/en/office/calls/{call}/{part}/")


def decide(office: Visitor, application: str, button: str) -> None:
    office.go(f"/en/office/applications/{application}/").press(button)
    office.reads("the applicant is told by mail")


def refuse(office: Visitor, application: str) -> None:
    office.go(f"/en/office/applications/{application}/")
    office.open_fold("Refuse the application")
    office.page.get_by_label("Reason").fill(REFUSAL)
    office.press("Refuse the application")
    office.reads("The application is refused")


def place_and_publish(office: Visitor, call: str) -> None:
    office.visit(f"/en/office/calls/{call}/placement/")
    office.press("Run the preview")
    office.reads("is ready")
    office.look()
    office.press("Publish the result")
    office.reads("The result is published")
    office.look()
    for part in ("ranking", "offers", "nominations"):
        office.visit(f"/en/office/calls/{call}/{part}/")


def nominate_all(office: Visitor, call: str) -> None:
    office.visit(f"/en/office/calls/{call}/nominations/").press("Nominate all who accepted")
    office.reads("on its way")
    office.look()


def numbers_in(office: Visitor) -> list[str]:
    """Numbers of the applications that the open page names, in its order."""
    found = re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", office.page.locator("main").inner_text())
    return list(dict.fromkeys(found))
