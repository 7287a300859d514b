"""Reads over comments and stories: what readers see, and what a moderator has still to read."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sapar.accounts.models import User
from sapar.content.models import Article, Picture
from sapar.institutions.models import Institution
from sapar.nominations.stays import PERSON
from sapar.stories.enums import CommentState, ModerationMode, StoryState
from sapar.stories.models import Comment, CommentReport, ModerationPolicy, Story, StoryPhoto

Subject = Article | Institution | Story
UNSENT = (StoryState.DRAFT, StoryState.TAKEN_OUT)
SUBJECT_COLUMNS = {Article: "article", Institution: "partner", Story: "story"}


def column_of(subject: Subject) -> str:
    """The column of a comment that points at the subject."""
    return SUBJECT_COLUMNS[type(subject)]


def policy() -> ModerationPolicy:
    """How the office wants comments; by default a moderator reads first."""
    return ModerationPolicy.objects.first() or ModerationPolicy(mode=ModerationMode.BEFORE)


def comments_on(subject: Subject, reader: User | None = None) -> QuerySet[Comment]:
    """The comments that stand directly under the subject, the oldest first: the published, the
    reader's own that wait, and the places of deleted or hidden ones that have answers.
    """
    answered = Exists(Comment.objects.filter(parent=OuterRef("pk"), state=CommentState.PUBLISHED))
    place = Q(state__in=[CommentState.DELETED, CommentState.HIDDEN]) & answered
    on_it = Comment.objects.filter(**{column_of(subject): subject}, parent=None)
    return on_it.filter(_seen_by(reader) | place).select_related("speaks_for")


def answers_to(comments: Iterable[Comment], reader: User | None = None) -> QuerySet[Comment]:
    answers = Comment.objects.filter(_seen_by(reader), parent__in=list(comments))
    return answers.select_related("speaks_for")


def count_on(subject: Subject) -> int:
    return Comment.objects.filter(
        **{column_of(subject): subject}, state=CommentState.PUBLISHED
    ).count()


def comments_of(user: User) -> QuerySet[Comment]:
    """The own ones, the newest first, whatever became of them."""
    own = Comment.objects.filter(author=user).exclude(state=CommentState.DELETED)
    return with_subjects(own).order_by("-written_at", "-pk")


def with_subjects(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    return comments.select_related(
        "article__published", "partner", "story", "speaks_for", "author", "parent"
    )


def waiting_comments() -> QuerySet[Comment]:
    return Comment.objects.filter(state=CommentState.WAITING)


def unread_comments() -> QuerySet[Comment]:
    """Published at once, and no moderator has read them yet."""
    return Comment.objects.filter(state=CommentState.PUBLISHED, moderated_at=None)


def reported_comments() -> QuerySet[Comment]:
    """Those that a reader reported and nobody has looked at, the most reported first."""
    unsettled = Count("reports", filter=Q(reports__settled_at=None), distinct=True)
    found = Comment.objects.annotate(open_reports=unsettled).filter(open_reports__gt=0)
    return found.order_by("-open_reports", "written_at", "pk")


def hidden_comments() -> QuerySet[Comment]:
    return Comment.objects.filter(state=CommentState.HIDDEN).order_by("-moderated_at", "-pk")


def open_reports() -> QuerySet[CommentReport]:
    return CommentReport.objects.filter(settled_at=None)


def published_stories() -> QuerySet[Story]:
    """What readers may see, the newest first; host, period and person are loaded."""
    return with_stays(Story.objects.filter(published_content__isnull=False)).order_by(
        "-published_at", "-pk"
    )


def with_stays(stories: QuerySet[Story]) -> QuerySet[Story]:
    return stories.select_related(
        "author",
        "nomination__letter__host",
        "nomination__letter__call__period",
        f"nomination__{PERSON}",
    )


def submitted_stories() -> QuerySet[Story]:
    """What authors sent, the longest waiting first."""
    return with_stays(Story.objects.filter(state=StoryState.SUBMITTED)).order_by("edited_at", "pk")


def stories_to_moderate() -> QuerySet[Story]:
    """What a moderator may open: what was sent, and what readers see or saw."""
    seen = Q(published_content__isnull=False) | Q(
        state__in=[StoryState.SUBMITTED, StoryState.RETURNED, StoryState.HIDDEN]
    )
    return with_stays(Story.objects.filter(seen))


def library() -> QuerySet[Picture]:
    """The pictures that whoever writes may choose from: not the photos of stories that readers do
    not see, which were given for their story alone.
    """
    lent = StoryPhoto.objects.filter(picture__released_at=None)
    return Picture.objects.exclude(pk__in=lent.values("picture"))


def is_authors_alone(picture: Picture) -> bool:
    """A photo, not released, of a story that its author is writing or has taken out."""
    return StoryPhoto.objects.filter(picture=picture, story__state__in=UNSENT).exists()


def _seen_by(reader: User | None) -> Q:
    published = Q(state=CommentState.PUBLISHED)
    if reader is None:
        return published
    return published | Q(state=CommentState.WAITING, author=reader)
