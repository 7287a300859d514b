"""Stories on the screen: the list, one of them, the rubric, writing, photos, partner, today."""

from decimal import Decimal

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sapar.accounts.actions import close_account
from sapar.nominations.stays import verified_stays_of
from sapar.stories.actions import moderation
from sapar.stories.actions import stories as deeds
from sapar.stories.enums import StoryState
from sapar.stories.models import RatingCriterion, Story
from sapar.stories.starter.rubric import load_rubric
from tests.factories.people import TESTER
from tests.factories.pictures import make_upload
from tests.factories.voices import (
    TEXT,
    make_comment,
    make_reader,
    make_stays,
    make_story,
    publish_photo,
    story_in,
    traveller,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    (stay,) = make_stays()
    user = traveller(stay)
    client.force_login(user)
    return user


def filled(story, **fields):
    return {
        "version": story.version,
        "language": "en",
        "title": "By the sea",
        "text": TEXT,
        "foreign_culture": "",
        "own_culture": "",
        "tips": "",
        "cost_per_month": "480",
        "cost_currency": "EUR",
        "cost_note": "",
        "shown_name": "given",
        **fields,
    }


def test_anybody_reads_what_is_published_and_nobody_what_is_not(client):
    shown = story_in("published", title="By the sea")
    assert "By the sea" in client.get(reverse("stories")).content.decode()
    page = client.get(reverse("story", args=[shown.public_id])).content.decode()
    assert shown.text[:30] in page
    assert shown.nomination.letter.host.name.en in page
    moderation.hide_story(shown, "Private things", by=TESTER)
    assert client.get(reverse("story", args=[shown.public_id])).status_code == 404
    assert "By the sea" not in client.get(reverse("stories")).content.decode()


def test_the_list_is_filtered_by_what_there_is(client):
    story = story_in("published", language="ru", title="У моря")
    host = story.nomination.letter.host
    for query, is_found in [
        (f"country={host.country}", True),
        (f"host={host.public_id}", True),
        ("direction=external&audience=learners", True),
        ("direction=internal", False),
        ("language=kk", False),
        ("language=ru", True),
        ("language=xx&host=nowhere", True),  # what is not offered is not asked
    ]:
        page = client.get(f"{reverse('stories')}?{query}").content.decode()
        assert ("У моря" in page) is is_found, query


def test_the_list_takes_no_more_queries_for_more_stories(client):
    stays = make_stays(3)
    client.force_login(make_reader())  # pages of strangers are kept whole

    def publish(stay):
        story = make_story(stay)
        moderation.publish_story(deeds.submit_story(story, by=story.author), by=TESTER)

    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("stories"))
        return len(queries)

    publish(stays[0])
    count()  # whatever is kept in memory is there now
    few = count()
    publish(stays[1])
    publish(stays[2])
    assert count() == few


def test_a_closed_account_leaves_no_name_on_pages_that_are_kept(client):
    story = story_in("published")
    make_comment(story, by=(reader := make_reader("Aigerim", "Satova")))
    page = reverse("story", args=[story.public_id])
    assert "Aigerim S." in client.get(page).content.decode()
    close_account(reader, by=TESTER, take_out=False)
    assert "Aigerim S." not in client.get(page).content.decode()


def test_html_of_an_author_stays_text(client):
    story = story_in("published", title="<b>Sea</b>", tips="<script>alert(1)</script>")
    page = client.get(reverse("story", args=[story.public_id])).content.decode()
    assert "<b>Sea</b>" not in page
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_rubric_is_published(client):
    load_rubric(by=TESTER)
    page = client.get(reverse("story-rubric")).content.decode()
    for row in RatingCriterion.objects.all():
        assert str(row.name.en) in page
        assert str(row.high.en) in page


def test_from_the_stay_to_the_moderators(client, author):
    load_rubric(by=TESTER)
    code = RatingCriterion.objects.first().code
    page = client.get(reverse("my-stories")).content.decode()
    assert "Tell how it was" in page
    assert "Tell how it was" in client.get(reverse("today")).content.decode()
    stay_id = traveller_stay(author).public_id
    client.post(reverse("story-begin", args=[stay_id]))
    story = Story.objects.get()
    write = reverse("story-write", args=[story.public_id])
    page = client.get(write).content.decode()
    assert author.person.given_name in page  # as the name would appear
    response = client.post(write, filled(story, preview="1", **{f"rating_{code}": "5"}))
    assert response["Location"] == reverse("story-preview", args=[story.public_id])
    assert "By the sea" in client.get(response["Location"]).content.decode()
    story.refresh_from_db()
    assert (story.ratings, story.cost_per_month) == ({code: 5}, Decimal(480))

    client.post(reverse("story-deed", args=[story.public_id, "submit"]))
    story.refresh_from_db()
    assert story.state == StoryState.SUBMITTED
    assert client.get(write).status_code == 302  # it is with the moderators


def traveller_stay(user):
    return verified_stays_of(user).get()


def test_a_field_is_saved_as_it_is_left(client, author):
    story = make_story(traveller_stay(author))
    save = reverse("story-save", args=[story.public_id])
    done = client.post(save, {"field": "tips", "tips": "Bring a coat.", "version": story.version})
    assert done.json()["version"] == str(story.version + 1)
    assert Story.objects.get().tips == "Bring a coat."
    stale = client.post(save, {"field": "tips", "tips": "Other", "version": story.version})
    assert stale.status_code == 409
    long = client.post(save, {"field": "tips", "tips": "x" * 100_000})
    assert (long.status_code, "100000" in long.json()["message"]) == (422, True)
    assert client.post(save, {"field": "state", "state": "published"}).status_code == 400


def test_nothing_typed_is_lost(client, author):
    story = make_story(traveller_stay(author))
    write = reverse("story-write", args=[story.public_id])
    long = client.post(write, filled(story, text="я" * 100_000))
    assert long.status_code == 422
    assert "я" * 100_000 in long.content.decode()
    stale = client.post(write, filled(story, version=99, tips="Kept here"))
    assert stale.status_code == 409
    assert "Kept here" in stale.content.decode()


def test_photos_need_words_and_are_removed(client, author):
    story = make_story(traveller_stay(author))
    page = reverse("story-photos", args=[story.public_id])
    assert client.post(page, {"photo": make_upload(), "alt": ""}).status_code == 422
    assert client.post(page, {"photo": make_upload(), "alt": "A lake"}).status_code == 302
    assert "A lake" in client.get(page).content.decode()
    picture = story.photos.get().picture
    client.post(reverse("story-photo-remove", args=[story.public_id, picture.public_id]))
    assert not story.photos.exists()


def test_a_story_of_somebody_else_does_not_exist(client):
    story = make_story()
    client.force_login(make_reader())
    for page in ("story-write", "story-preview", "story-photos"):
        assert client.get(reverse(page, args=[story.public_id])).status_code == 404
    begin = reverse("story-begin", args=[story.nomination.public_id])
    assert client.post(begin).status_code == 404


def test_a_partner_shows_the_stories_of_stays_there(rf):
    story = story_in("published", title="By the sea")
    publish_photo(story)
    section = Template("{% load voices %}{% stories_of partner %}")
    host = story.nomination.letter.host
    text = section.render(Context({"partner": host, "request": rf.get("/en/")}))
    assert "By the sea" in text
    assert 'alt="A lake"' in text
    story.refresh_from_db()
    deeds.take_out_story(story, by=story.author)
    assert section.render(Context({"partner": host, "request": rf.get("/en/")})).strip() == ""
