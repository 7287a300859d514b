"""Readers for the cells of a column. Each takes the text of a filled cell and returns its value, or
raises `Unreadable` with what is expected instead."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from sapar.sheets.problems import Unreadable

Reader = Callable[[str], Any]


def text(max_length: int) -> Reader:
    def read(cell: str) -> str:
        if len(cell) > max_length:
            raise Unreadable("cell-too-long", length=len(cell), limit=max_length)
        return " ".join(cell.split())

    return read


def choice(*allowed: str) -> Reader:
    """One of these words, in any letter case; read as it stands here."""
    words = {word.lower(): str(word) for word in allowed}

    def read(cell: str) -> str:
        if cell.lower() not in words:
            raise Unreadable("cell-not-a-choice", choices=", ".join(words.values()))
        return words[cell.lower()]

    return read


def whole_number(minimum: int, maximum: int) -> Reader:
    def read(cell: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,9}", cell):
            raise Unreadable("cell-not-whole", minimum=minimum, maximum=maximum)
        if int(cell) < 0 <= minimum:
            raise Unreadable("cell-negative", minimum=minimum, maximum=maximum)
        if not minimum <= int(cell) <= maximum:
            raise Unreadable("cell-out-of-range", minimum=minimum, maximum=maximum)
        return int(cell)

    return read


def decimal(minimum: int, maximum: int, places: int) -> Reader:
    """A number with a point. A comma is refused: what one program wrote another may misread."""

    def read(cell: str) -> Decimal:
        if re.fullmatch(r"-?[0-9]+,[0-9]+", cell):
            raise Unreadable("cell-decimal-comma", expected=cell.replace(",", "."))
        if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]+)?", cell):
            raise Unreadable("cell-not-a-number", minimum=minimum, maximum=maximum)
        if cell.startswith("-"):
            raise Unreadable("cell-negative", minimum=minimum, maximum=maximum)
        if not minimum <= Decimal(cell) <= maximum:
            raise Unreadable("cell-out-of-range", minimum=minimum, maximum=maximum)
        if len(cell.partition(".")[2]) > places:
            raise Unreadable("cell-too-many-places", places=places)
        return Decimal(cell)

    return read


def iso_date(cell: str) -> dt.date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        raise Unreadable("cell-not-a-date")
    try:
        return dt.date.fromisoformat(cell)
    except ValueError as error:
        raise Unreadable("cell-no-such-date") from error


def email(cell: str) -> str:
    try:
        validate_email(cell)
    except ValidationError as error:
        raise Unreadable("cell-not-an-email") from error
    return cell.lower()
