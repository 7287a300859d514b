"""What readers say, as a section of other pages: comments, and stories of those who were there."""

from __future__ import annotations

from typing import Any

from django import template
from django.core.paginator import Paginator
from django.template import Context
from django.utils.translation import get_language

from sapar.accounts.models import User
from sapar.content.models import Article
from sapar.institutions.models import Institution
from sapar.portal.views.comment_forms import WriteForm
from sapar.portal.voices import Shown, address_of, subject_of, title_of
from sapar.stories.enums import CommentState, StoryState
from sapar.stories.models import Comment, Story
from sapar.stories.queries import answers_to, column_of, comments_on, count_on
from sapar.stories.telling import ratings_of, stories_at
from sapar.ui.parts import Tone

register = template.Library()
PAGE = 50
STORIES = 6
TONES = {
    CommentState.WAITING: Tone.WAIT,
    CommentState.PUBLISHED: Tone.GOOD,
    CommentState.HIDDEN: Tone.BAD,
    CommentState.DELETED: Tone.ENDED,
}
STORY_TONES = {
    StoryState.DRAFT: Tone.ACT,
    StoryState.SUBMITTED: Tone.WAIT,
    StoryState.RETURNED: Tone.ACT,
    StoryState.PUBLISHED: Tone.GOOD,
    StoryState.HIDDEN: Tone.BAD,
    StoryState.TAKEN_OUT: Tone.ENDED,
}


@register.inclusion_tag("portal/comments/_section.html", takes_context=True)
def comments(
    context: Context,
    article: Article | None = None,
    partner: Institution | None = None,
    story: Story | None = None,
) -> dict[str, Any]:
    """``{% comments article=article %}``: the whole section, with the form for who is signed in.

    The number of queries does not depend on the number of comments.
    """
    subject = article or partner or story
    if subject is None or (article is not None and not article.takes_comments):
        return {"is_taken": False}
    request = context.get("request")
    reader = request.user if request and isinstance(request.user, User) else None
    asked = request.GET.get("comments") if request else None
    page = Paginator(comments_on(subject, reader), PAGE).get_page(asked)
    answers: dict[int, list[Shown]] = {}
    for row in answers_to(page.object_list, reader):
        if row.parent_id is not None:
            answers.setdefault(row.parent_id, []).append(Shown(row, reader))
    return {
        "is_taken": True,
        "count": count_on(subject),
        "page": page,
        "threads": [(Shown(row, reader), answers.get(row.pk, [])) for row in page],
        "kind": column_of(subject),
        "subject": subject,
        "address": request.path if request else address_of(subject),
        "form": WriteForm(user=reader) if reader else None,
        "reader": reader,
        "language": get_language(),
        "request": request,
    }


@register.inclusion_tag("portal/stories/_at_partner.html")
def stories_of(partner: Institution) -> dict[str, Any]:
    """``{% stories_of partner %}``: the latest stories of stays there, and how stays were rated."""
    stories = stories_at(partner)
    return {
        "partner": partner,
        "stories": stories[:STORIES],
        "count": len(stories),
        "ratings": ratings_of(stories),
    }


@register.filter
def title_of_subject(subject: Article | Institution | Story) -> str:
    return title_of(subject)


@register.filter
def title_of_comment(comment: Comment) -> str:
    return title_of(subject_of(comment))


@register.filter
def address_of_comment(comment: Comment) -> str:
    return f"{address_of(subject_of(comment))}#comment-{comment.public_id}"


@register.filter
def tone_of_comment(comment: Comment) -> Tone:
    return TONES[CommentState(comment.state)]


@register.filter
def tone_of_story(story: Story) -> Tone:
    return STORY_TONES[StoryState(story.state)]
