"""Going about a page with Tab and Enter, where the focus has to be seen."""

from __future__ import annotations

from playwright.sync_api import Page

MOST_STEPS = 80
FOCUSED = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const own = element.innerText || element.getAttribute("aria-label") || "";
  const labels = [...(element.labels ?? [])].map((label) => label.innerText).join(" ");
  return {
    name: labels || own,
    isOutlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
  };
}"""


def enter(page: Page, name: str) -> None:
    """Tab to a link or a button, and press Enter, which leads to another page."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what is named so has the focus, which has to be seen."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        found = focused(page)
        if " ".join(found["name"].split()).startswith(name):
            assert found["isOutlined"], f"the focus on {name} is not seen"
            return
    raise AssertionError(f"Tab never comes to {name}")


def focused(page: Page) -> dict[str, str]:
    return page.evaluate(FOCUSED)
