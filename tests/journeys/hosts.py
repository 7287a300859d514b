"""What the coordinator of a host does, who has no account: a mail, a link, a code, an answer."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from sapar.messaging.actions import deliver_due_mail
from sapar.messaging.models import OutboxMessage
from tests.journeys.visitors import Visitor


def open_mail(host: Visitor, address: str) -> str:
    """The newest mail to the address, read on the page of the sample; returns its text."""
    deliver_due_mail()
    newest = OutboxMessage.objects.filter(address=address).order_by("-id")[0]
    host.go(f"/en/sample/mails/{newest.public_id}/")
    return host.page.locator("article").inner_text()


def link_to(host: Visitor, address: str) -> str:
    """The path of the link in the newest mail, in English."""
    found = re.search(r"/\w\w/host/[\w-]+/", open_mail(host, address))
    assert found
    return "/en" + found[0][3:]


def open_link(host: Visitor, link: str, address: str, *, hides: str) -> None:
    """The page shows nobody before the code from a second mail is entered."""
    host.visit(link).reads("Is it you?")
    expect(host.page.locator("body")).not_to_contain_text(hides)
    host.press("Send me the code")
    host.reads("The code is on its way")
    code = re.search(r"\b\d{3} ?\d{3}\b", open_mail(host, address))
    assert code
    host.go(link).page.get_by_label("Code from the mail").fill(code[0])
    host.press("Open the page")
    host.reads("Nominees for", hides)
    host.look()


def ask_for_correction(host: Visitor, link: str, name: str, reason: str) -> None:
    nominee = host.go(link).page.locator("section", has_text=name)
    nominee.get_by_label("Reason").fill(reason)
    host.press("Ask for a correction", within=nominee)
    host.reads("Your answer is recorded")


def accept(host: Visitor, link: str, name: str) -> None:
    host.go(link).press(f"Accept the nominee {name}")
    host.reads("Your answer is recorded")
