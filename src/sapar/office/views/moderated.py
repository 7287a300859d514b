"""One comment or one story before a moderator: the text, its reports, what may be done, and what
was done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sapar.accounts.access import requires, signed_in
from sapar.audit.models import Event
from sapar.core import wording
from sapar.core.errors import Conflict, Refusal
from sapar.core.lookalikes import mixes_alphabets
from sapar.core.wording import words
from sapar.office.views.moderation import PERMISSION
from sapar.office.views.moderation_forms import HideForm, HideStoryForm, ReturnForm, VersionForm
from sapar.stories.actions import moderation
from sapar.stories.comment_lifecycle import COMMENT_LIFECYCLE
from sapar.stories.enums import Reason
from sapar.stories.lifecycle import STORY_LIFECYCLE
from sapar.stories.models import Comment, Story
from sapar.stories.queries import stories_to_moderate, with_subjects
from sapar.stories.telling import ratings_in, tell_moderators
from sapar.ui.parts import Entry


@dataclass(frozen=True, slots=True)
class Deed:
    """What a moderator may do: its form, and what is said afterwards."""

    form: type[VersionForm]
    do: Callable[..., Any]
    button: Any
    done: Any


PUBLISH = gettext_lazy("Publish")
COMMENT_DEEDS = {
    "publish": Deed(
        VersionForm,
        moderation.publish_comment,
        PUBLISH,
        gettext_lazy("Readers see the comment; its reports are settled."),
    ),
    "hide": Deed(
        HideForm,
        moderation.hide_comment,
        gettext_lazy("Hide the comment"),
        gettext_lazy("Readers no longer see the comment; its author sees why."),
    ),
}
STORY_DEEDS = {
    "publish": Deed(
        VersionForm,
        moderation.publish_story,
        PUBLISH,
        gettext_lazy("The story is published; its author is told by mail."),
    ),
    "return": Deed(
        ReturnForm,
        moderation.return_story,
        gettext_lazy("Return it to the author"),
        gettext_lazy("The story is with its author again, who is told by mail."),
    ),
    "hide": Deed(
        HideStoryForm,
        moderation.hide_story,
        gettext_lazy("Hide it from readers"),
        gettext_lazy("Readers no longer see the story; its author is told by mail."),
    ),
}


@require_safe
@requires(PERMISSION)
def comment_record(request: HttpRequest, comment_id: str) -> HttpResponse:
    return _comment_page(request, _comment(comment_id))


@require_POST
@requires(PERMISSION)
def comment_deed(request: HttpRequest, comment_id: str, deed: str) -> HttpResponse:
    comment = _comment(comment_id)
    chosen = _chosen(COMMENT_DEEDS, deed)
    form = chosen.form(comment, request.POST)
    status = _carry_out(request, chosen, comment, form)
    if status:
        return _comment_page(request, _comment(comment_id), {deed: form}, status)
    return redirect("office-moderation")


@require_safe
@requires(PERMISSION)
def story_record(request: HttpRequest, story_id: str) -> HttpResponse:
    return _story_page(request, _story(story_id))


@require_POST
@requires(PERMISSION)
def story_deed(request: HttpRequest, story_id: str, deed: str) -> HttpResponse:
    story = _story(story_id)
    chosen = _chosen(STORY_DEEDS, deed)
    form = chosen.form(story, request.POST)
    status = _carry_out(request, chosen, story, form)
    if status:
        return _story_page(request, _story(story_id), {deed: form}, status)
    return redirect("office-story", story_id)


def _chosen(deeds: dict[str, Deed], name: str) -> Deed:
    if name not in deeds:
        raise Http404
    return deeds[name]


def _carry_out(
    request: HttpRequest, deed: Deed, record: Comment | Story, form: VersionForm
) -> int | None:
    """None when it is done; else the status of the page that shows why not."""
    if not form.is_valid():
        return 422
    try:
        deed.do(record, by=signed_in(request).as_actor(), **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, words(refusal.code, refusal.values))
        return 409 if isinstance(refusal, Conflict) else 422
    messages.success(request, deed.done)
    return None


def _comment(comment_id: str) -> Comment:
    comment: Comment = get_object_or_404(
        with_subjects(Comment.objects.exclude(text="")), public_id=comment_id
    )
    return comment


def _story(story_id: str) -> Story:
    story: Story = get_object_or_404(stories_to_moderate(), public_id=story_id)
    return story


def _comment_page(
    request: HttpRequest,
    comment: Comment,
    typed: dict[str, VersionForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "comment": comment,
        "is_odd": mixes_alphabets(comment.author_name),
        "reports": comment.reports.order_by("settled_at", "reported_at"),
        "deeds": _offered(COMMENT_DEEDS, COMMENT_LIFECYCLE.allows, comment, typed or {}),
        "deed_url": "office-comment-deed",
        "record": comment,
        "time_line": time_line("comment", comment.public_id),
    }
    return render(request, "office/moderation/comment.html", context, status=status)


def _story_page(
    request: HttpRequest,
    story: Story,
    typed: dict[str, VersionForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    told = tell_moderators(story)
    offered = _offered(STORY_DEEDS, STORY_LIFECYCLE.allows, story, typed or {})
    context = {
        "story": story,
        "told": told,
        "ratings": ratings_in(told),
        "is_odd": mixes_alphabets(told.title),
        "deeds": [row for row in offered if row[0] != "hide" or story.published_content],
        "deed_url": "office-story-deed",
        "record": story,
        "time_line": time_line("story", story.public_id),
    }
    return render(request, "office/moderation/story.html", context, status=status)


def _offered(
    deeds: dict[str, Deed],
    allows: Callable[[str, str], bool],
    record: Comment | Story,
    typed: dict[str, VersionForm],
) -> list[tuple[str, Deed, VersionForm]]:
    return [
        (name, deed, typed.get(name) or deed.form(record))
        for name, deed in deeds.items()
        if name in typed or allows(record.state, name)
    ]


def time_line(kind: str, public_id: str) -> list[Entry]:
    """What the record of deeds tells, as far as it has words for it."""
    known = wording.known_codes()
    events = Event.objects.filter(subject_kind=kind, subject_id=public_id).order_by("at", "id")
    return [
        Entry(
            what=words(f"did-{event.deed}"),
            at=event.at,
            who=event.actor_label,
            note=_note(event.values),
        )
        for event in events
        if f"did-{event.deed}" in known
    ]


def _note(values: dict[str, Any]) -> str:
    reason = values.get("reason", "")
    label = str(Reason(reason).label) if reason in Reason.values else reason
    return ": ".join(filter(None, [label, values.get("note", "")]))
