"""What the author does with a story: begin, save, add photos, send, call back, take out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db import transaction

from sapar.accounts.models import User
from sapar.audit import actions as audit
from sapar.content.actions.pictures import add_picture, delete_picture
from sapar.content.models import Picture
from sapar.content.uses import uses_of
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.core.lifecycle import advance, check_version
from sapar.core.translated import LANGUAGES, Translated
from sapar.nominations.models import Nomination
from sapar.nominations.stays import verified_stays_of
from sapar.stories.enums import ShownName
from sapar.stories.lifecycle import STORY_LIFECYCLE
from sapar.stories.models import RatingCriterion, Story, StoryPhoto

TEXT_LIMITS = {
    "title": 200,
    "text": 20_000,
    "foreign_culture": 5_000,
    "own_culture": 5_000,
    "tips": 5_000,
    "cost_note": 300,
}
LEAST_TEXT = 200
MOST_PHOTOS = 6
MOST_COST = Decimal(10_000_000)
POINTS = range(1, 6)


@transaction.atomic
def begin_story(stay: Nomination, *, by: User) -> Story:
    """The story of a verified stay, made by the one who was there; the same one if it exists.

    Whoever closed an account and registered anew takes it over. Raises `Refusal`
    ``stay-not-verified``.
    """
    User.objects.select_for_update().get(pk=by.pk)
    if not verified_stays_of(by).filter(pk=stay.pk).exists():
        raise Refusal("stay-not-verified")
    found = Story.objects.filter(nomination=stay).first()
    if found is not None:
        return _take_over(found, by)
    now = clock.now()
    story = Story.objects.create(
        nomination=stay, author=by, language=by.language, begun_at=now, edited_at=now
    )
    audit.record("begin-story", story, by=by.as_actor(), stay=stay.public_id)
    return story


@transaction.atomic
def save_story(
    story: Story, *, by: User, expected_version: int | None = None, **fields: Any
) -> Story:
    """Change the working copy; what readers see stays. ``ratings`` are merged line by line.

    Raises `Refusal` ``story-field-too-long | story-value-unfit``.
    """
    story = _lock_own(story, by, expected_version)
    ratings = fields.pop("ratings", {})
    _check_texts(fields)
    _check_choices(fields, ratings)
    advance(story, "save", lifecycle=STORY_LIFECYCLE)
    for name, value in fields.items():
        setattr(story, name, value)
    kept = {code: points for code, points in {**story.ratings, **ratings}.items() if points}
    story.ratings, story.edited_at = kept, clock.now()
    story.save()
    changed = sorted([*fields, "ratings"] if ratings else fields)
    audit.record("save-story", story, by=by.as_actor(), fields=changed)
    return story


@transaction.atomic
def submit_story(story: Story, *, by: User, expected_version: int | None = None) -> Story:
    """Send it to the moderators. Raises `Refusal` ``story-incomplete | story-too-short``."""
    story = _lock_own(story, by, expected_version)
    if not story.title.strip():
        raise Refusal("story-incomplete")
    if len(story.text.strip()) < LEAST_TEXT:
        raise Refusal("story-too-short", length=len(story.text.strip()), least=LEAST_TEXT)
    return _move(story, "submit", by)


@transaction.atomic
def recall_story(story: Story, *, by: User) -> Story:
    """Take it back from the moderators to write on."""
    return _move(_lock_own(story, by), "recall", by)


@transaction.atomic
def take_out_story(story: Story, *, by: User) -> Story:
    """No reader sees it any more; the text stays with its author."""
    story = _lock_own(story, by)
    shown = photos_shown(story)
    story.published_content = None
    story.state_reason = ""
    story = _move(story, "take-out", by)
    hold_back_photos(story, shown, by=by.as_actor())
    return story


@transaction.atomic
def resume_story(story: Story, *, by: User) -> Story:
    """Write on at what was taken out."""
    return _move(_lock_own(story, by), "resume", by)


def add_photo(story: Story, upload: File[bytes], alt: str, *, by: User) -> StoryPhoto:
    """Put a photo at the end. Raises `Refusal` ``photos-too-many`` and what `add_picture` does."""
    if story.photos.count() >= MOST_PHOTOS:
        raise Refusal("photos-too-many", limit=MOST_PHOTOS)
    words = Translated.from_dict({story.language: alt.strip()[:300]})
    # Before the transaction: a large picture takes a second.
    picture = add_picture(upload, alt=words, by=by.as_actor())
    with transaction.atomic():
        current = _lock_own(story, by)
        if current.photos.count() >= MOST_PHOTOS:
            raise Refusal("photos-too-many", limit=MOST_PHOTOS)
        _changed(current, "add-photo", by)
        return StoryPhoto.objects.create(
            story=current, picture=picture, position=current.photos.count() + 1
        )


@transaction.atomic
def remove_photo(story: Story, picture: Picture, *, by: User) -> None:
    """Take a photo out of the working copy; what readers see keeps it until the next version."""
    current = _lock_own(story, by)
    _changed(current, "remove-photo", by)
    current.photos.filter(picture=picture).delete()
    if picture not in photos_shown(current):
        drop_photo(picture, by=by.as_actor())


def delete_story(story: Story, *, by: Actor) -> None:
    """Take it out for good, with its photos and what was said under it: its author is leaving."""
    pictures = {photo.picture for photo in story.photos.select_related("picture")}
    pictures |= photos_shown(story)
    audit.record("delete-story", story, by=by)
    story.delete()
    for picture in sorted(pictures, key=lambda one: one.pk):
        drop_photo(picture, by=by)


def drop_photo(picture: Picture, *, by: Actor) -> None:
    """Delete a photo that no version of the story shows any more, unless something else does."""
    if not uses_of(picture):
        delete_picture(picture, by=by)


def photos_shown(story: Story) -> set[Picture]:
    """The photos of the version that readers see."""
    shown = (story.published_content or {}).get("photos", ())
    return set(Picture.objects.filter(public_id__in=shown))


def hold_back_photos(story: Story, shown: set[Picture], *, by: Actor) -> None:
    """A story that readers no longer see lends its photos to nobody; those ``shown`` that its
    author had removed since go with the version that showed them.
    """
    kept = Picture.objects.filter(pk__in=story.photos.values("picture"))
    kept.update(released_at=None)
    for picture in shown.difference(kept):
        drop_photo(picture, by=by)


def _take_over(story: Story, by: User) -> Story:
    """A person has one account at a time, and this one's person was there."""
    if story.author_id != by.pk:
        story.author = by
        story.save()
        audit.record("take-over-story", story, by=by.as_actor())
    return story


def _changed(story: Story, deed: str, by: User) -> None:
    advance(story, "save", lifecycle=STORY_LIFECYCLE)
    story.edited_at = clock.now()
    story.save()
    audit.record(deed, story, by=by.as_actor())


def _move(story: Story, deed: str, by: User) -> Story:
    advance(story, deed, lifecycle=STORY_LIFECYCLE)
    story.save()
    audit.record(f"{deed}-story", story, by=by.as_actor())
    return story


def _check_texts(fields: dict[str, Any]) -> None:
    for name, limit in TEXT_LIMITS.items():
        length = len(fields.get(name, ""))
        if length > limit:
            raise Refusal("story-field-too-long", field=name, length=length, limit=limit)


def _check_choices(fields: dict[str, Any], ratings: dict[str, int | None]) -> None:
    """Values that no form offers come from a page that is too old, or from nobody's page."""
    cost = fields.get("cost_per_month")
    known = set(RatingCriterion.objects.filter(code__in=ratings).values_list("code", flat=True))
    fits = (
        fields.get("language", LANGUAGES[0]) in LANGUAGES
        and fields.get("shown_name", ShownName.NONE) in ShownName.values
        and (cost is None or Decimal(0) <= cost < MOST_COST)
        and known == set(ratings)
        and all(points is None or points in POINTS for points in ratings.values())
    )
    if not fits:
        raise Refusal("story-value-unfit")


def _lock_own(story: Story, author: User, expected_version: int | None = None) -> Story:
    found = Story.objects.select_for_update().filter(pk=story.pk, author=author).first()
    if found is None:
        raise Conflict("story-gone")
    check_version(found, expected_version)
    return found
