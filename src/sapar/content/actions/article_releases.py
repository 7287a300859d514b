"""From draft to readers and back. What is released is a revision, so later edits stay unseen."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from sapar.audit import actions as audit
from sapar.content.actions.revisions import keep_revision, locked
from sapar.content.actions.shown_media import Media, hold_back_media, media_in, release_media
from sapar.content.enums import ArticleState
from sapar.content.lifecycle import ARTICLE_LIFECYCLE
from sapar.content.models import Article, Revision
from sapar.content.working_copy import is_written
from sapar.core import clock
from sapar.core.actor import SYSTEM, Actor
from sapar.core.errors import Refusal
from sapar.core.lifecycle import advance, check_version


@transaction.atomic
def submit_article(article: Article, *, by: Actor, expected_version: int | None = None) -> Article:
    """Give it to the editors for review. Raises `Refusal` ``article-not-written``."""
    current = _advanced(article, "submit", expected_version)
    _keep_written(current, by=by)
    return _save(current, "submit-article", by=by)


@transaction.atomic
def return_article(
    article: Article, *, by: Actor, note: str = "", expected_version: int | None = None
) -> Article:
    """Back to the draft, out of review or out of the schedule; ``note`` says what is to change."""
    current = _advanced(article, "return", expected_version)
    current.publish_at = None
    return _save(current, "return-article", by=by, note=note)


@transaction.atomic
def schedule_article(
    article: Article, at: dt.datetime, *, by: Actor, expected_version: int | None = None
) -> Article:
    """Let readers have it, as it is written now, at that instant.

    Raises `Refusal` ``article-not-written``, ``schedule-in-past``.
    """
    current = _advanced(article, "schedule", expected_version)
    if at <= clock.now():
        raise Refusal("schedule-in-past", given=at)
    current.published = _keep_written(current, by=by)
    current.publish_at = at
    return _save(current, "schedule-article", by=by, at=at.isoformat())


@transaction.atomic
def publish_article(article: Article, *, by: Actor, expected_version: int | None = None) -> Article:
    """Show readers what is written now. Raises `Refusal` ``article-not-written``."""
    current = _advanced(article, "publish", expected_version)
    current.published = _keep_written(current, by=by)
    current.publish_at = None
    return _release(current, clock.now(), by=by)


@transaction.atomic
def unpublish_article(
    article: Article, reason: str, *, by: Actor, expected_version: int | None = None
) -> Article:
    """Take it from the readers. Raises `Refusal` ``reason-missing``."""
    if not reason.strip():
        raise Refusal("unpublish-reason-missing")
    current = _advanced(article, "unpublish", expected_version)
    assert current.published is not None  # noqa: S101  (readers saw it until now)
    hold_back_media(_media_of(current.published), current)
    return _save(current, "unpublish-article", by=by, reason=reason.strip())


def publish_due_articles() -> int:
    """Release what was scheduled until now; returns how many (the worker calls this)."""
    due = Article.objects.filter(state=ArticleState.SCHEDULED, publish_at__lte=clock.now())
    return sum(_publish_due(article) for article in due)


@transaction.atomic
def _publish_due(article: Article) -> bool:
    current = locked(article)
    at = current.publish_at
    if current.state != ArticleState.SCHEDULED or at is None or at > clock.now():
        return False
    advance(current, "publish-due", lifecycle=ARTICLE_LIFECYCLE)
    current.publish_at = None
    _release(current, at, by=SYSTEM)
    return True


def _advanced(article: Article, deed: str, expected_version: int | None) -> Article:
    current = locked(article)
    check_version(current, expected_version)
    advance(current, deed, lifecycle=ARTICLE_LIFECYCLE)
    return current


def _keep_written(article: Article, *, by: Actor) -> Revision:
    """The revision to release. Without title and text in the original there is none."""
    if not is_written(article, article.original_language):
        raise Refusal("article-not-written", language=article.original_language)
    revision = keep_revision(article, by=by)
    assert revision is not None  # noqa: S101  (an article that is written has one)
    # It says what this revision says, whenever the last key was pressed.
    article.edited_at = revision.made_at
    return revision


def _release(article: Article, at: dt.datetime, *, by: Actor) -> Article:
    revision = article.published
    assert revision is not None  # noqa: S101  (both ways here have set it)
    article.published_at = article.published_at or at
    release_media(_media_of(revision))
    return _save(article, "publish-article", by=by, revision=revision.number)


def _media_of(revision: Revision) -> Media:
    return media_in(revision.text("body"), revision.content.get("cover", ""))


def _save(article: Article, deed: str, *, by: Actor, **values: object) -> Article:
    article.save()
    audit.record(deed, article, by=by, **values)
    return article
