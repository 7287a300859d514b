"""Looks at a page as readers would: on a phone and a desk, light and dark, in three languages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from tests.journeys.languages import foreign_texts, untranslated_texts

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1440, "height": 900}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TWICE = """() => [...document.querySelectorAll("[id]")].map((element) => element.id)
  .filter((id, place, all) => all.indexOf(id) !== place)"""
# Two pages of one kind are in the same state when they have the same headings, labels and buttons.
STATE = """() => [...document.querySelectorAll("main :is(h1, h2, legend, label, button, .status)")]
  .map((element) => element.innerText)"""
NUMBER = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
CHECKED = {"resultTypes": ["violations"]}

# Text in the page's own language: what is marked as another language's is left out, and so are
# numbers of applications, file names and addresses, which are the same in every language.
TEXTS = """() => {
  const own = document.documentElement.lang;
  const isOwn = (element) => {
    const marked = element.closest("[lang]");
    return marked.lang === own && !element.closest("script, style, code, .code");
  };
  const texts = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.data.trim() && isOwn(node.parentElement)) texts.push(node.data);
  }
  for (const name of ["aria-label", "placeholder", "title", "alt", "data-label", "data-saved"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      if (isOwn(element)) texts.push(element.getAttribute(name));
    }
  }
  return texts.map((text) => text.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""
FALLBACKS = """() => [...document.querySelectorAll("main [lang]")]
  .filter((element) => element.classList.contains("fallback"))
  .map((element) => element.textContent.trim())"""


@dataclass
class Inspection:
    """``faults`` is what was wrong, in words; a page ``seen`` in the same state is passed by."""

    seen: set[str]
    faults: list[str] = field(default_factory=list)

    def inspect(self, page: Page, who: str) -> None:
        state = NUMBER.sub("", urlsplit(page.url).path + str(page.evaluate(STATE)))
        if state in self.seen:
            return
        self.seen.add(state)
        if twice := page.evaluate(TWICE):
            self._note(page, who, f"has ids twice: {twice}")
        page.set_viewport_size(PHONE)
        if (beyond := page.evaluate(OVERFLOW)) > 0:
            self._note(page, who, f"is {beyond} px wider than a phone")
        self._ask_axe(page, who, "on a phone")
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        self._ask_axe(page, who, "dark on a desk")
        page.emulate_media(color_scheme="light")
        self._read_translations(page, who)

    def _ask_axe(self, page: Page, who: str, how: str) -> None:
        found = Axe().run(page, options=CHECKED).response["violations"]
        for violation in found:
            places = ", ".join(node["html"][:150] for node in violation["nodes"][:3])
            self._note(page, who, f"{violation['id']} {how}: {places}")

    def _read_translations(self, page: Page, who: str) -> None:
        """The same page, at the same moment, in the other two languages."""
        other = page.context.new_page()
        for language in ("kk", "ru"):
            answer = other.goto(re.sub(r"(//[^/]+)/en/", rf"\1/{language}/", page.url))
            if answer is None or answer.status != 200:
                self._note(other, who, f"answers {answer and answer.status}")
                continue
            if other.evaluate("document.documentElement.lang") != language:
                self._note(other, who, "is not marked as its language")
            for text in untranslated_texts(other.evaluate(FALLBACKS)):
                self._note(other, who, f"misses a translation of: {text!r}")
            for text in foreign_texts(other.evaluate(TEXTS), language):
                self._note(other, who, f"is not in its language: {text!r}")
        other.close()

    def _note(self, page: Page, who: str, fault: str) -> None:
        self.faults.append(f"{urlsplit(page.url).path} ({who}) {fault}")
