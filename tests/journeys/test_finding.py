"""A visitor who knows nothing finds what matters from the home page, in three steps at most.

The links are named in English here and followed by the words that the page's language has for them.
"""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.utils.translation import gettext, override
from playwright.sync_api import Locator, expect

from tests.journeys.visitors import Visitor

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]
MOST_STEPS = 3
DEADLINE = re.compile(r"\b2026\b.*\b\d{2}:\d{2}\b")
HOSTS = {"kk": "Вильнюс университеті", "ru": "Вильнюсский университет", "en": "Vilnius University"}
CALLS = {
    "kk": "Шетелде бір семестр: 2027 жылғы күз",
    "ru": "Семестр за рубежом: осень 2027 года",
    "en": "A semester abroad: autumn 2027",
}


class Search:
    """Counts the steps of a visitor who begins on the home page."""

    def __init__(self, visitor: Visitor, language: str) -> None:
        self.visitor = visitor
        self.language = language
        self.steps = 0
        visitor.go(f"/{language}/")

    @property
    def main(self) -> Locator:
        return self.visitor.page.locator("main")

    def follow(self, words: str, *, exact: bool = False) -> Search:
        """A link by the English of its words, or by the name of a record."""
        link = self.main.get_by_role("link", name=self.say(words), exact=exact).first
        expect(link).to_be_visible()
        return self._step(link)

    def press(self, english: str) -> Search:
        return self._step(self.main.get_by_role("button", name=self.say(english)))

    def _step(self, element: Locator) -> Search:
        with self.visitor.page.expect_navigation():
            element.click()
        self.steps += 1
        assert self.steps <= MOST_STEPS
        return self

    def sees(self, *found: str | re.Pattern[str]) -> None:
        for words in found:
            expect(self.main).to_contain_text(words)

    def say(self, english: str) -> str:
        with override(self.language):
            return gettext(english)


@pytest.fixture(params=LANGUAGES)
def begin(request, read):
    visitor = read()

    def begin() -> Search:
        return Search(visitor, request.param)

    return begin


def test_from_home_in_three_steps(begin):
    find_whether_one_may_go(begin())
    find_where(begin())
    find_by_when(begin())
    find_papers(begin())
    find_whom_to_ask(begin())


def find_whether_one_may_go(search: Search) -> None:
    page = search.follow("May I go?").visitor.page
    answer(page, who="integrated", school="school-medicine", english="B2", gpa="3.4")
    search.press("Show what fits")
    expect(page.locator("section[aria-labelledby=fits] h2")).to_have_text(re.compile(r"^\D*\d+"))
    expect(page.locator("section[aria-labelledby=fits] li a").first).to_be_visible()


def find_where(search: Search) -> None:
    search.follow("Where to?").follow(HOSTS[search.language], exact=True)
    search.sees(search.say("Agreements"), search.say("Places by period"))


def find_by_when(search: Search) -> None:
    search.follow("By when?").sees(DEADLINE)
    search.follow(CALLS[search.language]).sees(DEADLINE)


def find_papers(search: Search) -> None:
    search.follow("With what papers?")
    expect(search.main.get_by_role("listitem").first).to_be_visible()


def find_whom_to_ask(search: Search) -> None:
    search.follow("Whom do I ask?").sees("331")
    search.follow("Ask a question")
    expect(search.main.locator("textarea[name=text]")).to_be_visible()


def answer(page, **answers: str) -> None:
    for name, given in answers.items():
        field = page.locator(f"[name={name}]")
        if name == "gpa":
            field.fill(given)
        else:
            field.select_option(given)
