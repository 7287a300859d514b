"""Somebody who knows nothing and follows words from the home page, in a language of their own."""

from __future__ import annotations

import re

from django.utils.translation import gettext, override
from playwright.sync_api import Locator, expect

from tests.journeys.visitors import Visitor

MOST_STEPS = 3


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
        return say(english, self.language)


def say(english: str, language: str) -> str:
    with override(language):
        return gettext(english)
