"""JSON in which nothing hides: no key stands twice, and all text is text."""

from __future__ import annotations

import json
from typing import Any


def strict_json(text: str) -> Any:
    """What the text says. Raises json.JSONDecodeError with the line, or another ValueError, each
    of which says what is wrong."""
    try:
        data = json.loads(text, object_pairs_hook=_without_doubles)
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        half = ascii(error.object[error.start])[1:-1]
        raise ValueError(f"half a sign ({half}) is no text") from None
    except RecursionError:
        raise ValueError("no JSON: one thing lies in another too many times") from None
    except (json.JSONDecodeError, _Doubled):
        raise
    except ValueError:
        raise ValueError("no JSON: a number has too many digits") from None
    return data


class _Doubled(ValueError):
    """A key that stands twice in one object."""


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        doubled = next(name for name, _ in pairs if [key for key, _ in pairs].count(name) > 1)
        raise _Doubled(f"'{doubled}' stands twice in one object")
    return data
