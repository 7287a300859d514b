"""What two versions of an article say differently, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from sapar.content.working_copy import TEXT_LIMITS
from sapar.core.translated import LANGUAGES

TOO_MANY_WORDS = 4000
"""Beyond that a passage is shown as a whole: comparing words would take longer than reading."""


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Of one text in one language; each passage is what stands between unchanged lines."""

    field: str
    language: str
    passages: tuple[tuple[Piece, ...], ...]


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """Between two contents of revisions, in the order of languages and fields."""
    return [
        Difference(field, language, tuple(_passages(before, after)))
        for language in LANGUAGES
        for field in TEXT_LIMITS
        for before, after in [(_text(old, field, language), _text(new, field, language))]
        if before != after
    ]


def cover_changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return (old.get("cover") or "") != (new.get("cover") or "")


def _text(content: Mapping[str, Any], field: str, language: str) -> str:
    return str((content.get(field) or {}).get(language) or "")


def _passages(before: str, after: str) -> Iterator[tuple[Piece, ...]]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            yield tuple(_pieces("".join(old[i1:i2]), "".join(new[j1:j2])))


def _pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = _split(before), _split(after)
    if len(old) + len(new) > TOO_MANY_WORDS:
        old, new = [before], [after]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Change.SAME, "".join(old[i1:i2]))
            continue
        if i1 < i2:
            yield Piece(Change.REMOVED, "".join(old[i1:i2]))
        if j1 < j2:
            yield Piece(Change.ADDED, "".join(new[j1:j2]))


def _split(text: str) -> Sequence[str]:
    return re.findall(r"\w+|\s+|[^\w\s]", text)
