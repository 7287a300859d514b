"""An article from its first word to its readers, and back."""

import datetime as dt

import pytest

from sapar.audit.models import Event
from sapar.content.actions.articles import (
    keep_text,
    publish_article,
    publish_due_articles,
    restore_revision,
    return_article,
    save_article,
    schedule_article,
    submit_article,
    unpublish_article,
)
from sapar.content.enums import ArticleState
from sapar.content.lifecycle import ARTICLE_LIFECYCLE
from sapar.content.models import Article, Redirect
from sapar.content.queries import article_at, published_articles
from sapar.content.working_copy import has_unpublished_changes, mark_of, missing_in, outdated_in
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.translated import Translated
from tests.factories.articles import EDITOR, article_in, write_article

pytestmark = pytest.mark.django_db

DEEDS = {
    "submit": lambda article: submit_article(article, by=EDITOR),
    "return": lambda article: return_article(article, by=EDITOR),
    "schedule": lambda article: schedule_article(
        article, clock.now() + dt.timedelta(hours=1), by=EDITOR
    ),
    "publish": lambda article: publish_article(article, by=EDITOR),
    "unpublish": lambda article: unpublish_article(article, "It was wrong", by=EDITOR),
}


def changed(article: Article, name: str, **texts: str) -> Article:
    text = Translated(**{**getattr(article, name).as_dict(), **texts})
    return save_article(article, {name: text}, by=EDITOR)


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("state", ARTICLE_LIFECYCLE.states)
def test_every_deed_in_every_state(state: str, deed: str):
    article = article_in(state)
    if ARTICLE_LIFECYCLE.allows(state, deed):
        assert DEEDS[deed](article).state == ARTICLE_LIFECYCLE.target(state, deed)
        assert Event.objects.filter(deed=f"{deed}-article", subject_id=article.public_id).exists()
        return
    with pytest.raises(Conflict) as refused:
        DEEDS[deed](article)
    assert refused.value.code == "state-changed"
    assert Article.objects.get().state == state


def test_readers_see_what_was_published_and_not_what_is_written_since():
    article = changed(article_in(ArticleState.PUBLISHED), "title", en="Rooms")
    found = article_at("housing")
    assert found
    assert found.published
    assert found.published.text("title").en == "Housing"
    assert has_unpublished_changes(article)
    published = publish_article(article, by=EDITOR)
    assert not has_unpublished_changes(published)
    assert published_articles().get().published.text("title").en == "Rooms"


@pytest.mark.parametrize(
    "state", [ArticleState.DRAFT, ArticleState.IN_REVIEW, ArticleState.SCHEDULED, "unpublished"]
)
def test_readers_find_nothing_that_is_not_published(state: str):
    article_in(state)
    assert article_at("housing") is None


def test_nothing_is_published_without_title_and_text_of_the_original():
    article = write_article(body=Translated(kk="Жатақхана.", en="A dormitory."))
    with pytest.raises(Refusal) as refused:
        publish_article(article, by=EDITOR)
    assert refused.value.code == "article-not-written"
    assert missing_in(article) == ("ru",)


def test_a_missing_translation_does_not_hold_it_back():
    article = write_article(title=Translated(ru="Жильё"), body=Translated(ru="Общежитие."))
    assert publish_article(article, by=EDITOR).state == ArticleState.PUBLISHED


def test_the_schedule_releases_what_was_written_when_it_was_scheduled():
    article = article_in(ArticleState.SCHEDULED)
    changed(article, "title", en="Unreviewed")
    assert publish_due_articles() == 0
    with clock.moved(by=dt.timedelta(days=2)):
        assert publish_due_articles() == 1
        assert publish_due_articles() == 0
    found = article_at("housing")
    assert found
    assert found.published
    assert found.published.text("title").en == "Housing"
    assert found.published_at == article.publish_at


def test_nothing_is_scheduled_into_the_past():
    with pytest.raises(Refusal) as refused:
        schedule_article(write_article(), clock.now(), by=EDITOR)
    assert refused.value.code == "schedule-in-past"


def test_unpublishing_needs_a_reason():
    with pytest.raises(Refusal) as refused:
        unpublish_article(article_in(ArticleState.PUBLISHED), "  ", by=EDITOR)
    assert refused.value.code == "unpublish-reason-missing"


def test_a_change_of_the_original_leaves_translations_behind_until_confirmed():
    article = write_article()
    assert outdated_in(article) == ()
    article = changed(article, "body", ru="Общежитие и квартира.")
    assert outdated_in(article) == ("kk", "en")
    article = save_article(article, {}, by=EDITOR, confirmed=["kk"])
    assert outdated_in(article) == ("en",)
    published = publish_article(article, by=EDITOR).published
    assert published
    assert published.content["outdated"] == ["en"]


def test_changing_a_translation_alone_confirms_nothing():
    article = changed(write_article(), "body", ru="Общежитие и квартира.")
    assert "en" in outdated_in(changed(article, "lead", en="Where one lives"))


def test_a_new_translation_is_up_to_date():
    article = write_article(title=Translated(ru="Жильё"), lead=Translated(), body=Translated())
    article = changed(article, "lead", ru="Где жить и сколько стоит")
    assert outdated_in(changed(article, "title", en="Housing")) == ()


def test_an_old_version_overwrites_nothing():
    article = write_article()
    changed(article, "title", en="Rooms")
    with pytest.raises(Conflict):
        save_article(article, {"title": Translated()}, by=EDITOR, expected_version=article.version)
    assert Article.objects.get().title.en == "Rooms"


def test_a_save_in_passing_is_no_revision():
    article = write_article()
    kept, is_there = keep_text(article, "title_en", "Rooms", by=EDITOR, mark=mark_of("Housing"))
    assert is_there
    assert kept.title == Translated(kk="Тұрғын үй", ru="Жильё", en="Rooms")
    assert article.revisions.count() == 1


def test_texts_of_two_windows_are_both_kept():
    article = write_article()
    keep_text(article, "title_en", "Rooms", by=EDITOR, mark=mark_of("Housing"))
    kept, is_there = keep_text(article, "title_en", "Flats", by=EDITOR, mark=mark_of("Housing"))
    assert not is_there
    assert kept.title.en == "Rooms"
    beside = article.revisions.last()
    assert beside
    assert beside.text("title").en == "Flats"
    assert beside.text("title").ru == "Жильё"
    assert restore_revision(beside, by=EDITOR).title.en == "Flats"


def test_restoring_keeps_what_stood_there():
    article = write_article()
    first = article.revisions.get()
    keep_text(article, "body_ru", "Переписано.", by=EDITOR)
    restored = restore_revision(first, by=EDITOR)
    assert restored.body.ru == "Общежитие."
    assert "Переписано." in [revision.text("body").ru for revision in article.revisions.all()]


def test_an_address_that_was_published_leads_on():
    article = article_in(ArticleState.PUBLISHED)
    article = save_article(article, {"slug": "rooms"}, by=EDITOR)
    article = save_article(article, {"slug": "flats"}, by=EDITOR)
    assert dict(Redirect.objects.values_list("old_path", "new_path")) == {
        "articles/housing": "articles/flats/",
        "articles/rooms": "articles/flats/",
    }
    save_article(article, {"slug": "housing"}, by=EDITOR)
    assert not Redirect.objects.filter(old_path="articles/housing").exists()


def test_an_address_nobody_saw_leaves_nothing_behind():
    save_article(write_article(), {"slug": "rooms"}, by=EDITOR)
    assert not Redirect.objects.exists()


@pytest.mark.parametrize(("slug", "code"), [("taken", "slug-taken"), ("a b/", "slug-unclear")])
def test_an_address_is_plain_and_its_own(slug: str, code: str):
    write_article("taken")
    with pytest.raises(Refusal) as refused:
        save_article(write_article("other"), {"slug": slug}, by=EDITOR)
    assert refused.value.code == code


def test_a_very_large_text_is_refused_with_its_limit():
    with pytest.raises(Refusal) as refused:
        keep_text(write_article(), "body_en", "я" * 100_001, by=EDITOR)
    assert refused.value.code == "article-text-too-long"
    assert refused.value.values["limit"] == 100_000


def test_every_deed_so_refused_has_words():
    from sapar.core.wording import known_codes

    assert {
        "article-field-unknown",
        "article-not-written",
        "article-text-too-long",
        "schedule-in-past",
        "slug-taken",
        "slug-unclear",
        "unpublish-reason-missing",
    } <= known_codes()
