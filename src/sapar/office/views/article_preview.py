"""An article as it will look: a text while it is written, and the whole page in its frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sapar.accounts.access import requires
from sapar.content.embeds import Embed
from sapar.content.enums import Rubric
from sapar.content.markup import Heading, headings
from sapar.content.models import Article, Picture, Revision
from sapar.content.working_copy import TEXT_LIMITS, content_of
from sapar.core import clock
from sapar.core.translated import LANGUAGES, Translated
from sapar.office.views.articles import article_trail, found_article

LONG = 4  # headings from which on the portal shows a table of contents


@require_POST
@requires("content.edit")
def draw_text(request: HttpRequest) -> HttpResponse:
    """A piece of Markdown as HTML, for the live preview beside the text."""
    language = request.POST.get("language", "")
    text = request.POST.get("text", "")[: TEXT_LIMITS["body"]].replace("\0", "")
    with translation.override(language if language in LANGUAGES else get_language()):
        return render(request, "office/articles/_drawn.html", {"text": text, **for_editors()})


@dataclass(frozen=True, slots=True)
class Preview:
    """What the portal's templates ask of a text that is read."""

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
        return self.shown_in != get_language()

    @property
    def contents(self) -> list[Heading]:
        found = headings(self.body.get(self.shown_in))
        return found if len(found) >= LONG else []


@require_safe
@requires("content.edit")
def preview(request: HttpRequest, article_id: str) -> HttpResponse:
    """The working copy, or a revision, in the language of the address and the portal's frame."""
    article = found_article(article_id)
    steps = article_trail(article)
    revision = Revision(content=content_of(article), made_at=article.edited_at)
    if request.GET.get("revision", "").isdecimal():
        number = int(request.GET["revision"][:9])
        revision = get_object_or_404(article.revisions, number=number)
    # In memory only: the page shows it as if it were published, and takes no comments.
    article.published = revision
    article.published_at = article.published_at or article.publish_at or clock.now()
    article.takes_comments = False
    kind = "page" if article.rubric == Rubric.PAGE else "article"
    context = {
        "frame": f"portal/articles/{kind}.html",
        "reading": _as_read(article, revision),
        "steps": steps,
        **for_editors(),
    }
    return render(request, "office/articles/preview.html", context)


def _as_read(article: Article, revision: Revision) -> Preview:
    language, body = get_language() or "en", revision.text("body")
    return Preview(
        article=article,
        title=revision.text("title"),
        lead=revision.text("lead"),
        body=body,
        byline=revision.text("byline"),
        cover=Picture.objects.filter(public_id=revision.content.get("cover", "")).first(),
        shown_in=body.language_shown(language) if body else language,
        is_outdated=language in revision.content.get("outdated", []),
    )


def for_editors() -> dict[str, Any]:
    """Lets `{% prose %}` show what is not released yet, and say what readers will not see."""
    return {"is_preview": True, "embed_missing": _note}


def _note(embed: Embed) -> str:
    return format_html(
        '<p class="notice" data-tone="act">{}</p>',
        _(
            "Readers see nothing here: %(embed)s names no record that is open to everybody. "
            "Choose one, or take the line out."
        )
        % {"embed": embed},
    )
