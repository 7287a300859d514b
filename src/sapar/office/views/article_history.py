"""Every version of an article, two of them compared, an old one restored."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sapar.accounts.access import requires, signed_in
from sapar.content.actions import articles as actions
from sapar.content.actions.revisions import BESIDE, IMPORTED, RESTORED
from sapar.content.history import cover_changed, differences
from sapar.content.models import Article, Revision
from sapar.office.views.article_forms import TEXT_LABELS
from sapar.office.views.articles import article_trail, found_article
from sapar.ui.forms import LANGUAGE_LABELS
from sapar.ui.parts import Crumb


@require_safe
@requires("content.edit")
def history(request: HttpRequest, article_id: str) -> HttpResponse:
    """All versions, the newest first, and how the two that the address names differ."""
    article = found_article(article_id)
    revisions = list(article.revisions.defer("content").order_by("-number"))
    numbers = [revision.number for revision in revisions]
    newer = _number(request, "from", numbers[:1])
    older = _number(request, "to", numbers[1:2])
    context = {
        "article": article,
        "rows": [(revision, _note_words(revision)) for revision in revisions],
        "published": article.published.number if article.published else None,
        "newer": newer,
        "older": older,
        "steps": [*article_trail(article), Crumb(_("History"))],
        **_compared(article, newer, older),
    }
    return render(request, "office/articles/history.html", context)


@require_POST
@requires("content.edit")
def restore(request: HttpRequest, revision_id: str) -> HttpResponse:
    revision = get_object_or_404(Revision.objects.select_related("article"), public_id=revision_id)
    article = actions.restore_revision(revision, by=signed_in(request).as_actor())
    message = _("Revision %(number)s is restored. Readers see it when it is published.")
    messages.success(request, message % {"number": revision.number})
    return redirect("office-article", article.public_id)


def _number(request: HttpRequest, name: str, fallback: list[int]) -> int | None:
    given = request.GET.get(name, "")
    if given.isdecimal():
        return int(given[:9])
    return fallback[0] if fallback else None


def _compared(article: Article, newer: int | None, older: int | None) -> dict[str, Any]:
    wanted = article.revisions.filter(number__in=[newer, older])
    contents = {revision.number: revision.content for revision in wanted}
    if newer == older or newer not in contents or older not in contents:
        return {}
    old, new = contents[older], contents[newer]
    found = [
        (LANGUAGE_LABELS[one.language], one.language, TEXT_LABELS[one.field], one.passages)
        for one in differences(old, new)
    ]
    return {"differences": found, "cover_changed": cover_changed(old, new), "is_compared": True}


def _note_words(revision: Revision) -> str:
    """What somebody noted, or what the system noted, in words."""
    code, _blank, rest = revision.note.partition(" ")
    if code == BESIDE:
        return _("From a window that saved too late; not part of the article.")
    if code == IMPORTED:
        return _("Taken over from %(name)s") % {"name": rest}
    if code == RESTORED:
        return _("Restored from revision %(number)s") % {"number": rest}
    return revision.note
