"""The sentence of an article: what readers see of it, what happens next, who holds it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sapar.content.enums import ArticleState
from sapar.content.models import Article
from sapar.content.working_copy import has_unpublished_changes
from sapar.desk.sentence import Standing, Tone


def standing_of_article(article: Article) -> Standing:
    """In the active language. ``article.published`` is best loaded."""
    return _BY_STATE[ArticleState(article.state)](article)


def _draft(article: Article) -> Standing:
    return Standing(
        where=_("Draft: readers do not see it."),
        next=_("Write it, then hand it in for review."),
        holder=_("whoever writes it"),
        tone=Tone.ACT,
    )


def _in_review(article: Article) -> Standing:
    return Standing(
        where=_("In review: readers do not see it yet."),
        next=_("An editor reads it and publishes it, schedules it or returns it."),
        holder=_("the editors"),
    )


def _scheduled(article: Article) -> Standing:
    changes = has_unpublished_changes(article)
    return Standing(
        where=_("Scheduled: it is published by itself."),
        next=_("What was written since is not part of it; schedule it anew to include that.")
        if changes
        else _("Nothing more is needed."),
        until=article.publish_at,
        tone=Tone.ACT if changes else Tone.INFO,
    )


def _published(article: Article) -> Standing:
    if has_unpublished_changes(article):
        return Standing(
            where=_("Published, and changed since: readers see the earlier revision."),
            next=_("An editor looks at the changes and publishes them."),
            holder=_("the editors"),
            tone=Tone.ACT,
        )
    return Standing(
        where=_("Published: readers see what is written here."),
        next=_("Nothing more is needed."),
        tone=Tone.GOOD,
    )


def _unpublished(article: Article) -> Standing:
    return Standing(
        where=_("Taken from the readers."),
        next=_("It can be changed, reviewed and published again."),
        tone=Tone.ENDED,
    )


_BY_STATE = {
    ArticleState.DRAFT: _draft,
    ArticleState.IN_REVIEW: _in_review,
    ArticleState.SCHEDULED: _scheduled,
    ArticleState.PUBLISHED: _published,
    ArticleState.UNPUBLISHED: _unpublished,
}
