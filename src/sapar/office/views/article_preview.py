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
from sapar.content.markup import reading_minutes
from sapar.content.models import Picture
from sapar.content.working_copy import TEXT_LIMITS, content_of
from sapar.core.translated import LANGUAGES, Translated
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
    """The working copy, or a revision, in the language of the address."""
    article = found_article(article_id)
    content = content_of(article)
    if request.GET.get("revision", "").isdecimal():
        number = int(request.GET["revision"][:9])
        content = get_object_or_404(article.revisions, number=number).content
    texts = {name: Translated.from_dict(content.get(name)) for name in TEXT_LIMITS}
    language = get_language() or "en"
    shown = texts["body"].language_shown(language)
    cover = Picture.objects.filter(public_id=content.get("cover", "")).first()
    context = {
        "article": article,
        "texts": texts,
        "cover": cover,
        "minutes": reading_minutes(texts["body"].get(language)),
        "shown_language": shown if shown != language else "",
        "is_outdated": language in content.get("outdated", []),
        "steps": article_trail(article),
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
