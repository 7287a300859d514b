"""The typed fields of a draft: what they may hold, and the mark that tells two windows apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mobility_rules.canonical import sha256_of
from sapar.applications.models import Application
from sapar.core.errors import Refusal

TEXT_LIMITS = {"phone": 40, "emergency_contact": 200, "motivation": 6000}
PHONE = re.compile(r"\+?[\d\s()./-]{5,40}")


def mark_of(text: str) -> str:
    """A short mark of a text: a form carries the mark of what it was filled from."""
    return sha256_of(text.replace("\r\n", "\n"))[:16]


def mark_of_wishes(place_ids: Sequence[str]) -> str:
    return mark_of(" ".join(place_ids))


def version_of(application: Application, *names: str) -> str:
    """What a page carries to say from which texts it was filled: ``name=mark`` by field."""
    return " ".join(f"{name}={mark_of(getattr(application, name))}" for name in names)


def marks_from(version: str) -> dict[str, str]:
    """The inverse of `version_of`; anything unreadable is no mark."""
    parts = (part.partition("=") for part in version.split())
    return {name: mark for name, _sign, mark in parts if name in TEXT_LIMITS}


def cleaned(fields: Mapping[str, str]) -> dict[str, str]:
    """The texts as they are kept. Raises `Refusal` for the first that cannot be."""
    texts = {name: _plain(text) for name, text in fields.items()}
    for name, text in texts.items():
        if len(text) > TEXT_LIMITS[name]:
            raise Refusal("text-too-long", field=name, length=len(text), limit=TEXT_LIMITS[name])
    if texts.get("phone") and not PHONE.fullmatch(texts["phone"]):
        raise Refusal("phone-unreadable", field="phone", given=texts["phone"])
    return texts


def _plain(text: str) -> str:
    """One kind of line break, and no NUL: some devices type one, and PostgreSQL keeps none."""
    return text.replace("\r\n", "\n").replace("\0", "").strip()
