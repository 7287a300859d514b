"""Addresses as editors type them, brought to the one form in which they are kept.

A target is an address of another site, or a path below the language: ``regulations/``. An old path
is what once stood behind some site's name, without language and closing slash.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings

from sapar.core.errors import Refusal
from sapar.core.translated import LANGUAGES

OUTSIDE = re.compile(r"https?://[^\s/?#\\]+\.[^\s\\]+", re.I)
PATH = re.compile(r"/?(?!/)[^\s\\:?#]*([?#][^\s\\]*)?")
LENGTH = 300
LANGUAGE = re.compile(rf"^/?({'|'.join(LANGUAGES)})(/|$)")


def clean_target(typed: str) -> str:
    """Where an entry leads. Raises `Refusal`: ``target-unclear``, ``target-too-long``."""
    target = typed.strip()
    if len(target) > LENGTH:
        raise Refusal("target-too-long", given=len(target), limit=LENGTH)
    ours = settings.PUBLIC_ADDRESS + "/"
    if target.startswith(ours):
        target = target.removeprefix(ours)
    if OUTSIDE.fullmatch(target):
        return target
    if not PATH.fullmatch(target):
        raise Refusal("target-unclear", target=target)
    return without_language(target)


def clean_old_path(typed: str) -> str:
    """What once stood behind a site's name. Raises `Refusal` as `clean_target` does, and
    ``old-path-missing`` when there is nothing behind it.
    """
    parts = urlsplit(typed.strip())
    path = clean_target(parts.path + (f"?{parts.query}" if parts.query else ""))
    if not path.rstrip("/"):
        raise Refusal("old-path-missing", given=typed)
    return folded(path)


def folded(path: str) -> str:
    """The form in which old paths are compared: the closing slash does not count."""
    path, mark, query = without_language(path).partition("?")
    return path.rstrip("/") + mark + query


def without_language(path: str) -> str:
    return LANGUAGE.sub("", path).lstrip("/")
