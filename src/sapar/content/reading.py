"""What a reader sees of an article: one of its revisions, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

from sapar.content.markup import Heading, headings
from sapar.content.models import Article, Picture, Revision
from sapar.core.translated import Translated

LONG = 4  # headings from which on a table of contents helps


@dataclass(frozen=True, slots=True)
class Reading:
    """``shown_in``: the language in which the text is read, which may be another than asked for;
    ``is_outdated``: the translation fell behind its original.
    """

    article: Article
    title: Translated
    lead: Translated
    body: Translated
    byline: Translated
    cover: Picture | None
    shown_in: str
    is_outdated: bool

    @property
    def is_untranslated(self) -> bool:
        """The text is read in another language than the reader's."""
        return self.shown_in != get_language()

    @property
    def contents(self) -> list[Heading]:
        found = headings(self.body.get(self.shown_in))
        return found if len(found) >= LONG else []


def read(article: Article, revision: Revision, cover: Picture | None) -> Reading:
    """The revision as it reads in the active language."""
    language, body = get_language() or "en", revision.text("body")
    return Reading(
        article=article,
        title=revision.text("title"),
        lead=revision.text("lead"),
        body=body,
        byline=revision.text("byline"),
        cover=cover,
        shown_in=body.language_shown(language) if body else language,
        is_outdated=language in revision.content.get("outdated", []),
    )
