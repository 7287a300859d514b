"""What may stand inside a text, and who draws it: the screens register a function for each kind.

A function takes all identifiers of its kind at once, so that a text with ten calls asks once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from django.template import Context

from sapar.content.embeds import Embed, Resolver
from sapar.content.markup import embeds_in

Drawing: TypeAlias = Callable[[Sequence[str], Context], dict[str, str]]

_drawings: dict[str, Drawing] = {}


def register(kind: str, draw: Drawing) -> None:
    """Called from ``AppConfig.ready``; ``draw`` answers public id -> HTML for those it shows."""
    _drawings[kind] = draw


def drawn_in(markdown: str, context: Context) -> dict[Embed, str]:
    """The HTML of everything that stands in the text and may be shown there."""
    wanted: dict[str, list[str]] = {}
    for embed in dict.fromkeys(embeds_in(markdown)):
        wanted.setdefault(embed.kind, []).append(embed.public_id)
    return {
        Embed(kind, public_id): html
        for kind, ids in wanted.items()
        if kind in _drawings
        for public_id, html in _drawings[kind](ids, context).items()
    }


def resolver(markdown: str, context: Context) -> Resolver:
    """Draws the embeds of the text; ``context["embed_missing"]`` (a function) writes a note for
    what is not shown, which only editors are given.
    """
    drawn = drawn_in(markdown, context)
    missing: Callable[[Embed], str] | None = context.get("embed_missing")

    def resolve(kind: str, public_id: str) -> str | None:
        embed = Embed(kind, public_id)
        return drawn.get(embed) or (missing(embed) if missing else None)

    return resolve
