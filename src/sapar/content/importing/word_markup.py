"""What Word and its like write instead of headings, emphasis and lists, understood as those.

Word pastes a heading as a class and a list as paragraphs that begin with a dot of the font Symbol.
Such paragraphs are marked here, and the marks become lists when the text is Markdown already:
moving thousands of paragraphs about in a tree would take minutes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

LIST_LEVEL = re.compile(r"mso-list:[^;]*?level(\d+)", re.I)
# A number or a letter with a dot or bracket, as the first thing of a faked list item.
NUMBER = re.compile(r"^\s*(?:\d+|[a-zа-я])[.)]\s*$", re.I)
BULLET = re.compile(r"^\s*[·•▪◦●○§\uf0b7\uf0a7]\s*")
HEADING_CLASS = re.compile(r"^Mso(?:Heading([1-6])|Title)$")
BOLD = re.compile(r"(?<!bidi-)font-weight:\s*(bold|[6-9]00)", re.I)
ITALIC = re.compile(r"(?<!bidi-)font-style:\s*italic", re.I)
NO_BOLD = re.compile(r"(?<!bidi-)font-weight:\s*(normal|400)", re.I)

# Letters of private use, which no text has: level and kind of a marked item stand between them.
OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(rf"{OPEN}(\d)([on]){CLOSE}\s*")
NUMBERED, BULLETED = "n", "o"
DEEPEST = 6


def without_marks(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")


def straighten(soup: BeautifulSoup) -> None:
    """Give headings, emphasis and marks of list items their place in the tree."""
    for paragraph in soup.find_all("p"):
        _name_heading(paragraph)
        if level := _level(paragraph):
            kind = NUMBERED if _strip_marker(paragraph) else BULLETED
            paragraph.insert(0, f"{OPEN}{level}{kind}{CLOSE}")
    for tag in soup.find_all(["b", "strong", "span"]):
        _name_emphasis(tag)


def write_lists(markdown: str) -> str:
    """Neighbouring paragraphs with marks become the items of one list, nested by level."""
    parts: list[str] = []
    items: list[_Item] = []  # the last item on each level
    for block in markdown.split("\n\n"):
        match = MARK.match(block)
        if match is None:
            items = []
            parts += ["\n\n", MARK.sub("", block)]
            continue
        parts.append("\n" if items else "\n\n")
        items = _with_next(items, int(match[1]), is_numbered=match[2] == NUMBERED)
        parts.append(items[-1].start + MARK.sub("", block))
    return "".join(parts).strip()


@dataclass(frozen=True, slots=True)
class _Item:
    start: str
    number: int

    @property
    def is_numbered(self) -> bool:
        return not self.start.endswith("- ")


def _with_next(items: list[_Item], level: int, *, is_numbered: bool) -> list[_Item]:
    above = items[: level - 1]
    before = items[len(above)] if len(items) > len(above) else None
    number = before.number + 1 if before and before.is_numbered == is_numbered else 1
    # An item inside another begins below the first letter of that one.
    indent = " " * len(above[-1].start) if above else ""
    return [*above, _Item(indent + (f"{number}. " if is_numbered else "- "), number)]


def _name_heading(paragraph: Tag) -> None:
    for name in paragraph.get_attribute_list("class"):
        if match := HEADING_CLASS.match(name or ""):
            paragraph.name = f"h{match[1] or 1}"


def _name_emphasis(tag: Tag) -> None:
    style = str(tag.get("style", ""))
    if tag.name in {"b", "strong"} and NO_BOLD.search(style):
        tag.name = "span"  # Google wraps a whole text like this
    elif tag.name == "span" and BOLD.search(style):
        tag.name = "strong"
    elif tag.name == "span" and ITALIC.search(style):
        tag.name = "em"


def _level(paragraph: Tag) -> int:
    """How deep in a list; 0 when it is none."""
    if match := LIST_LEVEL.search(str(paragraph.get("style", ""))):
        return max(1, min(int(match[1]), DEEPEST))
    classes = " ".join(name or "" for name in paragraph.get_attribute_list("class"))
    return 1 if "MsoListParagraph" in classes or BULLET.match(paragraph.get_text()) else 0


def _strip_marker(paragraph: Tag) -> bool:
    """Take the typed bullet or number away; whether it was a number."""
    for span in paragraph.find_all("span"):
        if "mso-list:ignore" in str(span.get("style", "")).lower().replace(" ", ""):
            is_numbered = bool(NUMBER.match(span.get_text()))
            span.decompose()
            return is_numbered
    first = paragraph.find(string=True)
    if first is not None and BULLET.match(first):
        first.replace_with(BULLET.sub("", first))
    return False
