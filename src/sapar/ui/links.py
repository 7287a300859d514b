"""Addresses made from an address: the same page in another language, or with another filter."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings


def in_language(address: str, language: str) -> str:
    """The same page in another language. Every page of people lies below its language."""
    parts = urlsplit(address)
    first, _slash, rest = parts.path.lstrip("/").partition("/")
    inside = rest if first in dict(settings.LANGUAGES) else ""
    return urlunsplit(("", "", f"/{language}/{inside}", parts.query, ""))


def with_query(address: str, **changes: object) -> str:
    """The address with some parts of its query set; None takes one away."""
    parts = urlsplit(address)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in changes]
    added = [(name, str(value)) for name, value in changes.items() if value is not None]
    return urlunsplit(("", "", parts.path, urlencode(kept + added), ""))
