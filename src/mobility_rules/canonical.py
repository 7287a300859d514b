"""One way to write a value as JSON, so that equal values have equal hashes on every machine."""

import hashlib
import json
from decimal import Decimal, InvalidOperation
from typing import Any

JsonObject = dict[str, Any]


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no spaces. Floats are refused: they differ by the order of sums."""
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256_of(value: Any) -> str:
    """SHA-256, as 64 hexadecimal digits, of the canonical JSON of ``value``."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def exact_decimal(given: Any) -> Decimal:
    """A decimal number from its text. ValueError for anything else, a float included."""
    try:
        if not isinstance(given, str | int | Decimal) or isinstance(given, bool):
            raise InvalidOperation
        value = Decimal(given)
    except InvalidOperation:
        raise ValueError("a decimal number as text, such as 2.75") from None
    if not value.is_finite():
        raise ValueError("a finite number")
    return value


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError(f"a float has no place in a decision: {value!r}")
    if isinstance(value, dict):
        for item in value.values():
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)
