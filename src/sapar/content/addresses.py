"""Where articles stand, below the language. An address that was published never dies."""

from __future__ import annotations

from sapar.content.enums import Rubric
from sapar.content.models import Article, Redirect
from sapar.content.targets import folded
from sapar.core import clock

FOLDERS = {Rubric.PAGE: "pages", Rubric.HELPFUL: "articles", Rubric.NEWS: "articles"}


def path_of(article: Article) -> str:
    return f"{FOLDERS[Rubric(article.rubric)]}/{article.slug}/"


def leave_redirect(old: str, new: str) -> None:
    """Lead from an address that was given up to the new one, and on from those before it."""
    Redirect.objects.filter(old_path=folded(new)).delete()
    Redirect.objects.filter(new_path=old).update(new_path=new)
    Redirect.objects.update_or_create(
        old_path=folded(old), defaults={"new_path": new, "made_at": clock.now()}
    )
