"""The low-vision version: its colours are as strong as they can be, and no page falls apart."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

import sapar.ui
from sapar.ui.legibility import CONTRASTS
from tests.ui.test_tokens import HEX, contrast, read_tokens

SHEET = (Path(sapar.ui.__file__).parent / "static/ui/legibility.css").read_text("utf-8")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def colours_of(name: str) -> tuple[str, str]:
    block = SHEET.partition(f':root[data-contrast="{name}"]')[2].partition("}")[0]
    ink, paper = re.findall(rf": ({HEX});", block)
    return ink, paper


@pytest.mark.parametrize("name", [name for name in CONTRASTS if name != "usual"])
def test_both_colours_of_a_choice_are_far_apart(name):
    assert contrast(*colours_of(name)) >= 7


def test_no_colour_of_the_usual_version_is_left():
    overridden = set(re.findall(r"--([\w-]+): (?:var\(--one-|transparent)", SHEET))
    assert set(read_tokens("light")) | {"shadow"} <= overridden


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_page_with_the_largest_letters_is_whole_on_a_phone(page, context, live_server, language):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}/{language}/calls/")
    page.locator(".legibility-link").click()
    page.locator("#legibility-larger").check()
    page.locator("#legibility-yellow-on-black").check()
    page.locator("form.legibility-form button").first.click()

    page.wait_for_url(f"**/{language}/calls/")
    for path in ("calls/", "", "legibility/", "contacts/", "nothing/"):
        page.goto(f"{live_server.url}/{language}/{path}")
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "28px"
        assert page.evaluate(OVERFLOW) <= 0, path
    colours = "getComputedStyle(document.body).color"
    assert page.evaluate(colours) == "rgb(255, 233, 77)"
    assert not Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
