"""Where comments stand: the record, and its page's address in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from sapar.accounts.models import User
from sapar.content.enums import Rubric
from sapar.content.models import Article
from sapar.institutions.models import Institution
from sapar.stories.actions.comments import is_editable
from sapar.stories.enums import CommentState
from sapar.stories.models import Comment
from sapar.stories.queries import Subject


def subject_of(comment: Comment) -> Subject:
    """What a comment stands under; the columns should be loaded."""
    subject = comment.article or comment.partner or comment.story
    assert subject is not None  # noqa: S101  (the database sees to it)
    return subject


def address_of(subject: Subject) -> str:
    if isinstance(subject, Article):
        name = "page" if subject.rubric == Rubric.PAGE else "article"
        return reverse(name, args=[subject.slug])
    if isinstance(subject, Institution):
        return reverse("partner", args=[subject.public_id])
    return reverse("story", args=[subject.public_id])


def title_of(subject: Subject) -> str:
    if isinstance(subject, Article):
        return str(subject.published.text("title")) if subject.published else subject.slug
    if isinstance(subject, Institution):
        return str(subject.name)
    return str((subject.published_content or {}).get("title") or subject.title)


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment as one reader sees it, with what that reader may do with it."""

    row: Comment
    reader: User | None

    @property
    def is_own(self) -> bool:
        return self.reader is not None and self.row.author_id == self.reader.pk

    @property
    def is_there(self) -> bool:
        """Not only the empty place of a deleted or hidden one."""
        return self.row.state in (CommentState.PUBLISHED, CommentState.WAITING)

    @property
    def is_waiting(self) -> bool:
        return self.row.state == CommentState.WAITING

    @property
    def is_hidden(self) -> bool:
        return self.row.state == CommentState.HIDDEN

    @property
    def may_edit(self) -> bool:
        return is_editable(self.row, self.reader)

    @property
    def may_be_answered(self) -> bool:
        return self.row.parent_id is None and self.row.state == CommentState.PUBLISHED
