"""Social cards: the picture that messengers show beside a link to a public page, in its language.

Drawn when first asked for and kept as long as what stands on it is the same; the folder may be
emptied at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from sapar.calls.models import Call
from sapar.calls.reading import readable_terms
from sapar.content.asking import public_events
from sapar.content.enums import Rubric
from sapar.content.models import Article, Event
from sapar.content.queries import published_articles
from sapar.core.formatting import country_name, format_day, format_instant
from sapar.documents.pdf import PACKAGE, render_png
from sapar.institutions.models import Institution
from sapar.partnerships.queries import public_partners
from sapar.stories.models import Story
from sapar.stories.queries import published_stories

TEMPLATE = "portal/card.typ"
TITLE_LETTERS = 180


@dataclass(frozen=True, slots=True)
class Card:
    """``kind`` stands above the title, ``note`` below it."""

    kind: str
    title: str
    note: str = ""
    university: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Begins at what everybody may read: a draft has no card."""

    public: Callable[[], QuerySet[Any]]
    card: Callable[[Any], Card]


def _article(record: Article) -> Card:
    assert record.published is not None  # noqa: S101  (only published ones are asked for)
    kind = _("Academic mobility") if record.rubric == Rubric.PAGE else record.get_rubric_display()
    return Card(kind, str(record.published.text("title")))


def _call(record: Call) -> Card:
    terms = readable_terms(record)
    until = _("Deadline: %(instant)s") % {"instant": format_instant(terms.closes_at)}
    return Card(_("Call"), str(terms.title), until)


def _partner(record: Institution) -> Card:
    return Card(_("Partner"), str(record.name), f"{record.city}, {country_name(record.country)}")


def _event(record: Event) -> Card:
    return Card(_("Information event"), str(record.title), format_instant(record.starts_at))


def _story(record: Story) -> Card:
    content = record.published_content or {}
    letter = record.nomination.letter
    note = f"{letter.host.name} · {format_day(letter.call.period.starts_on)}"
    return Card(_("Story"), str(content.get("title", "")), note)


SUBJECTS = {
    "article": Subject(lambda: published_articles(Rubric.HELPFUL, Rubric.NEWS), _article),
    "page": Subject(lambda: published_articles(Rubric.PAGE), _article),
    "call": Subject(lambda: Call.objects.filter(opened_at__isnull=False), _call),
    "partner": Subject(public_partners, _partner),
    "event": Subject(public_events, _event),
    "story": Subject(published_stories, _story),
}


def card_of(kind: str, record_id: str, language: str) -> bytes | None:
    """The card of a record that everybody may read; nothing for any other."""
    subject = SUBJECTS.get(kind)
    record = subject.public().filter(public_id=record_id).first() if subject else None
    if subject is None or record is None:
        return None
    with override(language):
        return _kept(f"{kind}-{record_id}", subject.card(record), language)


def card_of_portal(language: str) -> bytes:
    """The card of pages that have none of their own."""
    with override(language):
        return _kept("portal", Card(_("Kazakhstan and abroad"), _("Academic mobility")), language)


def _kept(name: str, card: Card, language: str) -> bytes:
    home = Institution.objects.filter(is_home=True).first()
    data = asdict(card) | {"university": str(home.name) if home else "", "language": language}
    data["title"] = Truncator(data["title"]).chars(TITLE_LETTERS)
    name = f"{name}-{language}"
    path = _folder() / f"{name}-{_hash(data)}.png"
    with suppress(FileNotFoundError):
        return path.read_bytes()
    picture = render_png(TEMPLATE, data)
    for outdated in _folder().glob(f"{name}-*.png"):
        outdated.unlink(missing_ok=True)
    _write(path, picture)
    return picture


def _folder() -> Path:
    folder = Path(settings.DATA) / "cards"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _hash(data: dict[str, str]) -> str:
    said = json.dumps(data, sort_keys=True) + _layout()
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@cache
def _layout() -> str:
    return (PACKAGE / "portal" / "typst" / "card.typ").read_text("utf-8")


def _write(path: Path, content: bytes) -> None:
    """Nobody reads half a picture: it gets its name when it is whole."""
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(path)
