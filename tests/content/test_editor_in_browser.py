"""The editor with its script: buttons, live preview, pasting from Word, lists to choose from."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from sapar.accounts.enums import RoleKind
from sapar.content.models import Article
from sapar.institutions.enums import UnitKind
from tests.content.test_importing import WORD
from tests.factories.articles import write_article
from tests.factories.calls import make_agreement
from tests.factories.people import make_staff, make_unit

pytestmark = pytest.mark.django_db(transaction=True)

PASTE = """(area, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "plain");
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
}"""


@pytest.fixture
def article(transactional_db) -> Article:
    return write_article()


@pytest.fixture
def editor(live_server, page: Page, article: Article) -> Page:
    client = Client()
    user = make_staff(RoleKind.EDITOR, make_unit(UnitKind.DEPARTMENT))
    client.force_login(user, backend="sapar.accounts.backends.SaparBackend")
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.goto(f"{live_server.url}/en/office/articles/{article.public_id}/")
    return page


def body(editor: Page, language: str = "en"):
    return editor.locator(f"textarea[data-body={language}]")


def test_buttons_write_the_signs(editor: Page, article: Article):
    body(editor).fill("dormitory")
    body(editor).select_text()
    editor.get_by_role("button", name="Bold").click()
    expect(body(editor)).to_have_value("**dormitory**")
    editor.get_by_role("button", name="Table").click()
    expect(body(editor)).to_have_value(
        "**dormitory**\n\n| Column | Column |\n| --- | --- |\n|  |  |\n|  |  |\n\n"
    )
    expect(editor.get_by_role("status")).to_contain_text("Saved at")
    article.refresh_from_db()
    assert article.body.en.startswith("**dormitory**")


def test_the_text_is_seen_while_it_is_written(editor: Page):
    body(editor, "kk").fill("## Бөлме\n\n- таза\n- жылы")
    preview = editor.locator("[data-preview]")
    expect(preview.get_by_role("heading", name="Бөлме")).to_be_visible()
    expect(preview.get_by_role("listitem")).to_have_text(["таза", "жылы"])


def test_what_word_pastes_comes_in_clean(editor: Page):
    body(editor).fill("")
    body(editor).focus()
    body(editor).evaluate(PASTE, WORD)
    expect(body(editor)).to_have_value(re.compile(r"^# Жильё\n\n\*\*Важно:\*\*"))
    expect(body(editor)).not_to_have_value(re.compile("mso"))


def test_a_partner_is_chosen_from_a_list(editor: Page, article: Article):
    partner = make_agreement().partner
    body(editor).fill("See:")
    editor.get_by_role("button", name="Partner", exact=True).click()
    editor.get_by_role("button", name=f"Put in {partner.name.en}").click()
    expect(body(editor)).to_have_value(f"See:\n\n[[partner:{partner.public_id}]]\n\n")
    drawn = editor.locator("[data-preview]").get_by_role("link", name=partner.name.en)
    expect(drawn).to_be_visible()


def test_three_languages_stand_side_by_side(editor: Page):
    tops = [body(editor, code).bounding_box() for code in ("kk", "ru", "en")]
    assert len({round(box["y"]) for box in tops if box}) == 1
    editor.set_viewport_size({"width": 360, "height": 800})
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert editor.evaluate(overflow) <= 0


def test_everything_can_be_used_by_everybody(editor: Page):
    editor.get_by_role("button", name="Partner", exact=True).click()
    found = Axe().run(editor, options={"resultTypes": ["violations"]})
    assert not found.violations_count, found.generate_report()
