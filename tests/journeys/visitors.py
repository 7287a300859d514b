"""A person in a browser of their own."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from sapar.accounts.models import User
from tests.journeys.inspection import Inspection


class Visitor:
    """``email`` is empty for who has no account."""

    def __init__(self, page: Page, email: str, inspection: Inspection) -> None:
        self.page = page
        self.email = email
        self.inspection = inspection

    def sign_in(self) -> None:
        user = User.objects.get(email=self.email)
        assert user.person is not None
        self.go("/en/sample/")
        self.leave_by(f"Sign in {user.person.full_name}")

    def go(self, path: str) -> Visitor:
        self.page.goto(path)
        return self

    def look(self) -> None:
        """Let the page that is open now be inspected, in every language and form."""
        self.page.wait_for_load_state()  # its words may be there before its styles are
        self.inspection.inspect(self.page, self.email or "nobody")

    def visit(self, path: str) -> Visitor:
        """Go to a page and look at it."""
        self.go(path).look()
        return self

    def press(self, name: str, *, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("button", name=name).click()

    def leave_by(self, name: str) -> None:
        """Press a button that leads to another page, and be there: saving may come first."""
        before = self.page.url
        self.press(name)
        expect(self.page).not_to_have_url(before)

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        with self.page.expect_navigation():
            (within or self.page.locator("main")).get_by_role("link", name=name).first.click()

    def open_fold(self, title: str) -> None:
        self.page.locator("summary", has_text=title).click()

    def reads(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path
