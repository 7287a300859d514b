"""Points as members write them and as people read them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sapar.core.errors import Refusal
from sapar.core.formatting import format_decimal, format_number
from sapar.core.translated import Translated

POINTS = re.compile(r"-?\d{1,6}([.,]\d{1,3})?", re.ASCII)
Item = Mapping[str, Any]
"""An item of a frozen scorecard: code, name, weight, maximum, source."""


def read_points(item: Item, given: str) -> str:
    """The points as exact decimal text; a comma does for a point.

    Raises `Refusal`: ``scores-not-a-number`` or ``scores-outside``.
    """
    maximum = Decimal(item["maximum"])
    stated = {"item": item_name(item), "given": given, "maximum": format_number(maximum)}
    if not POINTS.fullmatch(given.strip()):
        raise Refusal("scores-not-a-number", **stated)
    value = Decimal(given.strip().replace(",", "."))
    if not 0 <= value <= maximum:
        raise Refusal("scores-outside", **stated)
    return f"{value.normalize():f}"


def item_name(item: Item) -> str:
    return str(Translated.from_dict(item["name"]))


def as_points(thousandths: int) -> str:
    """84000 thousandths are 84.000 points, written as the language does."""
    return format_decimal(Decimal(thousandths) / 1000, 3)


def in_a_sentence(thousandths: int) -> str:
    """The same without zeros at the end, as people say it: 84, but 84.334."""
    return format_number(Decimal(thousandths) / 1000)
