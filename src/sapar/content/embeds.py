"""`[[call:7KQ4-M2XD]]` on a line of its own: a record that stands inside a text.

Which HTML it becomes is decided above, where calls and partners are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from sapar.core.public_ids import is_public_id

KINDS = ("picture", "file", "call", "partner")
LINE = re.compile(rf"\[\[({'|'.join(KINDS)}):([^\[\]\n]{{0,200}})\]\][ \t]*$")

Resolver: TypeAlias = Callable[[str, str], str | None]


@dataclass(frozen=True, slots=True)
class Embed:
    kind: str
    public_id: str

    def __str__(self) -> str:
        return f"[[{self.kind}:{self.public_id}]]"


def install(parser: MarkdownIt) -> None:
    """Let the parser know embeds; ``env["resolve"]`` draws them when it renders."""
    parser.block.ruler.before(
        "reference", "embed", _read, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    parser.add_render_rule("embed", _draw)


def _read(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    match = LINE.match(line)
    if match is None:
        return False
    if not silent:
        state.line = start + 1
        token = state.push("embed", "", 0)
        token.map = [start, state.line]
        token.meta = {"embed": _embed(*match.groups())}
    return True


def _embed(kind: str, name: str) -> Embed:
    """People type an identifier in small letters, too."""
    upper = name.upper()
    return Embed(kind, upper if is_public_id(upper) else name)


def _draw(
    renderer: RendererProtocol,
    tokens: list[Token],
    place: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    embed: Embed = tokens[place].meta["embed"]
    resolve: Resolver | None = env.get("resolve")
    return (resolve(embed.kind, embed.public_id) if resolve else None) or ""
