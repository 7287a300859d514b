"""The pages a portal begins with: published, editable from then on, never overwritten."""

from __future__ import annotations

from pathlib import Path

from sapar.content.actions.articles import create_article, publish_article, save_article
from sapar.content.enums import Rubric
from sapar.content.models import Article
from sapar.content.starter.reading import read_page
from sapar.core.actor import Actor

PAGES = Path(__file__).parent / "pages"


def load_pages(*, by: Actor) -> None:
    """Publish each page that does not exist yet."""
    there = set(Article.objects.values_list("slug", flat=True))
    for folder in sorted(PAGES.iterdir()):
        if folder.is_dir() and folder.name not in there:
            article = create_article(folder.name, Rubric.PAGE, by=by)
            save_article(article, dict(read_page(folder).fields()), by=by)
            publish_article(article, by=by)
