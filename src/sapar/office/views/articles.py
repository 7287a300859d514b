"""The list of articles, a new one, and what an article has besides its texts."""

from __future__ import annotations

from typing import Any

import rules
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sapar.accounts.access import requires, signed_in
from sapar.content.actions import articles as actions
from sapar.content.enums import ArticleState
from sapar.content.models import Article
from sapar.content.queries import lacking, outdated, titled, with_unpublished_changes
from sapar.content.working_copy import has_unpublished_changes, missing_in, outdated_in
from sapar.office.views.article_forms import ArticleFilter, ArticleSettingsForm, NewArticleForm
from sapar.office.views.form_page import form_page
from sapar.ui.links import with_query
from sapar.ui.parts import Chip, Crumb, Tone

PAGE = 30
TONES = {
    ArticleState.DRAFT: Tone.ACT,
    ArticleState.IN_REVIEW: Tone.WAIT,
    ArticleState.SCHEDULED: Tone.INFO,
    ArticleState.PUBLISHED: Tone.GOOD,
    ArticleState.UNPUBLISHED: Tone.ENDED,
}


@require_safe
@requires("content.edit")
def article_list(request: HttpRequest) -> HttpResponse:
    form = ArticleFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    shown = _filtered(asked).select_related("published", "cover").order_by("-edited_at", "-pk")
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    rows = [
        (
            article,
            TONES[ArticleState(article.state)],
            has_unpublished_changes(article),
            missing_in(article),
            outdated_in(article),
        )
        for article in page
    ]
    context = {"form": form, "chips": _chips(request, form), "page": page, "rows": rows}
    return render(request, "office/articles/list.html", context)


@requires("content.edit")
def article_new(request: HttpRequest) -> HttpResponse:
    by = signed_in(request).as_actor()
    return form_page(
        request,
        NewArticleForm(request.POST or None, initial={"original_language": "ru"}),
        lambda **fields: actions.create_article(by=by, **fields),
        title=_("New article"),
        button=_("Begin to write"),
        done=_("The article is begun. Nobody but the office sees it."),
        trail=[articles_crumb()],
        leads_to=article_address,
    )


@requires("content.edit")
def article_settings(request: HttpRequest, article_id: str) -> HttpResponse:
    by = signed_in(request).as_actor()
    article = found_article(article_id)
    initial = {name: getattr(article, name) for name in _COLUMNS}
    initial |= {"expected_version": article.version, "related": article.related.all()}
    initial["cover"] = article.cover.public_id if article.cover else None

    def deed(*, expected_version: int, **fields: Any) -> Article:
        return actions.save_article(article, fields, expected_version=expected_version, by=by)

    return form_page(
        request,
        ArticleSettingsForm(
            request.POST or None,
            initial=initial,
            others=Article.objects.exclude(pk=article.pk),
        ),
        deed,
        title=_("Address, cover, related articles"),
        button=_("Save"),
        done=_("Saved. A new address leaves a redirect at the old one."),
        trail=article_trail(article),
        leads_to=article_address,
    )


_COLUMNS = ("rubric", "slug", "original_language", "takes_comments")


def found_article(article_id: str) -> Article:
    articles = Article.objects.select_related("published", "cover")
    found: Article = get_object_or_404(articles, public_id=article_id)
    return found


def may_publish(request: HttpRequest) -> bool:
    return bool(rules.has_perm("content.publish", request.user))


def article_address(article: Article) -> str:
    return reverse("office-article", args=[article.public_id])


def articles_crumb() -> Crumb:
    return Crumb(_("Articles"), reverse("office-articles"))


def article_trail(article: Article) -> list[Crumb]:
    title = str(article.title) or _("Article without a title")
    return [articles_crumb(), Crumb(title, article_address(article))]


def _filtered(asked: dict[str, Any]) -> QuerySet[Article]:
    articles = titled(Article.objects.all(), asked.get("q", ""))
    if asked.get("rubric"):
        articles = articles.filter(rubric=asked["rubric"])
    if asked.get("state") == "changed":
        articles = articles.filter(pk__in=with_unpublished_changes().values("pk"))
    elif asked.get("state"):
        articles = articles.filter(state=asked["state"])
    gap, _dash, language = asked.get("translation", "").partition("-")
    if gap:
        articles = (lacking if gap == "missing" else outdated)(articles, language)
    return articles


def _chips(request: HttpRequest, form: ArticleFilter) -> list[Chip]:
    """One chip for each filter that is on; following it takes the filter off."""
    address = request.get_full_path()
    chips = []
    for field in form:
        value = request.GET.get(field.name, "")
        if value and field.name not in form.errors:
            shown = dict(getattr(field.field, "choices", [])).get(value, value)
            url = with_query(address, **{field.name: None, "page": None})
            chips.append(Chip(f"{field.label}: {shown}", url, is_on=True, removes=True))
    return chips
