"""What becomes of stories and comments when their author's account is closed."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from sapar.accounts.models import User
from sapar.accounts.signals import account_closing
from sapar.core.actor import Actor
from sapar.stories.actions.comments import delete_all_comments
from sapar.stories.actions.stories import delete_story
from sapar.stories.enums import ShownName
from sapar.stories.models import Comment, Story


@receiver(account_closing)
def let_voices_go(user: User, by: Actor, take_out: bool, **_: Any) -> None:
    """Taken out, or left without a name. A story that no reader sees is of use to nobody then."""
    if take_out:
        delete_all_comments(user)
    else:
        for comment in Comment.objects.filter(author=user):
            comment.author, comment.author_name = None, ""
            comment.save()  # one by one: saving is what tells pages that are kept whole
    for story in Story.objects.select_for_update().filter(author=user).order_by("pk"):
        if take_out or story.published_content is None:
            delete_story(story, by=by)
        else:
            story.shown_name = ShownName.NONE
            story.published_content["shown_name"] = ShownName.NONE
            story.save()
