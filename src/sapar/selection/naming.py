"""Who is named in a text that strangers may read under pseudonyms."""

from __future__ import annotations

import re

from sapar.calls.models import Call
from sapar.core.folding import fold

LONG_NAME = 5
"""Letters from which on a name is also known by its beginning, whatever ending a sentence gives it.
A shorter one begins too many other words."""


def named_in(text: str, call: Call) -> str:
    """The first application number or family name of the call in the text, as it stands there;
    empty where there is none."""
    rows = call.applications.values_list(
        "public_id",
        "engagement__person__family_name",
        "engagement__person__passport_family_name",
    )
    numbers = {fold(number) for number, *_names in rows}
    names = {fold(name) for _number, *names in rows for name in names if name}
    words = re.findall(r"[\w-]+", text)
    return next((word for word in words if _names_somebody(fold(word), numbers, names)), "")


def _names_somebody(word: str, numbers: set[str], names: set[str]) -> bool:
    if word in numbers or word in names:
        return True
    return any(len(name) >= LONG_NAME and word.startswith(name) for name in names)
