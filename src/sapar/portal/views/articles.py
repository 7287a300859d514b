"""Texts that editors wrote: lists by rubric, an article, and pages with a place of their own."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sapar.content.enums import Rubric
from sapar.content.models import Article, Picture
from sapar.content.queries import article_at, covers_of, published_articles, related_to
from sapar.content.reading import Reading, read
from sapar.portal import structured
from sapar.ui.links import with_query
from sapar.ui.pages import public_page
from sapar.ui.parts import Chip

ON_A_PAGE = 12
INCOMING_PAGES = ("factsheet", "nominate-to-us", "housing", "visa", "costs")
RUBRICS = {
    "": gettext_lazy("All articles"),
    Rubric.HELPFUL.value: Rubric.HELPFUL.label,
    Rubric.NEWS.value: Rubric.NEWS.label,
}
OWN_PLACES = {"what-is-academic-mobility": "about", "come-to-us": "incoming"}
"""Pages that open a part of the portal, and the address of that part."""
PARENTS = {
    "what-each-criterion-means": "about",
    "what-you-bring-home": "about",
    "papers": "about",
    "exchange-programmes": "about",
    **dict.fromkeys(INCOMING_PAGES, "incoming"),
}
PARTS = {
    "about": gettext_lazy("What is academic mobility?"),
    "incoming": gettext_lazy("Come to us"),
}


def readings(articles: Iterable[Article], *, with_covers: bool = True) -> list[Reading]:
    """Each article as it was published; covers in as many queries for one as for many."""
    listed = list(articles)
    covers = covers_of(listed) if with_covers and listed else {}
    return [_reading(article, covers.get(article.public_id)) for article in listed]


def reading_at(slug: str) -> Reading | None:
    """A page by its address, or nothing while nobody has published it."""
    article = article_at(slug)
    return readings([article])[0] if article else None


def _reading(article: Article, cover: Picture | None) -> Reading:
    assert article.published is not None  # noqa: S101  (a constraint of the table says so)
    return read(article, article.published, cover)


@require_safe
@public_page
def article_list(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("rubric", "")
    rubric = asked if asked in RUBRICS else ""
    chosen = [rubric] if rubric else [code for code in RUBRICS if code]
    return _list(request, published_articles(*chosen), _("Helpful information and news"), rubric)


@require_safe
@public_page
def news(request: HttpRequest) -> HttpResponse:
    return _list(request, published_articles(Rubric.NEWS), str(Rubric.NEWS.label), Rubric.NEWS)


def _list(
    request: HttpRequest, articles: QuerySet[Article], title: str, rubric: str
) -> HttpResponse:
    page = Paginator(articles, ON_A_PAGE).get_page(request.GET.get("page"))
    chips = [
        Chip(label, with_query(reverse("articles"), rubric=code or None), is_on=code == rubric)
        for code, label in RUBRICS.items()
    ]
    context = {
        "title": title,
        "page": page,
        "readings": readings(page.object_list),
        "chips": chips,
    }
    return render(request, "portal/articles/list.html", context)


@require_safe
@public_page
def article_page(request: HttpRequest, slug: str) -> HttpResponse:
    reading = _found(slug)
    if reading.article.rubric == Rubric.PAGE:
        return redirect("page", slug, permanent=True)
    related = readings(related_to(reading.article))
    context = {
        "reading": reading,
        "related": related,
        "structured": structured.article(reading),
    }
    return render(request, "portal/articles/article.html", context)


@require_safe
@public_page
def page(request: HttpRequest, slug: str) -> HttpResponse:
    reading = _found(slug)
    if reading.article.rubric != Rubric.PAGE:
        return redirect("article", slug, permanent=True)
    if slug in OWN_PLACES:
        return redirect(OWN_PLACES[slug], permanent=True)
    context: dict[str, object] = {"reading": reading}
    if part := PARENTS.get(slug):
        context |= {"part": PARTS[part], "part_url": reverse(part)}
    return render(request, "portal/articles/page.html", context)


def _found(slug: str) -> Reading:
    reading = reading_at(slug)
    if reading is None:
        raise Http404
    return reading
