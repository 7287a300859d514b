"""Which addresses our pages lead to, and from where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from django.utils.translation import override

from sapar.content.enums import EventState
from sapar.content.furniture import address_of
from sapar.content.markup import links_in
from sapar.content.models import (
    Announcement,
    Event,
    FrequentQuestion,
    MenuEntry,
    Redirect,
    Regulation,
)
from sapar.content.queries import published_articles
from sapar.core import clock
from sapar.core.models import PublicIdModel
from sapar.core.translated import LANGUAGES, Translated
from sapar.institutions.models import Institution

LENGTH = 500


@dataclass(frozen=True, slots=True)
class Place:
    """A record that leads to an address."""

    kind: str
    id: str
    title: str


def all_links() -> dict[str, list[dict[str, str]]]:
    """Every address with the places it stands in, as `LinkCheck` keeps them."""
    found: dict[str, dict[Place, None]] = defaultdict(dict)
    for record, address in _leading():
        address = address.partition("#")[0]
        if address.startswith(("/", "https://", "http://")) and len(address) <= LENGTH:
            kind = record._meta.model_name or ""
            found[address][Place(kind, record.public_id, str(record)[:100])] = None
    return {address: [asdict(place) for place in places] for address, places in found.items()}


def _leading() -> Iterator[tuple[PublicIdModel, str]]:
    for record, text in _texts():
        for address in _in_text(text):
            yield record, address
    for regulation in Regulation.objects.exclude(official_url=""):
        yield regulation, regulation.official_url
    for institution in Institution.objects.exclude(website=""):
        yield institution, institution.website
    for record, target in _targets():
        for language in LANGUAGES:
            yield record, address_of(target, language)


def _texts() -> Iterator[tuple[PublicIdModel, Translated]]:
    """Markdown that readers see now."""
    for article in published_articles():
        if article.published:
            yield article, article.published.text("body")
    for event in Event.objects.filter(state=EventState.PUBLISHED, ends_at__gt=clock.now()):
        yield event, event.description
    for question in FrequentQuestion.objects.filter(is_published=True):
        yield question, question.answer


def _targets() -> Iterator[tuple[PublicIdModel, str]]:
    for entry in MenuEntry.objects.filter(is_shown=True):
        yield entry, entry.target
    for announcement in Announcement.objects.filter(ends_at__gt=clock.now()).exclude(target=""):
        yield announcement, announcement.target
    for redirect in Redirect.objects.all():
        yield redirect, redirect.new_path


def _in_text(text: Translated) -> Iterable[str]:
    """Links of each language's own text; a relative one leads into that language."""
    for language, markdown in text.as_dict().items():
        with override(language):
            yield from links_in(markdown)
