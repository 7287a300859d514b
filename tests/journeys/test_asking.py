"""Strangers ask, subscribe and come to an event; the offices answer."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.hosts import open_mail
from tests.journeys.texts import ANSWER, FREQUENT, QUESTION
from tests.journeys.visitors import Visitor

ASKER, GUEST, SUBSCRIBER = "asker@example.net", "guest@example.net", "subscriber@example.net"
NAME = "Лейла"
EVENT = "December meeting on mobility"
WITH_A_PLACE = ("aruzhan.t@example.net", "ilya.s@example.net", "madina.a@example.net")


def test_strangers_ask_and_come(enter, inspection):
    officer, stranger = enter("officer@example.org"), enter()
    ask(stranger)
    confirm(stranger, link_in_mail(stranger, ASKER, "contacts/confirm"), "Yes, I asked this")
    stranger.look()
    question = answer(officer)
    assert ANSWER in open_mail(stranger, ASKER)
    publish_as_frequent(officer, enter("editor@example.org"), question)
    stranger.visit("/en/questions/").reads(FREQUENT["en"], ANSWER)

    guest = enter(java_script_enabled=False)
    attendance = register(guest)
    stranger.visit(attendance).reads("Your registration")
    confirm(guest, attendance, "Yes, I want to come")
    guest.reads("You are on the waiting list", "You are number 3 in line")
    give_places_back(stranger)
    assert "A place became free for you" in open_mail(stranger, GUEST)
    stranger.visit(attendance).reads("You have a place")
    officer.visit("/en/office/events/").follow(EVENT)
    officer.reads(NAME, "5 persons have a place")
    officer.look()
    subscribe(guest)
    assert inspection.faults == []


def ask(stranger: Visitor) -> None:
    stranger.visit("/en/contacts/").follow("Ask a question")
    stranger.page.get_by_label("Mobility abroad").check()
    stranger.page.get_by_label("Question and answer may be published").check()
    give(stranger, "Send the question", text=QUESTION, name=NAME, email=ASKER)
    if stranger.page.get_by_role("button", name="None of these").count():
        stranger.look()
        stranger.leave_by("None of these: send my question")
    stranger.reads("Question ")
    stranger.look()


def answer(officer: Visitor) -> str:
    """Returns the address of the question in the office."""
    officer.visit("/en/office/questions/").follow(QUESTION)
    officer.look()
    officer.page.get_by_label("Answer", exact=False).first.fill(ANSWER)
    officer.press("Send the answer")
    officer.reads("on its way to the asker")
    officer.look()
    return officer.path


def publish_as_frequent(officer: Visitor, editor: Visitor, question: str) -> None:
    """The officer drafts it in three languages, an editor publishes it."""
    officer.go(question).press("Make a frequent question of it")
    officer.reads("Here is the draft")
    for language, words in FREQUENT.items():
        officer.page.locator(f"[name=question_{language}]").fill(words)
        officer.page.locator(f"[name=answer_{language}]").fill(ANSWER)
    officer.press("Save")
    officer.reads("The question is saved.")
    officer.look()
    editor.visit("/en/office/frequent-questions/").go(officer.path).press("Publish as saved")
    editor.reads("The question is published.")


def register(guest: Visitor) -> str:
    """Returns the address of the page behind the mailed link."""
    guest.go("/en/events/").follow(EVENT)
    guest.follow("Join the waiting list")
    give(guest, "Register for the event", name=NAME, email=GUEST)
    guest.reads("Look into your mail")
    return link_in_mail(guest, GUEST, "events/attendance")


def give_places_back(visitor: Visitor) -> None:
    for address in WITH_A_PLACE:
        link = link_in_mail(visitor, address, "events/attendance")
        confirm(visitor, link, "I cannot come")


def subscribe(guest: Visitor) -> None:
    guest.go("/en/calls/subscribe/")
    give(guest, "Tell me", email=SUBSCRIBER)
    guest.reads("Look into your mail")
    link = link_in_mail(guest, SUBSCRIBER, "calls/subscription")
    confirm(guest, link, "Yes, tell me")
    expect(guest.page.get_by_role("button", name="End the subscription")).to_be_visible()


def give(visitor: Visitor, button: str, **texts: str) -> None:
    for name, text in texts.items():
        visitor.page.locator(f"main [name={name}]").fill(text)
    with visitor.page.expect_navigation():
        visitor.press(button)


def confirm(visitor: Visitor, link: str, button: str) -> None:
    """The link alone changes nothing; its button does."""
    visitor.go(link)
    with visitor.page.expect_navigation():
        visitor.press(button)


def link_in_mail(visitor: Visitor, address: str, part: str) -> str:
    """The path in the newest mail to the address, in English."""
    found = re.search(rf"/\w\w/({part}/[\w-]+/)", open_mail(visitor, address))
    assert found
    return f"/en/{found[1]}"
