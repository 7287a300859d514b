"""What Word and its like write instead of lists, headings and emphasis, put into plain HTML.

Word pastes a list as paragraphs that begin with a dot of the font Symbol, a heading as a class, and
wraps everything into conditional comments and tags of its own.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import PageElement

LIST_LEVEL = re.compile(r"mso-list:[^;]*?level(\d+)", re.I)
# A number or a letter with a dot or bracket, as the first thing of a faked list item.
NUMBER = re.compile(r"^\s*(?:\d+|[a-zа-я])[.)]\s*$", re.I)
BULLET = re.compile(r"^\s*[·•▪◦●○§\uf0b7\uf0a7]\s*")
HEADING_CLASS = re.compile(r"^Mso(?:Heading([1-6])|Title)$")
BOLD = re.compile(r"(?<!bidi-)font-weight:\s*(bold|[6-9]00)", re.I)
ITALIC = re.compile(r"(?<!bidi-)font-style:\s*italic", re.I)
NO_BOLD = re.compile(r"(?<!bidi-)font-weight:\s*(normal|400)", re.I)
DROPPED = ("style", "script", "head", "title", "meta", "link", "xml", "noscript", "template")


def straighten(soup: BeautifulSoup) -> None:
    """Change the tree in place."""
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in soup.find_all(DROPPED):
        tag.decompose()
    for paragraph in soup.find_all("p"):
        _name_heading(paragraph)
    _build_lists(soup)
    for tag in soup.find_all(["b", "strong", "span"]):
        _name_emphasis(tag)
    for paragraph in soup.find_all("p"):
        if not paragraph.get_text(strip=True).strip("\u00a0") and not paragraph.find("img"):
            paragraph.decompose()


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


def _build_lists(soup: BeautifulSoup) -> None:
    """Neighbouring paragraphs that Word made look like items become one list, nested by level."""
    open_lists: list[Tag] = []
    for paragraph in soup.find_all("p"):
        level = _level(paragraph)
        if not level:
            continue
        if open_lists and _before(paragraph) is not open_lists[0]:
            open_lists = []
        is_numbered = _strip_marker(paragraph)
        del open_lists[level:]
        while len(open_lists) < level:
            fresh = soup.new_tag("ol" if is_numbered else "ul")
            if open_lists:
                _last_item(soup, open_lists[-1]).append(fresh)
            else:
                paragraph.insert_before(fresh)
            open_lists.append(fresh)
        paragraph.name = "li"
        open_lists[-1].append(paragraph.extract())


def _last_item(soup: BeautifulSoup, items: Tag) -> Tag:
    found = items.find_all("li", recursive=False)
    if found:
        return found[-1]
    fresh = soup.new_tag("li")
    items.append(fresh)
    return fresh


def _before(tag: Tag) -> PageElement | None:
    """The tag before this one; blanks between them do not count."""
    before = tag.previous_sibling
    while before is not None and not isinstance(before, Tag) and not str(before).strip():
        before = before.previous_sibling
    return before


def _level(paragraph: Tag) -> int:
    """How deep in a list; 0 when it is none."""
    if match := LIST_LEVEL.search(str(paragraph.get("style", ""))):
        return min(int(match[1]), 6)
    classes = " ".join(name or "" for name in paragraph.get_attribute_list("class"))
    return 1 if "MsoListParagraph" in classes or BULLET.match(paragraph.get_text()) else 0


def _strip_marker(paragraph: Tag) -> bool:
    """Take the typed bullet or number away; whether it was a number."""
    for span in paragraph.find_all("span"):
        if "mso-list:ignore" in str(span.get("style", "")).lower().replace(" ", ""):
            is_numbered = bool(NUMBER.match(span.get_text().replace("\u00a0", " ")))
            span.decompose()
            return is_numbered
    first = paragraph.find(string=True)
    if first is not None and BULLET.match(first):
        first.replace_with(BULLET.sub("", first))
    return False
