"""What somebody signed in reads on public pages is theirs alone, and strangers read none of it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from sapar.content.enums import Rubric
from sapar.stories.enums import StoryState
from sapar.ui.kept import KEPT
from tests.factories.articles import article_in
from tests.factories.asking import make_event
from tests.factories.people import make_unit
from tests.factories.regulations import make_regulation
from tests.factories.voices import make_comment, make_reader, story_in

pytestmark = pytest.mark.django_db
PLAIN = (
    *("home", "about", "guide", "regulations", "partners", "calls", "schools", "incoming"),
    *("courses", "events", "contacts", "frequent-questions", "articles", "news", "stories"),
    *("story-rubric", "search"),
)


@pytest.fixture
def addresses() -> list[str]:
    """The main pages, and one page of each kind of record."""
    story, event, act = story_in(StoryState.PUBLISHED), make_event(), make_regulation()
    article, page = article_in("published"), article_in("published", "visa", rubric=Rubric.PAGE)
    letter, school = story.nomination.letter, make_unit()
    make_comment(article)
    make_comment(story)
    with override("en"):
        return [
            *(reverse(name) for name in PLAIN),
            reverse("article", args=[article.slug]),
            reverse("page", args=[page.slug]),
            reverse("story", args=[story.public_id]),
            reverse("event", args=[event.public_id]),
            reverse("regulation", args=[act.public_id]),
            reverse("call", args=[letter.call.public_id]),
            reverse("partner", args=[letter.host.public_id]),
            reverse("school", args=[school.code]),
        ]


def kept_addresses() -> set[str]:
    return {key[2] for key in KEPT._pages}


def kept_texts() -> str:
    return "".join(page.content.decode() for page in KEPT._pages.values())


def test_what_a_signed_in_reader_sees_is_never_kept(addresses: list[str]):
    KEPT.clear()
    signed_in, stranger, reader = Client(), Client(), make_reader()
    signed_in.force_login(reader)
    for address in addresses:
        answer = signed_in.get(address)
        assert reader.email in answer.content.decode(), address
        assert "private" in answer["Cache-Control"], address
    assert kept_addresses() == set()
    for address in addresses:
        stranger.get(address)
    assert kept_addresses() == set(addresses)
    assert reader.email not in kept_texts()
