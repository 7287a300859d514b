"""An article as it will look: a text while it is written, and the whole page in its frame."""

from __future__ import annotations

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
from sapar.content.models import Picture, Revision
from sapar.content.reading import read
from sapar.content.working_copy import TEXT_LIMITS, content_of
from sapar.core import clock
from sapar.core.translated import LANGUAGES
from sapar.office.views.articles import article_trail, found_article


@require_POST
@requires("content.edit")
def draw_text(request: HttpRequest) -> HttpResponse:
    """A piece of Markdown as HTML, for the live preview beside the text."""
    language = request.POST.get("language", "")
    text = request.POST.get("text", "")[: TEXT_LIMITS["body"]].replace("\0", "")
    with translation.override(language if language in LANGUAGES else get_language()):
        return render(request, "office/articles/_drawn.html", {"text": text, **for_editors()})


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
    cover = Picture.objects.filter(public_id=revision.content.get("cover", "")).first()
    kind = "page" if article.rubric == Rubric.PAGE else "article"
    context = {
        "frame": f"portal/articles/{kind}.html",
        "reading": read(article, revision, cover),
        "steps": steps,
        **for_editors(),
    }
    return render(request, "office/articles/preview.html", context)


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
