"""An applicant reads the own result on a phone, finds it among all, and appeals by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from sapar.selection import actions
from tests.factories.people import TESTER
from tests.journeys.contest import close_contest
from tests.journeys.inspection import PHONE
from tests.journeys.keyboard import enter, tab_to
from tests.journeys.newcomers import say
from tests.journeys.texts import APPEAL

pytestmark = pytest.mark.django_db(transaction=True)

ENOUGH = {
    "kk": "84 балл болса, сізге «Вильнюс университеті» орны берілер еді; сізде 81 балл.",
    "ru": "С баллом 84 вы получили бы место «Вильнюсский университет»; у вас 81.",
    "en": "With 84 points you would have been placed at Vilnius University; you have 81.",
}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_own_result_is_read_on_a_phone(come, inspection, language):
    contest = close_contest("second", "reader")
    actions.publish_run(actions.preview_placement(contest.call, by=TESTER), by=TESTER)
    reader = come(contest.person("reader"), viewport=PHONE)
    result = f"/{language}/applications/{contest.number('reader')}/result/"

    reader.go(result).reads(ENOUGH[language])
    follow(reader, language, "How places are given, and how to read this")
    expect(reader.page.locator("h1")).to_have_text(say("How places are given", language))
    own = reader.go(result).page.get_by_text(re.compile(r"^[A-Z]{2}-\d{4}$")).inner_text()
    follow(reader, language, "The published result, with how to check it")
    expect(reader.page.get_by_role("row", name=own)).to_contain_text("81")
    expect(reader.page.locator("main")).not_to_contain_text(contest.person("reader").family_name)

    reader.go(result)
    enter(reader.page, say("Write an appeal", language))
    tab_to(reader.page, say("What do you disagree with, and why?", language))
    reader.page.keyboard.type(APPEAL)
    enter(reader.page, say("Send the appeal", language))
    reader.reads(say("Your appeal has arrived. The answer comes by mail, with reasons.", language))
    reader.reads(APPEAL)
    if language == "kk":  # every language is looked at from the English pages
        reader.visit(result.replace("/kk/", "/en/")).reads(ENOUGH["en"])
    assert inspection.faults == []


def follow(reader, language: str, english: str) -> None:
    reader.follow(say(english, language))
