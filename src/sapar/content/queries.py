"""Which articles readers find, and their covers."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from sapar.content.enums import ArticleState
from sapar.content.models import Article, Picture


def published_articles(*rubrics: str) -> QuerySet[Article]:
    """What readers see, of these rubrics or of all, the newest first; `published` is loaded."""
    articles = Article.objects.filter(state=ArticleState.PUBLISHED).select_related("published")
    if rubrics:
        articles = articles.filter(rubric__in=rubrics)
    return articles.order_by("-published_at", "-pk")


def article_at(slug: str) -> Article | None:
    """The published article at the end of that address."""
    return published_articles().filter(slug=slug).first()


def related_to(article: Article) -> QuerySet[Article]:
    """Published articles that the editor put beside this one."""
    chosen = article.related.values("pk")
    return published_articles().filter(pk__in=chosen)


def covers_of(articles: Iterable[Article]) -> dict[str, Picture]:
    """Public id of an article -> the cover of its published revision, sizes loaded."""
    wanted = {
        article.public_id: article.published.content.get("cover")
        for article in articles
        if article.published
    }
    pictures = Picture.objects.filter(public_id__in=filter(None, wanted.values()))
    found = {picture.public_id: picture for picture in pictures.prefetch_related("sizes")}
    return {article: found[cover] for article, cover in wanted.items() if cover in found}
