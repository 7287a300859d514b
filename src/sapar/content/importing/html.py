"""HTML from anywhere becomes Markdown: its structure stays, everything else is left behind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

import nh3
from bs4 import BeautifulSoup, Tag
from bs4.dammit import UnicodeDammit
from markdownify import MarkdownConverter

from sapar.content.importing.word_markup import straighten, without_marks, write_lists
from sapar.core.errors import Refusal

LIMIT = 2 * 1024 * 1024
PIECES = 20_000  # tags, opening or closing; a page of text has some fifty
DEPTH = 60  # real pages are nested less deeply

KEPT = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "pre", "code"),
    *("ul", "ol", "li", "strong", "b", "em", "i", "s", "del", "a", "span", "img"),
    *("div", "table", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
DROPPED = {
    *("script", "style", "head", "title", "xml", "noscript", "template", "nav", "footer", "aside"),
    *("button", "select", "iframe", "object", "svg"),
}
ATTRIBUTES = {
    "a": {"href"},
    "img": {"alt"},
    **{name: {"class", "style"} for name in ("p", "span", "b", "strong")},
}


@dataclass(frozen=True, slots=True)
class Imported:
    """A text read from elsewhere, and how many pictures stayed behind."""

    title: str
    body: str
    pictures: int = 0


def markdown_from(html: str) -> Imported:
    """A piece of HTML, as browsers and Word put it on the clipboard. Raises `Refusal`
    ``import-too-large``, ``import-too-many-pieces``, ``import-too-deep``.
    """
    clean = _cleaned(html)
    soup = BeautifulSoup(clean, "html.parser")
    _check_depth(soup)
    straighten(soup)
    pictures = soup.find_all("img")
    for picture in pictures:
        _mark_place(picture)
    markdown = MarkdownConverter(
        heading_style="ATX", bullets="-", table_infer_header=True, newline_style="BACKSLASH"
    ).convert_soup(soup)
    return Imported("", write_lists(_tidy(markdown)), len(pictures))


def page_from(content: bytes) -> Imported:
    """A saved page: its main part, without menus; its first heading is the title. Raises as
    `markdown_from`.
    """
    _check_size(content)
    html = UnicodeDammit(content, is_html=True).unicode_markup or ""
    main = _inside(html, "main") or _inside(html, "article") or html
    found = markdown_from(main)
    heading, body = split_title(found.body)
    title = unescape(" ".join(_inside(html, "title").split()))
    return Imported(heading or title[:400], body, found.pictures)


def _inside(html: str, tag: str) -> str:
    """What stands between the first opening and the last closing tag of that name."""
    lower = html.lower()
    start = lower.find(">", lower.find(f"<{tag}"))
    end = lower.rfind(f"</{tag}")
    return html[start + 1 : end] if 0 <= start < end and f"<{tag}" in lower else ""


def split_title(markdown: str) -> tuple[str, str]:
    first, _break, rest = markdown.partition("\n")
    if first.startswith("# "):
        return first[2:].strip(), rest.strip()
    return "", markdown


def _cleaned(html: str) -> str:
    """Only what a text is made of, and the classes and styles by which Word says it."""
    _check_size(html)
    _check_pieces(html, 3 * PIECES)
    clean = nh3.clean(
        without_marks(html),
        tags=KEPT,
        clean_content_tags=DROPPED,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    _check_pieces(clean, PIECES)
    return clean.replace("&nbsp;", " ").replace("\u00a0", " ")


def _check_size(html: str | bytes) -> None:
    if len(html) > LIMIT:
        raise Refusal("import-too-large", size=len(html) // 1024, limit=LIMIT // 1024)


def _check_pieces(html: str, limit: int) -> None:
    pieces = html.count("<")
    if pieces > limit:
        raise Refusal("import-too-many-pieces", given=pieces, limit=limit)


def _check_depth(soup: BeautifulSoup) -> None:
    level: list[Tag] = [soup]
    for _depth in range(DEPTH):
        level = [child for tag in level for child in tag.children if isinstance(child, Tag)]
        if not level:
            return
    raise Refusal("import-too-deep", limit=DEPTH)


def _mark_place(picture: Tag) -> None:
    """Pictures need words in three languages, so a person puts them in; their place is kept."""
    words = re.sub(r"[\[\]\s_*\\]+", " ", str(picture.get("alt", ""))).strip()[:120]
    picture.name = "p"
    picture.string = f"[[picture:{words or '?'}]]"


def _tidy(markdown: str) -> str:
    """No blanks at the ends of lines, no more than one empty line."""
    lines = "\n".join(line.rstrip() for line in markdown.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
