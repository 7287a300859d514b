"""What is wrong with a policy, entry by entry, said with what is expected there."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sapar.placement_files.tables.layouts import FARTHEST, MOST_SEATS

ROWS: dict[str, dict[str, str]] = {
    "groups": {"id": "name", "quota": "seats", "parent": "name?"},
    "reserves": {"at": "name", "type": "name", "seats": "seats", "order": "order?"},
    "caps": {"at": "name", "type": "name", "seats": "seats"},
    "minimums": {"at": "name", "seats": "seats"},
    "conditional": {"at": "name", "seats": "seats", "condition": "name"},
    "overrides": {
        "applicant": "name",
        "place": "name or null",
        "reason": "name",
        "score": "score?",
    },
}
"""The lists of a policy; a question mark says that the key may be left out."""
OTHERS = (
    "member_of",
    "precedence",
    "minimum_mode",
    "commitment",
    "places",
    "closed",
    "context",
    "ties_are_relative",
)


def policy_problems(data: dict[str, Any]) -> Iterator[str]:
    """Each in a sentence; none: `Policy.from_json` reads it."""
    for name in data:
        if name not in ROWS and name not in OTHERS:
            yield f"'{name}' given; a policy knows {', '.join([*ROWS, *OTHERS])}"
    for name, keys in ROWS.items():
        rows = data.get(name, [])
        if not isinstance(rows, list):
            yield f"{name}: a list is expected"
            continue
        for number, row in enumerate(rows, start=1):
            for said in _row_problems(row, keys):
                yield f"{name}, entry {number}{said}"
        yield from _doubles(name, rows)
    yield from _other_problems(data)


def _row_problems(row: Any, keys: dict[str, str]) -> Iterator[str]:
    if not isinstance(row, dict):
        yield ": an object with " + ", ".join(keys) + " is expected"
        return
    for name in row:
        if name not in keys:
            yield f": '{name}' given; it knows {', '.join(keys)}"
    for name, kind in keys.items():
        if name not in row:
            if not kind.endswith("?"):
                yield f", {name}: it is missing"
        elif said := _value_problem(row[name], kind.rstrip("?")):
            yield f", {name}: {said}"


def _value_problem(value: Any, kind: str) -> str:
    if kind == "seats":
        is_sound = type(value) is int and 0 <= value <= MOST_SEATS
        expected = "a whole number, 0 or more,"
    elif kind == "score":
        is_sound, expected = type(value) is int and abs(value) <= FARTHEST, "a whole number"
    elif kind == "order":
        is_sound, expected = value in ("first", "last"), "'first' or 'last'"
    elif kind == "name or null":
        is_sound = value is None or (isinstance(value, str) and bool(value))
        expected = "a place or null"
    else:
        is_sound, expected = isinstance(value, str) and bool(value), "a text that is not empty"
    given = json.dumps(value, ensure_ascii=False)[:60]
    return "" if is_sound else f"{given} given, {expected} is expected"


def _doubles(name: str, rows: list[Any]) -> Iterator[str]:
    """Two rules of one kind about the same thing: nobody could say which counts."""
    keys = {"groups": ("id",), "overrides": ("applicant",), "reserves": ("at", "type", "order")}
    about = keys.get(name, ("at", "type"))
    seen = set()
    for number, row in enumerate(rows, start=1):
        if isinstance(row, dict):
            subject = tuple(str(row.get(key, "")) for key in about)
            if subject in seen:
                yield f"{name}, entry {number}: there is an entry for {' '.join(subject)} already"
            seen.add(subject)


def _other_problems(data: dict[str, Any]) -> Iterator[str]:
    for name in ("member_of", "context"):
        if not _is_texts(data.get(name, {})):
            yield f"{name}: an object of texts is expected"
    for name, of in (("precedence", "types"), ("closed", "places")):
        if not _is_list_of_texts(data.get(name, [])):
            yield f"{name}: a list of {of} is expected"
    yield from _doubled_types(data.get("precedence", []))
    if data.get("minimum_mode", "close") not in ("close", "exact"):
        yield "minimum_mode: 'close' or 'exact' is expected"
    if not isinstance(data.get("ties_are_relative", False), bool):
        yield "ties_are_relative: true or false is expected"
    commitment = data.get("commitment", "")
    if not isinstance(commitment, str) or (commitment and not _is_hash(commitment)):
        yield "commitment: 64 hexadecimal digits are expected, the SHA-256 of the seed"
    yield from _place_problems(data.get("places", {}))


def _doubled_types(precedence: Any) -> Iterator[str]:
    if _is_list_of_texts(precedence):
        for name in (name for name, times in Counter(precedence).items() if times > 1):
            yield f"precedence: '{name}' stands there twice"


def _place_problems(places: Any) -> Iterator[str]:
    if not isinstance(places, dict):
        yield "places: an object with an entry for each place is expected"
        return
    for name, row in places.items():
        if not (
            isinstance(row, dict)
            and row.keys() <= {"levels", "terms"}
            and all(_is_list_of_texts(values) for values in row.values())
        ):
            yield f"places, {name}: levels and terms, each a list of texts, are expected"


def _is_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _is_hash(text: str) -> bool:
    return len(text) == 64 and all(sign in "0123456789abcdefABCDEF" for sign in text)
