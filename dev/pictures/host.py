"""The way of a host's coordinator, who has no account: a fresh link, a mail, a code, the page."""

from __future__ import annotations

import re
import sys
import time

from playwright.sync_api import Page

MAILS = "/en/sample/mails/"
SENT_WITHIN = 60  # seconds until the worker has sent a mail


def open_host_page(page: Page) -> None:
    """From the office's page of nominations to the page that the host sees."""
    page.get_by_role("button", name="Send a fresh link").first.click()
    path = _find_in_newest_mail(page, r"/\w\w(/host/[\w-]+/)")
    page.goto(f"/en{path}")
    page.get_by_role("button", name="Send me the code").click()
    code = _find_in_newest_mail(page, r"\b(\d{3} ?\d{3})\b")
    page.goto(f"/en{path}")
    page.get_by_label("Code from the mail").fill(code)
    page.get_by_role("button", name="Open the page").click()


def _find_in_newest_mail(page: Page, pattern: str) -> str:
    deadline = time.monotonic() + SENT_WITHIN
    while time.monotonic() < deadline:
        page.goto(MAILS)
        newest = page.locator("main .list > li").first.locator("a")
        if newest.count():
            newest.click()
            found = re.search(pattern, page.locator("main article").inner_text())
            if found:
                return found[1]
        time.sleep(0.5)
    sys.exit(f"no mail with {pattern} was sent")
