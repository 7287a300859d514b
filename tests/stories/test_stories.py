"""Stories: whose stays are verified, who may tell, and what readers see at each step."""

import datetime as dt
from decimal import Decimal

import pytest

from sapar.audit.models import Event
from sapar.content.models import Picture
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.messaging.models import OutboxMessage
from sapar.nominations.enums import NominationState
from sapar.nominations.models import Nomination
from sapar.nominations.stays import verified_stays, verified_stays_of
from sapar.stories.actions import moderation
from sapar.stories.actions import stories as deeds
from sapar.stories.enums import StoryState
from sapar.stories.lifecycle import STORY_LIFECYCLE
from sapar.stories.models import RatingCriterion, Story
from sapar.stories.queries import published_stories
from sapar.stories.starter.rubric import load_rubric
from sapar.stories.telling import ratings_of, stories_at, tell
from tests.factories.people import TESTER, make_person
from tests.factories.pictures import make_upload
from tests.factories.voices import (
    TEXT,
    make_reader,
    make_stays,
    make_story,
    publish_photo,
    story_in,
    traveller,
)

pytestmark = pytest.mark.django_db


def seen():
    return [told.title for told in tell(published_stories())]


def test_a_stay_is_verified_when_the_host_accepted_and_the_period_is_over():
    (stay,) = make_stays()
    assert list(verified_stays()) == [stay]
    assert list(verified_stays_of(traveller(stay))) == [stay]
    assert not verified_stays_of(make_reader())

    period = stay.letter.call.period
    with clock.moved(to=dt.datetime.combine(period.ends_on, dt.time(6), dt.UTC)):
        assert not verified_stays()
    Nomination.objects.update(state=NominationState.DECLINED, reason="No room")
    assert not verified_stays()


def test_a_merged_record_keeps_its_stay():
    (stay,) = make_stays()
    remaining = make_person()
    person = stay.offer.application.engagement.person
    person.merged_into = remaining
    person.save()
    assert list(verified_stays_of(remaining)) == [stay]


def test_only_who_was_there_tells_and_once_a_stay():
    (stay,) = make_stays()
    with pytest.raises(Refusal) as refusal:
        deeds.begin_story(stay, by=make_reader())
    assert refusal.value.code == "stay-not-verified"
    author = traveller(stay)
    assert deeds.begin_story(stay, by=author) == deeds.begin_story(stay, by=author)
    assert Story.objects.count() == 1


def test_nobody_tells_before_the_stay_is_over():
    (stay,) = make_stays()
    with clock.moved(by=dt.timedelta(days=-2)), pytest.raises(Refusal):
        deeds.begin_story(stay, by=traveller(stay))


STEPS = {
    "save": lambda story: deeds.save_story(story, by=story.author, tips="Bring a coat."),
    "submit": lambda story: deeds.submit_story(story, by=story.author),
    "recall": lambda story: deeds.recall_story(story, by=story.author),
    "take-out": lambda story: deeds.take_out_story(story, by=story.author),
    "resume": lambda story: deeds.resume_story(story, by=story.author),
    "publish": lambda story: moderation.publish_story(story, by=TESTER),
    "return": lambda story: moderation.return_story(story, "Say more.", by=TESTER),
    "hide": lambda story: moderation.hide_story(story, "It names a patient.", by=TESTER),
}


@pytest.mark.parametrize("deed", STEPS)
@pytest.mark.parametrize("state", list(StoryState))
def test_every_deed_in_every_state(state, deed):
    """What the table allows happens, and nothing else; `hide` needs something that is seen."""
    story = story_in(state)
    was_seen = story.published_content is not None
    allowed = STORY_LIFECYCLE.allows(state, deed) and (deed != "hide" or was_seen)
    if not allowed:
        with pytest.raises(Refusal):
            STEPS[deed](story)
        story.refresh_from_db()
        assert story.state == state
        return
    done = STEPS[deed](story)
    assert done.state == STORY_LIFECYCLE.target(state, deed)
    ends = {"publish": True, "hide": False, "take-out": False}
    assert bool(seen()) is ends.get(deed, was_seen)


def test_readers_see_the_published_version_until_the_next_one_was_read():
    story = story_in("published", title="First")
    author = story.author
    story = deeds.save_story(story, by=author, title="Second")
    assert seen() == ["First"]
    story = deeds.submit_story(story, by=author)
    assert seen() == ["First"]
    story = moderation.return_story(story, "Why?", by=TESTER)
    assert seen() == ["First"]
    deeds.submit_story(story, by=author)
    moderation.publish_story(story, by=TESTER)
    assert seen() == ["Second"]


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_a_moderator_hides_what_readers_see_whatever_the_author_is_doing(state):
    story = deeds.save_story(story_in("published"), by=Story.objects.get().author, tips="x")
    if state != "draft":
        story = deeds.submit_story(story, by=story.author)
    if state == "returned":
        story = moderation.return_story(story, "Why?", by=TESTER)
    assert moderation.hide_story(story, "Private things", by=TESTER).state == StoryState.HIDDEN
    assert seen() == []


def test_what_is_too_short_too_long_or_offered_nowhere_is_refused():
    story = make_story()
    author = story.author
    for code, fields in [
        ("story-field-too-long", {"text": "x" * 100_000}),
        ("story-value-unfit", {"language": "xx"}),
        ("story-value-unfit", {"shown_name": "nickname"}),
        ("story-value-unfit", {"cost_per_month": Decimal(-1)}),
        ("story-value-unfit", {"ratings": {"weather": 5}}),
    ]:
        with pytest.raises(Refusal) as refusal:
            deeds.save_story(story, by=author, **fields)
        assert refusal.value.code == code
    deeds.save_story(story, by=author, text="Short.")
    with pytest.raises(Refusal) as refusal:
        deeds.submit_story(story, by=author)
    assert refusal.value.code == "story-too-short"


def test_two_windows_do_not_overwrite_each_other():
    story = make_story()
    deeds.save_story(story, by=story.author, expected_version=story.version, tips="One")
    with pytest.raises(Conflict):
        deeds.save_story(story, by=story.author, expected_version=story.version, tips="Two")
    assert Story.objects.get().tips == "One"


def test_nobody_else_touches_a_story():
    story = make_story()
    for deed in (deeds.submit_story, deeds.take_out_story):
        with pytest.raises(Conflict):
            deed(story, by=make_reader())


def test_the_author_hears_what_became_of_it():
    story = story_in("returned")
    deeds.submit_story(story, by=story.author)
    moderation.publish_story(story, by=TESTER)
    moderation.hide_story(story, "It names a patient.", by=TESTER)
    kinds = OutboxMessage.objects.filter(address=story.author.email, kind__startswith="story-")
    assert [mail.kind for mail in kinds.order_by("id")] == [
        "story-returned",
        "story-published",
        "story-hidden",
    ]
    assert Event.objects.filter(deed="hide-story").get().values["reason"] == "It names a patient."


def test_photos_are_seen_with_the_version_that_shows_them():
    story = story_in("published")
    deeds.add_photo(story, make_upload(), "A lake", by=story.author)
    picture = Picture.objects.get()
    assert picture.released_at is None
    moderation.publish_story(deeds.submit_story(story, by=story.author), by=TESTER)
    picture.refresh_from_db()
    assert picture.released_at is not None
    assert picture.alt.en == "A lake"

    deeds.remove_photo(story, picture, by=story.author)
    assert tell(published_stories())[0].photos == [picture]
    moderation.publish_story(deeds.submit_story(story, by=story.author), by=TESTER)
    assert not Picture.objects.exists()


def test_a_photo_of_a_story_that_is_taken_out_is_held_back():
    story = story_in("published")
    publish_photo(story)
    deeds.take_out_story(story, by=story.author)
    assert Picture.objects.get().released_at is None


@pytest.mark.parametrize("by_whom", ["author", "moderator"])
def test_a_photo_that_only_readers_still_saw_goes_with_the_story(by_whom):
    story = story_in("published")
    picture = publish_photo(story).picture
    deeds.remove_photo(story, picture, by=story.author)
    if by_whom == "author":
        deeds.take_out_story(story, by=story.author)
    else:
        moderation.hide_story(story, "It names a patient.", by=TESTER)
    assert not Picture.objects.exists()


def test_a_photo_needs_words_and_there_are_six():
    story = make_story()
    with pytest.raises(Refusal) as refusal:
        deeds.add_photo(story, make_upload(), "  ", by=story.author)
    assert refusal.value.code == "picture-needs-words"
    for _number in range(6):
        deeds.add_photo(story, make_upload(), "A lake", by=story.author)
    with pytest.raises(Refusal) as refusal:
        deeds.add_photo(story, make_upload(), "A lake", by=story.author)
    assert refusal.value.code == "photos-too-many"


@pytest.mark.parametrize(("choice", "name"), [("full", True), ("given", True), ("none", False)])
def test_readers_see_as_much_of_the_name_as_the_author_chose(choice, name):
    story = story_in("published", shown_name=choice)
    person = story.nomination.offer.application.engagement.person
    (told,) = tell(published_stories())
    assert (person.given_name in told.name) is name
    assert (person.family_name in told.name) is (choice == "full")


def test_means_are_shown_when_enough_rated():
    load_rubric(by=TESTER)
    code = RatingCriterion.objects.first().code
    stays = make_stays(3)
    for stay, points in zip(stays, (2, 3, 5), strict=True):
        story = make_story(stay, ratings={code: points}, text=TEXT)
        deeds.submit_story(story, by=story.author)
        moderation.publish_story(story, by=TESTER)
    host = stays[0].letter.host
    (mean,) = ratings_of(stories_at(host))
    assert (round(mean.points, 2), mean.count) == (Decimal("3.33"), 3)
    assert ratings_of(stories_at(host)[:2]) == []


def test_the_rubric_is_loaded_once_and_an_edited_line_stays():
    load_rubric(by=TESTER)
    count = RatingCriterion.objects.count()
    line = RatingCriterion.objects.first()
    line.is_asked = False
    line.save()
    load_rubric(by=TESTER)
    assert RatingCriterion.objects.count() == count
    assert not RatingCriterion.objects.get(pk=line.pk).is_asked
