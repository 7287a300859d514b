"""Articles, news and pages as readers get them."""

import datetime as dt
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sapar.content.actions.articles import save_article
from sapar.content.enums import ArticleState, Rubric
from sapar.content.models import Article
from sapar.core import clock
from sapar.core.translated import Translated
from sapar.ui.kept import KEPT
from tests.factories.articles import EDITOR, article_in

pytestmark = pytest.mark.django_db
_numbers = count(1)


def published(rubric: str = Rubric.HELPFUL, **fields: Any) -> Article:
    return article_in(ArticleState.PUBLISHED, f"article-{next(_numbers)}", rubric=rubric, **fields)


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_an_article_shows_what_readers_need(client: Client) -> None:
    byline = Translated(kk="Бөлім", ru="Отдел", en="The department")
    article = published(byline=byline)
    other = published(Rubric.NEWS, title=Translated("Басқа", "Другая", "Something else"))
    article.related.add(other)
    page = read(client, f"/en/articles/{article.slug}/")
    for text in ("Housing", "Where to live", "A dormitory.", "The department", "1 minute to read"):
        assert text in page
    assert "Helpful information" in page
    assert f"/en/articles/{other.slug}/" in page


def test_readers_see_what_was_published_and_not_the_working_copy(client: Client) -> None:
    article = published()
    save_article(article, {"title": Translated("Қ", "Ж", "Not yet said")}, by=EDITOR)
    assert "Not yet said" not in read(client, f"/en/articles/{article.slug}/")


@pytest.mark.parametrize("state", [ArticleState.DRAFT, ArticleState.UNPUBLISHED])
def test_what_is_not_published_is_not_there(client: Client, state: str) -> None:
    article = article_in(state)
    assert client.get(f"/en/articles/{article.slug}/").status_code == 404
    assert article.slug not in read(client, "/en/articles/")


def test_a_missing_translation_is_said_and_the_fallback_is_marked(client: Client) -> None:
    article = published(
        title=Translated(ru="Жильё"), lead=Translated(), body=Translated(ru="Общежитие.")
    )
    page = read(client, f"/kk/articles/{article.slug}/")
    assert '<div class="prose" lang="ru">' in page
    assert '<span lang="ru" class="fallback">Жильё</span>' in page
    assert "орыс" in page
    assert "notice" in page
    assert "notice" not in read(client, f"/ru/articles/{article.slug}/")


def test_a_long_text_has_a_table_of_contents(client: Client) -> None:
    body = "\n\n".join(f"# Part {number}\n\nText." for number in range(5))
    article = published(body=Translated(body, body, body))
    page = read(client, f"/en/articles/{article.slug}/")
    assert '<a href="#part-3">Part 3</a>' in page
    assert 'id="part-3"' in page


def test_html_in_a_text_is_shown_and_not_obeyed(client: Client) -> None:
    evil = "<script>alert(1)</script>"
    article = published(body=Translated(evil, evil, evil), title=Translated(evil, evil, evil))
    page = read(client, f"/en/articles/{article.slug}/")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_list_is_filtered_by_rubric_and_news_have_an_own_page(client: Client) -> None:
    helpful, news = published(), published(Rubric.NEWS)
    page = published(Rubric.PAGE)

    def listed(address: str) -> list[Article]:
        return [row.article for row in client.get(address).context["readings"]]

    assert listed("/en/articles/") == [news, helpful]
    assert listed("/en/articles/?rubric=helpful") == [helpful]
    assert listed("/en/articles/?rubric=page") == [news, helpful]
    assert listed("/en/news/") == [news]
    assert page not in listed("/en/articles/?rubric=none")


def test_a_page_and_an_article_lead_to_their_own_addresses(client: Client) -> None:
    page, article = published(Rubric.PAGE), published()
    at_page, at_article = f"/en/pages/{page.slug}/", f"/en/articles/{article.slug}/"
    assert client.get(at_page).status_code == client.get(at_article).status_code == 200
    assert client.get(f"/en/articles/{page.slug}/")["Location"] == at_page
    assert client.get(f"/en/pages/{article.slug}/")["Location"] == at_article


@pytest.mark.parametrize(
    ("slug", "place"), [("what-is-academic-mobility", "about"), ("come-to-us", "come-to-us")]
)
def test_a_page_with_a_part_of_its_own_is_read_there(client: Client, slug: str, place: str) -> None:
    article_in(ArticleState.PUBLISHED, slug, rubric=Rubric.PAGE)
    assert client.get(f"/en/pages/{slug}/")["Location"] == f"/en/{place}/"
    assert "A dormitory." in read(client, f"/en/{place}/")


@pytest.mark.parametrize("address", ["articles", "news"])
def test_lists_cost_the_same_queries_for_one_and_for_three(client: Client, address: str) -> None:
    def queries() -> int:
        KEPT.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/en/{address}/")
        return len(captured)

    published(Rubric.NEWS)
    queries()
    one = queries()
    published(Rubric.NEWS)
    published(Rubric.NEWS)
    assert queries() == one


def test_lists_are_paged(client: Client) -> None:
    for days in range(13):
        with clock.moved(by=dt.timedelta(days=-days)):
            published(Rubric.NEWS)
    first, second = client.get("/en/news/"), client.get("/en/news/?page=2")
    assert len(first.context["readings"]) == 12
    assert len(second.context["readings"]) == 1
    assert client.get("/en/news/?page=no").status_code == 200
