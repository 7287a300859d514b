"""Stays that are over, stories of them, and comments in the states that tests begin from."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sapar.accounts.models import User
from sapar.content.models import Article
from sapar.core import clock
from sapar.nominations.actions import accept_nomination, nominate
from sapar.nominations.models import Nomination
from sapar.stories.actions import moderation
from sapar.stories.actions.comments import write_comment
from sapar.stories.actions.stories import (
    add_photo,
    begin_story,
    save_story,
    submit_story,
    take_out_story,
)
from sapar.stories.enums import CommentState, ModerationMode, StoryState
from sapar.stories.models import Comment, Story, StoryPhoto
from tests.factories.articles import article_in
from tests.factories.nominations import make_accepted
from tests.factories.people import TESTER, make_person, make_user
from tests.factories.pictures import make_upload

TEXT = "The first weeks were hard and the last ones too short. " * 5


def make_stays(count: int = 1) -> list[Nomination]:
    """Accepted by one host; their period was over yesterday."""
    offers = make_accepted(count)
    call = offers[0].place.call
    (letter,) = nominate(call, by=TESTER)
    for nomination in letter.nominations.all():
        accept_nomination(nomination, by=TESTER)
    call.period.ends_on = clock.today() - dt.timedelta(days=1)
    call.period.starts_on = call.period.ends_on - dt.timedelta(days=100)
    call.period.save()
    return list(Nomination.objects.order_by("pk"))


def traveller(stay: Nomination) -> User:
    """The account of the one who was there."""
    person = stay.offer.application.engagement.person
    return User.objects.filter(person=person).first() or make_user(person)


def make_story(stay: Nomination | None = None, **fields: Any) -> Story:
    """A draft that could be sent."""
    stay = stay or make_stays()[0]
    user = traveller(stay)
    texts = {"title": "A winter by the sea", "text": TEXT, "language": "en"}
    return save_story(begin_story(stay, by=user), by=user, **{**texts, **fields})


def story_in(state: str, **fields: Any) -> Story:
    """HIDDEN was published before; DRAFT, SUBMITTED and RETURNED were not."""
    story = make_story(**fields)
    author = story.author
    if state == StoryState.DRAFT:
        return story
    if state == StoryState.TAKEN_OUT:
        return take_out_story(story, by=author)
    story = submit_story(story, by=author)
    if state == StoryState.RETURNED:
        return moderation.return_story(story, "Say more about housing.", by=TESTER)
    if state in (StoryState.PUBLISHED, StoryState.HIDDEN):
        story = moderation.publish_story(story, by=TESTER)
    if state == StoryState.HIDDEN:
        return moderation.hide_story(story, "It names a patient.", by=TESTER)
    return story


def make_reader(given_name: str = "Aigerim", family_name: str = "Sample") -> User:
    return make_user(make_person(given_name=given_name, family_name=family_name))


def make_comment(
    subject: Any = None,
    text: str = "Thank you, this helps.",
    *,
    by: User | None = None,
    **more: Any,
) -> Comment:
    """Published, whatever the policy says; ``state`` asks for another."""
    state = more.pop("state", CommentState.PUBLISHED)
    subject = subject or article_to_comment()
    comment = write_comment(subject, text, by=by or make_reader(), **more)
    if state == CommentState.PUBLISHED and comment.state != state:
        return moderation.publish_comment(comment, by=TESTER)
    if state == CommentState.HIDDEN:
        return moderation.hide_comment(comment, "insult", "Rude.", by=TESTER)
    return comment


def article_to_comment() -> Article:
    return Article.objects.filter(slug="housing").first() or article_in("published")


def publish_at_once() -> None:
    moderation.set_policy(ModerationMode.AFTER, by=TESTER)


def publish_photo(story: Story, alt: str = "A lake") -> StoryPhoto:
    """Let the author add a photo to a published story, and a moderator publish the new version."""
    photo = add_photo(story, make_upload(), alt, by=story.author)
    moderation.publish_story(submit_story(story, by=story.author), by=TESTER)
    return photo
