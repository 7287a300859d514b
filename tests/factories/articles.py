"""Articles in the states that tests begin from, made by the deeds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sapar.content.actions.articles import (
    create_article,
    publish_article,
    save_article,
    schedule_article,
    submit_article,
    unpublish_article,
)
from sapar.content.enums import ArticleState, Rubric
from sapar.content.models import Article
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.translated import Translated

EDITOR = Actor("EDIT-0001", "Editor of the tests")


def write_article(slug: str = "housing", rubric: str = Rubric.HELPFUL, **fields: Any) -> Article:
    """A draft in three languages."""
    article = create_article(slug, rubric, by=EDITOR)
    texts = {
        "title": Translated(kk="Тұрғын үй", ru="Жильё", en="Housing"),
        "lead": Translated(kk="Қайда тұру", ru="Где жить", en="Where to live"),
        "body": Translated(kk="Жатақхана.", ru="Общежитие.", en="A dormitory."),
    }
    return save_article(article, {**texts, **fields}, by=EDITOR)


def article_in(state: str, slug: str = "housing", **fields: Any) -> Article:
    article = write_article(slug, **fields)
    if state == ArticleState.IN_REVIEW:
        return submit_article(article, by=EDITOR)
    if state == ArticleState.SCHEDULED:
        return schedule_article(article, clock.now() + dt.timedelta(days=1), by=EDITOR)
    if state in {ArticleState.PUBLISHED, ArticleState.UNPUBLISHED}:
        article = publish_article(article, by=EDITOR)
    if state == ArticleState.UNPUBLISHED:
        return unpublish_article(article, "No longer true", by=EDITOR)
    return article
