"""HTML from anywhere becomes Markdown: its structure stays, everything else is left behind."""

from __future__ import annotations

import re
from dataclasses import dataclass

import nh3
from bs4 import BeautifulSoup, Tag
from markdownify import markdownify

from sapar.content.importing.word_markup import straighten
from sapar.core.errors import Refusal

LIMIT = 2 * 1024 * 1024
DEPTH = 60
"""Real pages are nested less deeply; what is nested more is meant to do harm."""

KEPT = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "pre", "code"),
    *("ul", "ol", "li", "strong", "b", "em", "i", "s", "del", "a", "sub", "sup"),
    *("table", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
AROUND = ("nav", "header", "footer", "aside", "form", "button", "iframe", "object", "svg")


@dataclass(frozen=True, slots=True)
class Imported:
    """A text read from elsewhere, and how many pictures stayed behind."""

    title: str
    body: str
    pictures: int = 0


def markdown_from(html: str) -> Imported:
    """A piece of HTML, as browsers and Word put it on the clipboard. Raises `Refusal`
    ``import-too-large``, ``import-too-deep``.
    """
    return _converted(_read(html))


def page_from(content: bytes) -> Imported:
    """A saved page: its main part, without menus; its first heading is the title. Raises as
    `markdown_from`.
    """
    soup = _read(content)
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    main = soup.find("main") or soup.find("article") or soup.find(id="content") or soup.body or soup
    assert isinstance(main, Tag)  # noqa: S101  (all of these are)
    for tag in main.find_all(AROUND):
        tag.decompose()
    found = _converted(_read(str(main)))
    heading, body = split_title(found.body)
    return Imported(heading or title, body, found.pictures)


def _read(html: str | bytes) -> BeautifulSoup:
    if len(html) > LIMIT:
        raise Refusal("import-too-large", size=len(html) // 1024, limit=LIMIT // 1024)
    try:
        soup = BeautifulSoup(html, "html.parser")
        _check_depth(soup)
    except RecursionError as error:
        raise Refusal("import-too-deep", limit=DEPTH) from error
    return soup


def _check_depth(soup: BeautifulSoup) -> None:
    level: list[Tag] = [soup]
    for _depth in range(DEPTH):
        level = [child for tag in level for child in tag.children if isinstance(child, Tag)]
        if not level:
            return
    raise Refusal("import-too-deep", limit=DEPTH)


def _converted(soup: BeautifulSoup) -> Imported:
    straighten(soup)
    pictures = soup.find_all("img")
    for picture in reversed(pictures):
        _mark_place(soup, picture)
    clean = nh3.clean(
        str(soup),
        tags=KEPT,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    markdown = markdownify(
        clean.replace("\u00a0", " "),
        heading_style="ATX",
        bullets="-",
        table_infer_header=True,
        newline_style="BACKSLASH",
    )
    return Imported("", _tidy(markdown), len(pictures))


def _mark_place(soup: BeautifulSoup, picture: Tag) -> None:
    """Pictures need words in three languages, so a person puts them in; their place is kept."""
    words = re.sub(r"[\[\]\s_*\\]+", " ", str(picture.get("alt", ""))).strip()[:120]
    place = soup.new_tag("p")
    place.string = f"[[picture:{words or '?'}]]"
    (picture.find_parent("p") or picture).insert_after(place)
    picture.extract()


def split_title(markdown: str) -> tuple[str, str]:
    first, _break, rest = markdown.partition("\n")
    if first.startswith("# "):
        return first[2:].strip(), rest.strip()
    return "", markdown


def _tidy(markdown: str) -> str:
    """No blanks at the ends of lines, no more than one empty line."""
    lines = "\n".join(line.rstrip() for line in markdown.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
