"""The mails of this app: what became of a story. Moderators have their queue instead of mail."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from sapar.core.actor import Recipient
from sapar.messaging.actions import queue_mail
from sapar.messaging.registry import Message
from sapar.stories.models import Story
from sapar.stories.telling import person_of_story


def tell_author(story: Story, kind: str, **values: Any) -> None:
    """To the author's account; one that was closed is told nothing."""
    author = story.author
    if not author.is_active:
        return
    recipient = Recipient(author.email, author.language, person_of_story(story).full_name)
    queue_mail(kind, recipient, story=story.public_id, title=story.title, **values)


def _message(kind: str) -> Message:
    def prepare(values: dict[str, Any], language: str) -> tuple[dict[str, Any], list[str]]:
        page = "story" if kind == "story-published" else "story-write"
        link = settings.PUBLIC_ADDRESS + reverse(page, args=[values["story"]])
        return {**values, "link": link}, []

    return Message(kind, f"stories/mail/{kind}_subject.txt", f"stories/mail/{kind}.txt", prepare)


MESSAGES = tuple(_message(f"story-{deed}") for deed in ("published", "returned", "hidden"))
