"""What a page says to search engines (schema.org), written so that no text can leave its place."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

Data = Mapping[str, Any]
CONTEXT = "https://schema.org"
# A title may say "</script>": in JSON these letters can be written by their numbers.
ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def script_of(data: Data) -> SafeString:
    """A data block: browsers read it and never run it, so the CSP has nothing to forbid."""
    text = json.dumps({"@context": CONTEXT, **without_empty(data)}, ensure_ascii=False)
    block = f'<script type="application/ld+json">{text.translate(ESCAPED)}</script>'
    return mark_safe(block)  # noqa: S308  (escaped by the line above)


def without_empty(value: Any) -> Any:
    """What is not known is not said."""
    if isinstance(value, Mapping):
        said = {name: without_empty(inner) for name, inner in value.items()}
        return {name: inner for name, inner in said.items() if inner not in ("", None, [], {})}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [without_empty(inner) for inner in value]
    return value
