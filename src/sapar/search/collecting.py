"""What of each kind of record everybody may read, and where it stands.

A text is found in the languages it was written in: a fallback is found under its own language.
Paths are written out as in `content.addresses`; a test follows each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from sapar.calls.enums import CallState
from sapar.calls.models import Call
from sapar.content.addresses import path_of
from sapar.content.asking import public_events
from sapar.content.enums import Rubric
from sapar.content.markup import plain_text
from sapar.content.models import Article, Event, FrequentQuestion, Regulation
from sapar.content.queries import published_articles
from sapar.core.formatting import country_name
from sapar.core.models import PublicIdModel
from sapar.core.translated import LANGUAGES, Translated
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Course, Institution, Unit
from sapar.partnerships.models import HostProfile
from sapar.partnerships.queries import public_partners
from sapar.search.actions import Texts
from sapar.stories.models import Story


@dataclass(frozen=True, slots=True)
class Collector:
    """``public`` begins at what everybody may read; ``texts`` and ``path`` are of one record."""

    kind: str
    model: type[PublicIdModel]
    public: Callable[[], QuerySet[Any]]
    texts: Callable[[Any], Texts]
    path: Callable[[Any], str]

    def collected(self, records: Iterable[Any] | None = None) -> Iterable[tuple[str, str, Texts]]:
        """(record id, path, texts) of these records, or of all that are public."""
        for record in self.public().iterator(chunk_size=200) if records is None else records:
            yield record.public_id, self.path(record), self.texts(record)


def _said(title: Translated, *texts: Translated, code: str = "") -> Texts:
    """Languages in which something was written; a missing title is lent by another language.
    ``code`` is the same everywhere and says nothing by itself.
    """
    said = {
        language: "\n".join(filter(None, (getattr(text, language) for text in texts)))
        for language in LANGUAGES
    }
    return {
        language: (title.get(language), f"{code}\n{text}".strip())
        for language, text in said.items()
        if getattr(title, language).strip() or text
    }


def _plain(markdown: Translated) -> Translated:
    return Translated(**{code: plain_text(getattr(markdown, code)) for code in LANGUAGES})


def _article_texts(article: Article) -> Texts:
    shown = article.published
    if shown is None:
        return {}
    return _said(shown.text("title"), shown.text("lead"), _plain(shown.text("body")))


def _regulation_texts(regulation: Regulation) -> Texts:
    read = dict.fromkeys(LANGUAGES, "")
    for version in regulation.versions.all():
        read[version.language] += f"{version.text}\n"
    facts = (regulation.issuer, regulation.about, regulation.status_note)
    return _said(regulation.title, *facts, Translated(**read), code=regulation.number)


def _partner_texts(partner: Institution) -> Texts:
    profile = HostProfile.objects.filter(institution=partner).first() or HostProfile()
    country = Translated(**{code: country_name(partner.country, code) for code in LANGUAGES})
    told = (profile.about, profile.housing, profile.language_note)
    return _said(partner.name, partner.city, country, *told)


def _call_texts(call: Call) -> Texts:
    """As it was published: the columns may already say what the next terms will."""
    terms = call.terms.last()
    if terms is None:
        return {}
    said = {
        name: Translated.from_dict(terms.content[name])
        for name in ("title", "summary", "description")
    }
    hosts = [Translated.from_dict(place["host"]["name"]) for place in terms.content["places"]]
    return _said(said["title"], said["summary"], _plain(said["description"]), *hosts)


def _event_texts(event: Event) -> Texts:
    return _said(event.title, event.summary, event.where, _plain(event.description))


def _question_texts(row: FrequentQuestion) -> Texts:
    return _said(row.question, _plain(row.answer))


def _story_texts(story: Story) -> Texts:
    said = story.published_content or {}
    names = ("text", "foreign_culture", "own_culture", "tips")
    text = "\n".join(filter(None, (str(said.get(name) or "") for name in names)))
    language = str(said.get("language") or story.language)
    return {language: (str(said.get("title") or ""), text)}


def _school_texts(school: Unit) -> Texts:
    return _said(school.name, school.room, _plain(school.about))


def _course_texts(course: Course) -> Texts:
    return _said(course.title, course.about, code=course.code)


def _opened_calls() -> QuerySet[Call]:
    return Call.objects.filter(opened_at__isnull=False).exclude(state=CallState.DRAFT)


def _schools() -> QuerySet[Unit]:
    return Unit.objects.filter(kind=UnitKind.SCHOOL, institution__is_home=True)


COLLECTORS = (
    Collector(
        "article",
        Article,
        lambda: published_articles(Rubric.HELPFUL, Rubric.NEWS),
        _article_texts,
        path_of,
    ),
    Collector("page", Article, lambda: published_articles(Rubric.PAGE), _article_texts, path_of),
    Collector(
        "regulation",
        Regulation,
        lambda: Regulation.objects.prefetch_related("versions"),
        _regulation_texts,
        lambda regulation: f"regulations/{regulation.public_id}/",
    ),
    Collector(
        "partner",
        Institution,
        public_partners,
        _partner_texts,
        lambda partner: f"partners/{partner.public_id}/",
    ),
    Collector("call", Call, _opened_calls, _call_texts, lambda call: f"calls/{call.public_id}/"),
    Collector(
        "event", Event, public_events, _event_texts, lambda event: f"events/{event.public_id}/"
    ),
    Collector(
        "question",
        FrequentQuestion,
        lambda: FrequentQuestion.objects.filter(is_published=True),
        _question_texts,
        lambda row: f"questions/#{row.public_id}",
    ),
    Collector(
        "story",
        Story,
        lambda: Story.objects.filter(published_content__isnull=False),
        _story_texts,
        lambda story: f"stories/{story.public_id}/",
    ),
    Collector("school", Unit, _schools, _school_texts, lambda school: f"schools/{school.code}/"),
    Collector(
        "course",
        Course,
        lambda: Course.objects.filter(is_offered=True),
        _course_texts,
        lambda course: "come-to-us/courses/",
    ),
)
