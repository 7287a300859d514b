"""What readers do with comments: write, answer, edit for a while, delete, report.

How many somebody wrote lately is counted in the record of deeds, which deleting does not shorten.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from sapar.accounts.models import User
from sapar.audit import actions as audit
from sapar.audit.models import Event
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.lifecycle import advance, check_version
from sapar.stories.comment_lifecycle import COMMENT_LIFECYCLE
from sapar.stories.enums import CommentState, ModerationMode, Reason
from sapar.stories.languages import language_of
from sapar.stories.models import Comment, CommentReport
from sapar.stories.names import name_of, unit_spoken_for
from sapar.stories.queries import Subject, column_of, policy

TEXT_LIMIT = 4000
NAME_LIMIT = 60
EDITABLE = dt.timedelta(minutes=15)
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
WRITING = ((5, MINUTE), (30, HOUR))
REPORTING = ((5, MINUTE), (30, HOUR))


@transaction.atomic
def write_comment(
    subject: Subject,
    text: str,
    *,
    by: User,
    parent: Comment | None = None,
    name: str = "",
    as_staff: bool = False,
) -> Comment:
    """Put a comment under an article, a partner or a story, or an answer under a comment.

    ``name`` is asked only of those whom the registrar does not know. Raises `Refusal`
    ``comment-empty | comment-too-long | comment-name-missing | comment-not-answerable |
    comments-too-many | comments-closed``.
    """
    text = _checked(text)
    if not getattr(subject, "takes_comments", True):
        raise Refusal("comments-closed")
    _lock_author(by)
    _refuse_haste(by, "write-comment", WRITING)
    if parent is not None:
        _refuse_unanswerable(parent, subject)
    comment = Comment(
        **{column_of(subject): subject},
        parent=parent,
        author=by,
        author_name=_name(by, name),
        speaks_for=unit_spoken_for(by) if as_staff else None,
        text=text,
        language=language_of(text),
        state=COMMENT_LIFECYCLE.initial,
        written_at=clock.now(),
    )
    if policy().mode == ModerationMode.AFTER:
        advance(comment, "publish", lifecycle=COMMENT_LIFECYCLE)
    comment.save()
    audit.record(
        "write-comment", comment, by=by.as_actor(), under=subject.public_id, state=comment.state
    )
    return comment


@transaction.atomic
def edit_comment(
    comment: Comment, text: str, *, by: User, expected_version: int | None = None
) -> Comment:
    """Change the own text within fifteen minutes. What a moderator has to read first goes back to
    the queue, since nobody has read the new text yet.

    Raises `Refusal` ``comment-empty | comment-too-long | comment-too-late``.
    """
    text = _checked(text)
    comment = _lock_own(comment, by, expected_version)
    if clock.now() >= comment.written_at + EDITABLE:
        raise Refusal("comment-too-late", until=comment.written_at + EDITABLE)
    before = comment.state
    advance(comment, "edit", lifecycle=COMMENT_LIFECYCLE)
    if before == CommentState.PUBLISHED and policy().mode == ModerationMode.AFTER:
        advance(comment, "publish", lifecycle=COMMENT_LIFECYCLE)
    comment.text, comment.language = text, language_of(text)
    comment.edited_at, comment.moderated_at = clock.now(), None
    comment.save()
    audit.record("edit-comment", comment, by=by.as_actor(), state=comment.state)
    return comment


@transaction.atomic
def delete_comment(comment: Comment, *, by: User) -> None:
    """Take the own comment out. It leaves an empty place when it had answers, and goes without a
    trace when it had none; the empty place goes with its last answer.
    """
    comment = _lock_own(comment, by, None)
    parent = comment.parent
    audit.record("delete-comment", comment, by=by.as_actor())
    if comment.answers.exists():
        advance(comment, "delete", lifecycle=COMMENT_LIFECYCLE)
        comment.text = comment.author_name = comment.language = comment.state_note = ""
        comment.author = comment.speaks_for = None
        comment.save()
        comment.reports.all().delete()
        return
    comment.delete()
    if parent and parent.state == CommentState.DELETED and not parent.answers.exists():
        parent.delete()


@transaction.atomic
def delete_all_comments(author: User) -> int:
    """Take out everything somebody wrote, the answers first; returns how many."""
    own = Comment.objects.filter(author=author).order_by(F("parent").asc(nulls_last=True), "pk")
    comments = list(own)
    for comment in comments:
        delete_comment(comment, by=author)
    return len(comments)


@transaction.atomic
def report_comment(comment: Comment, reason: str, note: str = "", *, by: User) -> CommentReport:
    """Tell the moderators that a published comment should be looked at; once a reader.

    Raises `Refusal` ``report-own | reports-too-many``, `Conflict` ``report-doubled |
    comment-gone``.
    """
    _lock_author(by)
    _refuse_haste(by, "report-comment", REPORTING)
    current = Comment.objects.select_for_update().filter(pk=comment.pk).first()
    if current is None or current.state != CommentState.PUBLISHED:
        raise Conflict("comment-gone")
    if current.author_id == by.pk:
        raise Refusal("report-own")
    if current.reports.filter(reporter=by).exists():
        raise Conflict("report-doubled")
    report = CommentReport.objects.create(
        comment=current,
        reporter=by,
        reason=Reason(reason),
        note=note.strip()[:300],
        reported_at=clock.now(),
    )
    audit.record("report-comment", current, by=by.as_actor(), reason=report.reason)
    return report


def is_editable(comment: Comment, reader: User | None) -> bool:
    """Whether the reader wrote it and may still change it."""
    if reader is None or comment.author_id != reader.pk:
        return False
    return (
        COMMENT_LIFECYCLE.allows(comment.state, "edit")
        and clock.now() < comment.written_at + EDITABLE
    )


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refusal("comment-empty")
    if len(text) > TEXT_LIMIT:
        raise Refusal("comment-too-long", length=len(text), limit=TEXT_LIMIT)
    return text


def _name(user: User, given: str) -> str:
    name = name_of(user) or " ".join(given.split())[:NAME_LIMIT]
    if not name:
        raise Refusal("comment-name-missing")
    return name


def _refuse_unanswerable(parent: Comment, subject: Subject) -> None:
    """Answers are one level deep, and nobody answers what readers do not see."""
    current = Comment.objects.select_for_update().filter(pk=parent.pk, parent=None)
    found = current.filter(state=CommentState.PUBLISHED, **{column_of(subject): subject})
    if not found.exists():
        raise Refusal("comment-not-answerable")


def _lock_author(user: User) -> None:
    """Two windows of one reader wait for each other, so that both are counted."""
    User.objects.select_for_update().get(pk=user.pk)


def _refuse_haste(user: User, deed: str, limits: tuple[tuple[int, dt.timedelta], ...]) -> None:
    now = clock.now()
    for allowed, span in limits:
        recent = Event.objects.filter(actor_id=user.public_id, deed=deed, at__gt=now - span)
        times = list(recent.order_by("-at").values_list("at", flat=True)[:allowed])
        if len(times) == allowed:
            code = "reports-too-many" if deed == "report-comment" else "comments-too-many"
            raise Refusal(code, again=_next_minute(times[-1] + span))


def _next_minute(instant: dt.datetime) -> dt.datetime:
    """Instants are told by the minute, and nobody should come back too early."""
    return instant.replace(second=0, microsecond=0) + MINUTE


def _lock_own(comment: Comment, author: User, expected_version: int | None) -> Comment:
    """Raises `Conflict` ``comment-gone`` when it is no longer there, or no longer the author's."""
    rows = Comment.objects.select_for_update(of=("self",)).select_related("parent")
    found = rows.filter(pk=comment.pk, author=author).first()
    if found is None:
        raise Conflict("comment-gone")
    check_version(found, expected_version)
    return found
