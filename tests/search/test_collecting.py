"""What everybody may read is found, at once; what is not public never is."""

import pytest
from django.core.management import call_command

from sapar.calls.actions import cancel_call, open_call
from sapar.content.actions.articles import publish_article, save_article, unpublish_article
from sapar.content.actions.frequent_questions import withdraw_frequent_question
from sapar.content.actions.regulations import update_regulation
from sapar.content.enums import ArticleState, Rubric
from sapar.core.translated import Translated
from sapar.institutions.enums import Evidence, Level, PeriodKind
from sapar.institutions.models import Course
from sapar.partnerships.actions import update_partner
from sapar.search.collecting import COLLECTORS
from sapar.search.models import Document, Word
from sapar.search.queries import search
from sapar.stories.enums import StoryState
from tests.factories.articles import EDITOR, article_in
from tests.factories.asking import make_event, make_frequent
from tests.factories.calls import make_agreement, make_condition, make_draft_call, make_partner
from tests.factories.people import TESTER, make_unit
from tests.factories.regulations import make_regulation
from tests.factories.voices import story_in

pytestmark = pytest.mark.django_db


def make_course(school):
    return Course.objects.create(
        unit=school,
        title=Translated("Гистология", "Гистология", "Histology"),
        level=Level.BACHELOR,
        credits=5,
        period_kind=PeriodKind.SEMESTER,
    )


def kinds(text, language="en"):
    return [hit.kind for hit in search(text, language).hits]


@pytest.mark.parametrize("state", set(ArticleState) - {ArticleState.PUBLISHED})
def test_an_article_that_readers_do_not_see_is_not_found(state):
    article_in(state)
    assert kinds("dormitory") == []


def test_an_article_is_found_as_it_was_published_and_gone_the_moment_it_is_taken_back():
    article = article_in(ArticleState.PUBLISHED)
    assert kinds("dormitory") == ["article"]
    article = save_article(article, {"body": Translated(ru="Отель.", en="A hotel.")}, by=EDITOR)
    assert (kinds("hotel"), kinds("dormitory")) == ([], ["article"])
    article = publish_article(article, by=EDITOR)
    assert (kinds("hotel"), kinds("dormitory")) == (["article"], [])
    unpublish_article(article, "Not true", by=EDITOR)
    assert kinds("hotel") == []


def test_a_page_is_a_kind_of_its_own_and_a_moved_article_is_found_where_it_stands():
    article = article_in(ArticleState.PUBLISHED, rubric=Rubric.PAGE)
    (hit,) = search("housing", "en").hits
    assert (hit.kind, hit.path) == ("page", "pages/housing/")
    save_article(article, {"slug": "living"}, by=EDITOR)
    (hit,) = search("housing", "en").hits
    assert hit.path == "pages/living/"


def test_a_text_is_found_in_the_languages_it_was_written_in():
    article_in(ArticleState.PUBLISHED, title=Translated(ru="Визы"), body=Translated(ru="Анкета"))
    assert set(Document.objects.filter(kind="article").values_list("language", flat=True)) == {
        "kk",
        "ru",
        "en",
    }, "the lead was written in all three"
    assert [hit.language for hit in search("анкета", "kk").hits] == ["ru"]


def test_a_call_is_found_from_its_opening_on_with_its_hosts():
    agreement = make_agreement(make_partner(name=Translated("Краков", "Краков", "Krakow")))
    call = make_draft_call(make_condition(agreement))
    assert kinds("krakow") == ["partner"]
    call = open_call(call, by=TESTER)
    assert sorted(kinds("krakow")) == ["call", "partner"]
    cancel_call(call, reason="No money", by=TESTER)
    assert sorted(kinds("krakow")) == ["call", "partner"], "readers see that it was cancelled"


def test_an_institution_is_found_once_it_is_a_partner():
    candidate = make_partner(name=Translated("Осло", "Осло", "Oslo"), evidence=Evidence.CANDIDATE)
    assert kinds("oslo") == []
    make_agreement(candidate)
    assert kinds("oslo") == ["partner"]
    update_partner(candidate, name=Translated("Берген", "Берген", "Bergen"), by=TESTER)
    assert (kinds("oslo"), kinds("bergen")) == ([], ["partner"])


def test_events_and_questions_are_found_while_they_are_public():
    make_event(is_published=False)
    assert kinds("open day") == []
    make_event()
    assert kinds("open day") == ["event"]
    row = make_frequent("May I take my cat?")
    assert kinds("cats") == ["question"]
    withdraw_frequent_question(row, by=TESTER)
    assert kinds("cats") == []


def test_schools_courses_and_acts_are_found():
    school = make_unit(name=Translated("Мектеп", "Школа", "School of Anatomy"))
    course = make_course(school)
    act = make_regulation()
    assert (kinds("anatomy"), kinds("histology"), kinds("152")) == (
        ["school"],
        ["course"],
        ["regulation"],
    )
    course.is_offered = False
    course.save()
    update_regulation(act, number="153", by=TESTER)
    assert (kinds("histology"), kinds("152")) == ([], [])


@pytest.mark.parametrize("state", set(StoryState))
def test_a_story_is_found_while_it_is_published(state):
    story = story_in(state)
    found = Document.objects.filter(kind="story").values_list("record_id", "language")
    is_public = state == StoryState.PUBLISHED
    assert list(found) == ([(story.public_id, story.language)] if is_public else [])


def test_rebuilding_gives_the_same_and_forgets_words_that_stand_nowhere():
    article = article_in(ArticleState.PUBLISHED)
    make_regulation()
    before = list(Document.objects.order_by("kind", "language").values_list("kind", "words"))
    Word.objects.create(form="nowhere", shown="nowhere")
    Document.objects.filter(record_id=article.public_id).delete()
    call_command("rebuild_search", verbosity=0)
    assert before == list(
        Document.objects.order_by("kind", "language").values_list("kind", "words")
    )
    assert not Word.objects.filter(form="nowhere").exists()
    assert Word.objects.filter(form="dormitory").exists()


def test_every_path_in_the_index_leads_to_a_page(client):
    for rubric in Rubric:
        article_in(ArticleState.PUBLISHED, slug=f"about-{rubric}", rubric=rubric)
    make_event()
    make_frequent()
    make_regulation()
    make_course(make_unit())
    story_in(StoryState.PUBLISHED)
    open_call(make_draft_call(make_condition()), by=TESTER)
    paths = dict(Document.objects.values_list("kind", "path"))
    assert paths.keys() == {collector.kind for collector in COLLECTORS}
    for path in Document.objects.values_list("path", flat=True):
        address, _sign, anchor = f"/en/{path}".partition("#")
        response = client.get(address)
        assert response.status_code == 200, path
        assert not anchor or f'id="{anchor}"' in response.content.decode()
