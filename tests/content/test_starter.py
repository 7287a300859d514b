"""What a portal begins with: whole in three languages, and leading only to what exists."""

import pytest
from django.test import Client
from django.utils import translation

from sapar.content.markup import links_in
from sapar.content.models import Article, FrequentQuestion, MenuEntry, Regulation
from sapar.content.starter.loading import load_starter
from sapar.content.starter.pages import PAGES
from sapar.content.starter.reading import read_page
from sapar.core.translated import LANGUAGES
from sapar.institutions.enums import UnitKind
from tests.factories.people import TESTER, make_unit

SLUGS = sorted(folder.name for folder in PAGES.iterdir() if folder.is_dir())


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_is_whole_in_every_language(slug: str) -> None:
    page = read_page(PAGES / slug)
    lacking = {name: text.missing for name, text in page.fields().items() if text.missing}
    assert lacking == {}


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_has_the_same_build_in_every_language(slug: str) -> None:
    body = read_page(PAGES / slug).body
    builds = {
        language: [
            line.split(" ")[0] for line in body.get(language).splitlines() if line[:1] in "#|"
        ]
        for language in LANGUAGES
    }
    assert builds["kk"] == builds["ru"] == builds["en"]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_lead_is_plain_words(slug: str) -> None:
    lead = read_page(PAGES / slug).lead
    assert [language for language in LANGUAGES if set("*_[]`|#") & set(lead.get(language))] == []


@pytest.mark.django_db
def test_it_is_entered_once_and_leads_to_pages_that_exist(client: Client) -> None:
    make_unit(UnitKind.DEPARTMENT)
    make_unit(UnitKind.SCHOOL)
    load_starter(by=TESTER)
    before = _counts()
    load_starter(by=TESTER)
    assert _counts() == before
    assert min(before) > 0
    assert _dead_ends(client) == []


def _counts() -> list[int]:
    return [model.objects.count() for model in (Article, Regulation, FrequentQuestion, MenuEntry)]


def _dead_ends(client: Client) -> list[str]:
    """Links of the pages and targets of the menus that no page of ours answers."""
    targets = {f"/en/{target}" for target in MenuEntry.objects.values_list("target", flat=True)}
    with translation.override("en"):
        for article in Article.objects.all():
            targets.update(links_in(article.body.get("en")))
    inner = sorted(target for target in targets if ":" not in target)
    return [target for target in inner if client.get(target).status_code != 200]
