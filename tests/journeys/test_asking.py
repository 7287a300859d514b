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


def test_a_question_is_asked_answered_and_becomes_a_frequent_one(enter, inspection):
    stranger, officer, editor = enter(), enter("officer@example.org"), enter("editor@example.org")
    ask(stranger)
    confirm(stranger, link_in_mail(stranger, ASKER, "contacts/confirm"), "Yes, I asked this")
    stranger.look()
    question = answer(officer)
    assert ANSWER in open_mail(stranger, ASKER)
    publish_as_frequent(officer, editor, question)
    stranger.visit("/en/questions/").reads(FREQUENT["en"], ANSWER)
    assert inspection.faults == []


def test_a_guest_without_scripts_waits_for_a_place_and_moves_up(enter, inspection):
    guest, reader = enter(java_script_enabled=False), enter()
    guest.go("/en/events/").follow(EVENT)
    guest.follow("Join the waiting list")
    give(guest, "Register for the event", name=NAME, email=GUEST)
    guest.reads("Look into your mail")
    attendance = link_in_mail(guest, GUEST, "events/attendance")
    reader.visit(attendance).reads("Your registration")
    confirm(guest, attendance, "Yes, I want to come")
    guest.reads("You are on the waiting list", "You are number 3 in line")
    for address in WITH_A_PLACE:
        leaving = link_in_mail(reader, address, "events/attendance")
        confirm(reader, leaving, "I cannot come")
    assert "A place became free for you" in open_mail(reader, GUEST)
    guest.go(attendance).reads("You have a place")
    reader.visit(attendance)
    officer = enter("officer@example.org")
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
