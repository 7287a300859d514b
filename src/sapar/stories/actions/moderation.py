"""What moderators do: publish, hide with a reason, return a story, settle reports, set the policy.

Who moderates may have written it, too; the record of deeds shows both.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from sapar.audit import actions as audit
from sapar.content.actions.pictures import release_picture
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.core.lifecycle import advance, check_version
from sapar.stories.actions.stories import drop_photo, hold_back_photos, photos_shown
from sapar.stories.comment_lifecycle import COMMENT_LIFECYCLE
from sapar.stories.enums import CommentState, ModerationMode, Reason
from sapar.stories.lifecycle import STORY_LIFECYCLE
from sapar.stories.models import Comment, ModerationPolicy, Story
from sapar.stories.notices import tell_author
from sapar.stories.telling import content_of


@transaction.atomic
def publish_comment(comment: Comment, *, by: Actor, expected_version: int | None = None) -> Comment:
    """Readers see it, or go on seeing it; its reports are settled."""
    comment = _lock_comment(comment, expected_version)
    advance(comment, "publish", lifecycle=COMMENT_LIFECYCLE)
    comment.state_reason = comment.state_note = ""
    return _moderated(comment, "publish-comment", by)


@transaction.atomic
def hide_comment(
    comment: Comment, reason: str, note: str = "", *, by: Actor, expected_version: int | None = None
) -> Comment:
    """Readers no longer see the text; its author sees why. Raises `Refusal` ``reason-missing``."""
    comment = _lock_comment(comment, expected_version)
    if reason not in Reason.values:
        raise Refusal("reason-missing")
    advance(comment, "hide", lifecycle=COMMENT_LIFECYCLE)
    comment.state_reason, comment.state_note = reason, note.strip()[:300]
    return _moderated(comment, "hide-comment", by, reason=reason, note=comment.state_note)


@transaction.atomic
def publish_comments(comments: Iterable[Comment], *, by: Actor) -> int:
    """Publish those of a list that still wait as they were read; returns how many."""
    read = {comment.pk: comment.version for comment in comments}
    rows = Comment.objects.select_for_update().filter(pk__in=read).order_by("pk")
    done = 0
    for comment in rows:
        if comment.version == read[comment.pk] and comment.state != CommentState.HIDDEN:
            advance(comment, "publish", lifecycle=COMMENT_LIFECYCLE)
            _moderated(comment, "publish-comment", by)
            done += 1
    return done


@transaction.atomic
def publish_story(story: Story, *, by: Actor, expected_version: int | None = None) -> Story:
    """What was submitted is what readers see from now on; the author is told."""
    story = _lock_story(story, expected_version)
    advance(story, "publish", lifecycle=STORY_LIFECYCLE)
    shown_before = photos_shown(story)
    story.published_content = content_of(story)
    story.published_at = story.published_at or clock.now()
    story.state_reason = ""
    story.save()
    for photo in story.photos.select_related("picture"):
        release_picture(photo.picture)
    for picture in shown_before - photos_shown(story):
        drop_photo(picture, by=by)
    audit.record("publish-story", story, by=by)
    tell_author(story, "story-published")
    return story


@transaction.atomic
def return_story(
    story: Story, reason: str, *, by: Actor, expected_version: int | None = None
) -> Story:
    """Ask the author to change it; what readers saw before stays. Raises ``reason-missing``."""
    story = _lock_story(story, expected_version)
    story.state_reason = _reason(reason)
    advance(story, "return", lifecycle=STORY_LIFECYCLE)
    story.save()
    audit.record("return-story", story, by=by, reason=story.state_reason)
    tell_author(story, "story-returned", reason=story.state_reason)
    return story


@transaction.atomic
def hide_story(
    story: Story, reason: str, *, by: Actor, expected_version: int | None = None
) -> Story:
    """Readers no longer see it, until its author changed it and a moderator published it again.

    Raises `Refusal` ``reason-missing | story-not-shown``.
    """
    story = _lock_story(story, expected_version)
    story.state_reason = _reason(reason)
    if story.published_content is None:
        raise Refusal("story-not-shown")
    advance(story, "hide", lifecycle=STORY_LIFECYCLE)
    shown = photos_shown(story)
    story.published_content = None
    story.save()
    hold_back_photos(story, shown, by=by)
    audit.record("hide-story", story, by=by, reason=story.state_reason)
    tell_author(story, "story-hidden", reason=story.state_reason)
    return story


@transaction.atomic
def set_policy(mode: str, *, by: Actor) -> ModerationPolicy:
    """How comments are published from now on; those that wait go on waiting."""
    policy, _made = ModerationPolicy.objects.select_for_update().get_or_create(is_the_one=True)
    before, policy.mode = policy.mode, ModerationMode(mode)
    policy.version += 1
    policy.save()
    audit.record("set-moderation", policy, by=by, before=before, after=policy.mode)
    return policy


def _moderated(comment: Comment, deed: str, by: Actor, **values: str) -> Comment:
    comment.moderated_at = clock.now()
    comment.save()
    comment.reports.filter(settled_at=None).update(settled_at=clock.now())
    audit.record(deed, comment, by=by, **values)
    return comment


def _reason(given: str) -> str:
    if not given.strip():
        raise Refusal("reason-missing")
    return given.strip()


def _lock_comment(comment: Comment, expected_version: int | None) -> Comment:
    found = Comment.objects.select_for_update().filter(pk=comment.pk).first()
    if found is None:
        raise Conflict("comment-gone")
    check_version(found, expected_version)
    return found


def _lock_story(story: Story, expected_version: int | None) -> Story:
    found = Story.objects.select_for_update().get(pk=story.pk)
    check_version(found, expected_version)
    return found
