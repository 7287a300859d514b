"""Stories as readers see them: the content a moderator has read, never the working copy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sapar.accounts.models import Person
from sapar.calls.models import Call
from sapar.content.models import Picture
from sapar.institutions.models import Institution
from sapar.stories.models import RatingCriterion, Story
from sapar.stories.names import name_shown
from sapar.stories.queries import UNSENT, published_stories

FEWEST_RATINGS = 3
TEXTS = ("title", "text", "foreign_culture", "own_culture", "tips", "cost_note", "cost_currency")


@dataclass(frozen=True, slots=True)
class Told:
    """One version of a story: what readers see, or what they would see."""

    story: Story
    content: dict[str, Any]
    photos: list[Picture]

    @property
    def language(self) -> str:
        return str(self.content["language"])

    @property
    def title(self) -> str:
        return str(self.content["title"])

    @property
    def name(self) -> str:
        return name_shown(person_of_story(self.story), self.content["shown_name"])

    @property
    def host(self) -> Institution:
        return self.story.nomination.letter.host

    @property
    def call(self) -> Call:
        return self.story.nomination.letter.call

    @property
    def cost(self) -> Decimal | None:
        given = self.content.get("cost_per_month")
        return Decimal(given) if given else None


@dataclass(frozen=True, slots=True)
class Rating:
    """A line of the rubric with the points of one story or the mean of several."""

    criterion: RatingCriterion
    points: Decimal
    count: int = 1

    @property
    def places(self) -> int:
        """Decimals worth showing: points are whole, means are not."""
        return 0 if self.count == 1 else 1


def person_of_story(story: Story) -> Person:
    return story.nomination.offer.application.engagement.person


def content_of(story: Story) -> dict[str, Any]:
    """The working copy as it would be published; JSON."""
    content: dict[str, Any] = {name: getattr(story, name) for name in TEXTS}
    cost = story.cost_per_month
    return {
        **content,
        "language": story.language,
        "ratings": story.ratings,
        "cost_per_month": str(cost) if cost is not None else "",
        "shown_name": story.shown_name,
        "photos": [photo.picture.public_id for photo in story.photos.select_related("picture")],
    }


def tell(stories: Iterable[Story]) -> list[Told]:
    """The published versions with their photos. One query and one for the sizes."""
    rows = [(story, story.published_content or {}) for story in stories]
    wanted = {name for _story, content in rows for name in content.get("photos", ())}
    found = pictures_by_id(wanted)
    return [Told(story, content, _photos(content, found)) for story, content in rows]


def tell_working_copy(story: Story) -> Told:
    content = content_of(story)
    return Told(story, content, _photos(content, pictures_by_id(content["photos"])))


def tell_moderators(story: Story) -> Told:
    """What its author sent; while a published one is being written anew, what readers see."""
    return tell([story])[0] if story.state in UNSENT else tell_working_copy(story)


def pictures_by_id(public_ids: Iterable[str]) -> dict[str, Picture]:
    pictures = Picture.objects.filter(public_id__in=public_ids).prefetch_related("sizes")
    return {picture.public_id: picture for picture in pictures}


def stories_at(partner: Institution) -> list[Told]:
    return tell(published_stories().filter(nomination__letter__host=partner))


def ratings_in(told: Told) -> list[Rating]:
    """The lines of the rubric that the author rated."""
    given = told.content.get("ratings", {})
    rubric = RatingCriterion.objects.filter(code__in=given)
    return [Rating(row, Decimal(given[row.code])) for row in rubric]


def ratings_of(stories: Sequence[Told]) -> list[Rating]:
    """Means of several stories, of each line that enough of them rated; a mean of two says
    nothing, and would tell who rated how.
    """
    means = []
    for criterion in RatingCriterion.objects.all() if len(stories) >= FEWEST_RATINGS else ():
        points = [told.content["ratings"].get(criterion.code) for told in stories]
        given = [Decimal(point) for point in points if point]
        if len(given) >= FEWEST_RATINGS:
            means.append(Rating(criterion, sum(given, Decimal()) / len(given), len(given)))
    return means


def _photos(content: dict[str, Any], found: dict[str, Picture]) -> list[Picture]:
    return [found[name] for name in content.get("photos", ()) if name in found]
