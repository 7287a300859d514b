"""Which articles readers find and which wait for editors."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from sapar.content.enums import ArticleState
from sapar.content.models import Article, Picture
from sapar.core.folding import fold
from sapar.core.translated import LANGUAGES


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


def lacking(articles: QuerySet[Article], language: str) -> QuerySet[Article]:
    """Those without a title or a text in that language (see `working_copy.missing_in`)."""
    named = articles.annotate(
        title_there=_text(f"title__{language}"), body_there=_text(f"body__{language}")
    )
    return named.filter(Q(title_there="") | Q(body_there=""))


def outdated(articles: QuerySet[Article], language: str) -> QuerySet[Article]:
    """Those whose text in that language fell behind (see `working_copy.outdated_in`)."""
    fell_behind, changed = Q(), {}
    for original in LANGUAGES:
        changed[f"changed_{original}"] = _text(f"changed_at__{original}")
        if original != language:
            is_older = Q(confirmed_there__lt=F(f"changed_{original}"))
            fell_behind |= Q(original_language=original) & is_older
    there = articles.annotate(confirmed_there=_text(f"confirmed_at__{language}"), **changed)
    return there.filter(fell_behind)


def titled(articles: QuerySet[Article], words: str) -> QuerySet[Article]:
    """Those whose title, in any language and however its letters are typed, has all the words."""
    wanted = fold(words).split()
    if not wanted:
        return articles
    titles = articles.values_list("pk", "title")
    folded = ((key, fold(" ".join(title.as_dict().values()))) for key, title in titles)
    return articles.filter(pk__in=[key for key, text in folded if all(w in text for w in wanted)])


def in_review() -> QuerySet[Article]:
    return Article.objects.filter(state=ArticleState.IN_REVIEW)


def with_unpublished_changes() -> QuerySet[Article]:
    """Published ones that were written on since; readers do not see that yet."""
    return Article.objects.filter(
        state=ArticleState.PUBLISHED, edited_at__gt=F("published__made_at")
    )


def _text(path: str) -> Coalesce:
    """What stands at a path inside a JSON column, as plain text; nothing is an empty one."""
    return Coalesce(KT(path), Value(""), output_field=TextField())
