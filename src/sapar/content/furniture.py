"""What stands around the texts, for readers: menus, announcements, where an old address leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from sapar.content.enums import MenuPlace
from sapar.content.models import Announcement, MenuEntry
from sapar.core.translated import Translated


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of a menu as readers see it."""

    label: Translated
    url: str
    is_outside: bool


def menus(language: str | None = None) -> Mapping[str, list[Link]]:
    """Both menus by one query, for the frame of every page."""
    found: dict[str, list[Link]] = {place: [] for place in MenuPlace.values}
    for entry in MenuEntry.objects.filter(is_shown=True):
        found[entry.place].append(
            Link(entry.label, address_of(entry.target, language), is_outside(entry.target))
        )
    return found


def menu(place: str, language: str) -> list[Link]:
    return menus(language)[place]


def current_announcements(now: dt.datetime) -> list[Announcement]:
    """What is announced at this instant; what ends first stands first."""
    return list(Announcement.objects.filter(starts_at__lte=now, ends_at__gt=now))


def is_outside(target: str) -> bool:
    return target.lower().startswith(("https://", "http://"))


def address_of(target: str, language: str | None = None) -> str:
    """Where an entry leads: an address of another site stays, a path stands below the language.

    ``{language}`` in another site's address becomes the reader's language.
    """
    language = language or get_language() or "en"
    if is_outside(target):
        return target.replace("{language}", language)
    return f"/{language}/{target.lstrip('/')}"
