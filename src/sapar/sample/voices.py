"""Stories of those who returned and what readers said to them, by the deeds that people use."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from django.core.files.base import ContentFile

from sapar.accounts.actions import create_account
from sapar.accounts.models import User
from sapar.accounts.sample_guard import SAMPLE_PASSWORD
from sapar.core import clock
from sapar.nominations.models import Nomination
from sapar.nominations.stays import PERSON, verified_stays
from sapar.sample.calls import OFFICE
from sapar.sample.cast import RETURNED
from sapar.sample.reading import Entry, read
from sapar.sample.scenes import draw
from sapar.stories.actions import moderation
from sapar.stories.actions.comments import report_comment, write_comment
from sapar.stories.actions.stories import add_photo, begin_story, save_story, submit_story
from sapar.stories.models import Comment, Story

TEXTS = (
    "language",
    "title",
    "text",
    "foreign_culture",
    "own_culture",
    "tips",
    "cost_currency",
    "cost_note",
    "shown_name",
)


def load_voices() -> None:
    """Every entry of data/voices.yaml, as many days ago as it says."""
    content = read("voices")
    stories = {entry["key"]: load_story(entry) for entry in content["stories"]}
    submit(content["waiting_story"])
    for entry in content["comments"]:
        load_comment(stories[entry["under"]], entry)


def load_story(entry: Entry) -> Story:
    story = submit(entry)
    with days_ago(entry["days"]):
        return moderation.publish_story(story, by=OFFICE)


def submit(entry: Entry) -> Story:
    """Told by the next participant of the host who has not told yet."""
    with days_ago(entry["days"]):
        stay = stay_at(entry["host"])
        author = author_of(stay)
        story = begin_story(stay, by=author)
        story = save_story(
            story,
            by=author,
            ratings=entry["ratings"],
            cost_per_month=Decimal(entry["cost_per_month"]),
            **{name: entry[name] for name in TEXTS},
        )
        for photo in entry["photos"]:
            add_photo(story, drawing(photo["picture"]), photo["alt"], by=author)
        return submit_story(story, by=author)


def stay_at(host: str) -> Nomination:
    """Of somebody other than those who are left to tell it themselves."""
    untold = verified_stays().filter(story=None).exclude(**{f"{PERSON}__email__in": RETURNED})
    return next(stay for stay in untold.order_by("pk") if stay.letter.host.name.en == host)


def author_of(stay: Nomination) -> User:
    """The account of the participant, made when there is none."""
    person = stay.offer.application.engagement.person
    found = User.objects.filter(person=person).first()
    if found is not None:
        return found
    assert person.email  # noqa: S101  (the sample's people have one)
    return create_account(
        person.email,
        SAMPLE_PASSWORD,
        person=person,
        language=person.language,
        is_sample=True,
        by=OFFICE,
    )


def load_comment(story: Story, entry: Entry, parent: Comment | None = None) -> Comment:
    with days_ago(entry["days"]):
        comment = write_comment(
            story,
            entry["text"],
            by=speaker(story, entry["by"]),
            parent=parent,
            as_staff=entry.get("as_staff", False),
        )
        if not entry.get("waits"):
            comment = moderation.publish_comment(comment, by=OFFICE)
        if "reported_by" in entry:
            reader = User.objects.get(email=entry["reported_by"])
            report_comment(comment, entry["reason"], entry["note"], by=reader)
    for answer in entry.get("answers", ()):
        load_comment(story, answer, comment)
    return comment


def speaker(story: Story, by: str) -> User:
    return story.author if by == "teller" else User.objects.get(email=by)


def drawing(name: str) -> ContentFile[bytes]:
    output = io.BytesIO()
    draw(name).save(output, "JPEG", quality=92)
    return ContentFile(output.getvalue(), name=f"{name}.jpg")


@contextmanager
def days_ago(days: int) -> Iterator[None]:
    with clock.moved(by=dt.timedelta(days=-days)):
        yield
