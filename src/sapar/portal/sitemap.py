"""Every page that everybody may read, for search engines: its path below the language and, where
it is known, when it last changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from sapar.calls.models import Call
from sapar.content.addresses import path_of
from sapar.content.asking import public_events
from sapar.content.models import Regulation
from sapar.content.queries import published_articles
from sapar.core.translated import LANGUAGES
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Unit
from sapar.partnerships.queries import public_partners
from sapar.portal.calendars import address
from sapar.portal.views.articles import OWN_PLACES
from sapar.stories.queries import published_stories
from sapar.ui.links import in_language

PAGES = (
    "home",
    "about",
    "guide",
    "how-places",
    "calls",
    "partners",
    "articles",
    "news",
    "schools",
    "incoming",
    "courses",
    "events",
    "stories",
    "story-rubric",
    "regulations",
    "contacts",
    "frequent-questions",
    "feeds",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One page in the three languages."""

    path: str
    changed_at: dt.datetime | None = None

    @property
    def addresses(self) -> list[tuple[str, str]]:
        return [(code, address(in_language(self.path, code))) for code in LANGUAGES]


def public_pages() -> Iterator[Entry]:
    """In the order of the portal. One query for each kind of record."""
    yield from (Entry(reverse(name)) for name in PAGES)
    for article in published_articles().exclude(slug__in=OWN_PLACES):
        changed_at = article.published.made_at if article.published else None
        yield Entry(f"/en/{path_of(article)}", changed_at)
    for call in Call.objects.filter(opened_at__isnull=False):
        yield _entry("call", call.public_id, call.decided_at or call.opened_at)
    for partner in public_partners():
        yield _entry("partner", partner.public_id)
    for school in Unit.objects.filter(kind=UnitKind.SCHOOL).order_by("code"):
        yield _entry("school", school.code)
    for event in public_events():
        yield _entry("event", event.public_id)
    for story in published_stories():
        yield _entry("story", story.public_id, story.published_at)
    for regulation in Regulation.objects.all():
        yield _entry("regulation", regulation.public_id)


def _entry(name: str, argument: Any, changed_at: dt.datetime | None = None) -> Entry:
    return Entry(reverse(name, args=[argument]), changed_at)
