"""Where a file of a folder differs from the one computed anew, in words."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

from sapar.placement_files.folder.writing import ASSIGNMENT

LONGEST = 160
SAID_BY_THE_MAKER = ("made_by", "engine", "files")
"""What a certificate may say otherwise: who verifies it may have another version or engine."""


def given_seats(folder: Path) -> dict[str, str | None]:
    """Applicant -> place, as the folder tells. Raises ValueError when it cannot be read."""
    with (folder / ASSIGNMENT).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    if not rows or rows[0][:2] != ["applicant_id", "place_id"]:
        raise ValueError("a table with the columns applicant_id, place_id, rank is expected")
    seats: dict[str, str | None] = {}
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != 3 or row[0] in seats:
            raise ValueError(f"line {line}: {','.join(row)[:LONGEST]!r} cannot be read or doubles")
        seats[row[0]] = row[1] or None
    return seats


def first_line_apart(file: Path, again: Path) -> str:
    """The first line that differs, or nothing."""
    with file.open("rb") as given, again.open("rb") as expected:
        for line, (one, other) in enumerate(zip_longest(given, expected), start=1):
            if one != other:
                return (
                    f"line {line}: {_shown(one)} stands there; computed anew it is {_shown(other)}"
                )
    return ""


def _shown(line: bytes | None) -> str:
    if line is None:
        return "nothing"
    return repr(_short(line.decode(errors="backslashreplace").rstrip("\n")))


def entries_apart(given: Mapping[str, Any], again: Mapping[str, Any]) -> Iterator[str]:
    """Every entry of a certificate that is not as computed anew."""
    for name in sorted(given.keys() | again.keys()):
        if name in SAID_BY_THE_MAKER or _json(given, name) == _json(again, name):
            continue
        if isinstance(given.get(name), dict) and isinstance(again.get(name), dict):
            inner = entries_apart(given[name], again[name])
            yield from (f"{name}, {said}" for said in inner)
        else:
            one, other = _short(_json(given, name)), _short(_json(again, name))
            yield f"{name}: {one} stands there; computed anew it is {other}"


def _json(entries: Mapping[str, Any], name: str) -> str:
    if name not in entries:
        return "nothing"
    return json.dumps(entries[name], ensure_ascii=False)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
