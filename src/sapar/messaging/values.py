"""A message stores JSON; its templates see dates, instants and translated text again."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from sapar.core.translated import LANGUAGES, Translated

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})")


def to_json(value: Any) -> Any:
    """``value`` as JSON: ISO strings for dates and instants, three texts for `Translated`."""
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    if isinstance(value, Translated):
        return value.as_dict()
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


def from_json(value: Any) -> Any:
    """The reverse of `to_json`, save that a Decimal stays text."""
    if isinstance(value, dict):
        if value.keys() == set(LANGUAGES):
            return Translated.from_dict(value)
        return {key: from_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [from_json(item) for item in value]
    return _date_or_text(value) if isinstance(value, str) else value


def _date_or_text(text: str) -> dt.date | str:
    try:
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
        if _INSTANT.fullmatch(text):
            return dt.datetime.fromisoformat(text)
    except ValueError:  # somebody wrote a day that no calendar has
        pass
    return text
