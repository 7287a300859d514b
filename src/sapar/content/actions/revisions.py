"""Keeping what an article said. A revision is made once and never changed."""

from __future__ import annotations

from typing import Any

from sapar.content.models import Article, Revision
from sapar.content.working_copy import content_of
from sapar.core import clock
from sapar.core.actor import Actor

# Notes that the system writes; a screen puts them into words. Whoever types begins otherwise.
BESIDE, IMPORTED, RESTORED = "~beside", "~imported", "~restored"


def locked(article: Article) -> Article:
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk)


def keep_revision(article: Article, *, by: Actor, note: str = "") -> Revision | None:
    """The working copy as the newest revision; none is made when it says nothing new."""
    content = content_of(article)
    newest = article.revisions.order_by("-number").first()
    if newest is not None and newest.content == content:
        return newest
    if newest is None and not (article.title or article.lead or article.body or article.cover):
        return None
    return make_revision(article, content, by=by, note=note)


def make_revision(
    article: Article, content: dict[str, Any], *, by: Actor, note: str = ""
) -> Revision:
    newest = article.revisions.order_by("-number").values_list("number", flat=True).first()
    return Revision.objects.create(
        article=article,
        number=(newest or 0) + 1,
        content=content,
        note=note,
        made_at=clock.now(),
        made_by=by.public_id,
        maker=by.label,
    )
