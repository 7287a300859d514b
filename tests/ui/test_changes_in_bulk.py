"""What is written in bulk, past the saving of each record, reaches kept pages as well."""

import pytest

from sapar.accounts.models import Engagement
from sapar.core import clock
from sapar.search.actions import index, learn_words
from sapar.stories.enums import ShownName, StoryState
from sapar.stories.telling import person_of_story
from tests.factories.people import make_unit
from tests.factories.voices import story_in
from tests.records.registrar_files import LEARNER, upload

pytestmark = pytest.mark.django_db


def read(client, path: str) -> str:
    return client.get(path).content.decode()


def registrar_row(engagement: Engagement, **cells: str) -> dict[str, str]:
    """What the registrar knows, in a file."""
    known = engagement.person
    own = {
        "registrar_number": engagement.registrar_number,
        "family_name": known.family_name,
        "email": known.email or "",
        "school": engagement.unit.code,
        "programme": engagement.programme.code if engagement.programme else "",
        "level": engagement.level,
        "year": str(engagement.year or ""),
        "as_of": clock.today().isoformat(),
    }
    return LEARNER | own | cells


def test_a_name_that_the_registrar_corrects_is_corrected_under_a_story(client):
    story = story_in(StoryState.PUBLISHED, shown_name=ShownName.GIVEN)
    page = f"/en/stories/{story.public_id}/"
    author = person_of_story(story)
    assert author.given_name in read(client, page)
    upload(registrar_row(story.nomination.offer.application.engagement, given_name="Corrected"))
    assert "Corrected" in read(client, page)


def test_a_mistyped_word_is_understood_as_soon_as_it_is_learned(client):
    make_unit("department")
    index("article", "7KQ4-M2XD", {"en": ("Scholarship", "")}, path="articles/money/")
    assert "Scholarship" not in read(client, "/en/search/?q=scholarhsip")
    learn_words()
    assert "Scholarship" in read(client, "/en/search/?q=scholarhsip")
