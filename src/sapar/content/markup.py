"""From the Markdown that editors write to the HTML that readers get, and to plain words.

HTML in a text is shown as it was typed and never obeyed; links lead only where a browser may go
without harm (the parser refuses ``javascript:`` and its like).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sapar.content import embeds
from sapar.content.embeds import Embed, Resolver

WORDS_A_MINUTE = 180
OTHER_PLACES = re.compile(r"^([a-z][a-z0-9+.-]*:|/|#|$)", re.I)


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    anchor: str


def render(markdown: str, *, resolve: Resolver | None = None) -> SafeString:
    """HTML of a text. ``resolve(kind, public_id)`` draws an embed; what it does not know is
    left out.
    """
    parser = _parser()
    tokens = _parsed(markdown)
    html = parser.renderer.render(tokens, parser.options, {"resolve": resolve})
    return mark_safe(html)  # noqa: S308  (the parser escapes everything that was typed)


def plain_text(markdown: str) -> str:
    """The words alone, for searching, cards and counting."""
    return "\n".join(filter(None, (_words(token) for token in _parsed(markdown))))


def headings(markdown: str) -> list[Heading]:
    """The headings with the anchors that `render` gives them."""
    return [
        Heading(int(opening.tag[1]), _words(inline), str(opening.attrGet("id")))
        for opening, inline, _closing in _headings(_parsed(markdown))
    ]


def embeds_in(markdown: str) -> list[Embed]:
    """What stands inside the text, in order."""
    return [token.meta["embed"] for token in _parsed(markdown) if token.type == "embed"]


def links_in(markdown: str) -> list[str]:
    """The addresses the text leads to, in order."""
    inline = (child for token in _parsed(markdown) for child in token.children or ())
    return [str(token.attrGet("href")) for token in inline if token.type == "link_open"]


def reading_minutes(markdown: str) -> int:
    """How long reading takes, at least a minute."""
    return max(1, math.ceil(len(plain_text(markdown).split()) / WORDS_A_MINUTE))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    # A picture needs words in three languages, so it comes as an embed and not from elsewhere.
    parser.disable("image")
    embeds.install(parser)
    parser.add_render_rule("table_open", _open_table)
    parser.add_render_rule("table_close", _close_table)
    return parser


def _parsed(markdown: str) -> list[Token]:
    tokens = _parser().parse(markdown)
    _place_headings(tokens)
    _head_columns(tokens)
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", _in_language(str(child.attrGet("href") or "")))
    return tokens


def _head_columns(tokens: list[Token]) -> None:
    """The cells of a head name their columns; an empty one, as in a corner, heads nothing."""
    for place, token in enumerate(tokens):
        if token.type == "th_open":
            if _words(tokens[place + 1]).strip():
                token.attrSet("scope", "col")
            else:
                token.tag = tokens[place + 2].tag = "td"


def _place_headings(tokens: list[Token]) -> None:
    """Let headings begin below the page's title, skip no level, and be led to."""
    above: list[str] = []
    taken: Counter[str] = Counter()
    for opening, inline, closing in _headings(tokens):
        while above and above[-1] >= opening.tag:
            above.pop()
        above.append(opening.tag)
        anchor = re.sub(r"[\W_]+", "-", _words(inline).casefold()).strip("-") or "part"
        taken[anchor] += 1
        opening.attrSet("id", anchor if taken[anchor] == 1 else f"{anchor}-{taken[anchor]}")
        opening.tag = closing.tag = f"h{min(len(above) + 1, 6)}"


def _headings(tokens: list[Token]) -> Iterator[tuple[Token, Token, Token]]:
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            yield token, tokens[place + 1], tokens[place + 2]


def _words(token: Token) -> str:
    if token.type in {"text", "code_inline", "fence", "code_block"}:
        return token.content
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return "".join(_words(child) for child in token.children or ())


def _in_language(target: str) -> str:
    """`calls/` is the list of calls in the reader's language, wherever the text stands."""
    return target if OTHER_PLACES.match(target) else f"/{get_language() or 'en'}/{target}"


def _open_table(renderer: Any, tokens: list[Token], place: int, *_rest: Any) -> str:
    return '<div class="table-frame" tabindex="0"><table class="table">\n'


def _close_table(renderer: Any, tokens: list[Token], place: int, *_rest: Any) -> str:
    return "</table></div>\n"
