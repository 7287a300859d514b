"""News and helpful information of the sample university, published by the real deeds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from sapar.calls.models import Call
from sapar.content.actions.articles import create_article, publish_article, save_article
from sapar.content.models import Article, Picture
from sapar.content.starter.reading import read_page
from sapar.core import clock
from sapar.core.translated import Translated
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Unit
from sapar.sample.calls import OFFICE
from sapar.sample.names import DATA
from sapar.sample.reading import Entry, read_list

CALL = re.compile(r"\[\[call:([a-z-]+)\]\]")


def load_articles(calls: Mapping[str, Call], pictures: Mapping[str, Picture]) -> None:
    """Every entry of data/articles.yaml, as many days ago as it says."""
    department = Unit.objects.get(kind=UnitKind.DEPARTMENT)
    loaded: dict[str, Article] = {}
    entries = read_list("articles")
    for entry in entries:
        with clock.moved(by=dt.timedelta(days=-entry["days"])):
            loaded[entry["slug"]] = load_article(entry, department.name, calls, pictures)
    for entry in entries:
        loaded[entry["slug"]].related.set(loaded[slug] for slug in entry["related"])


def load_article(
    entry: Entry, byline: Translated, calls: Mapping[str, Call], pictures: Mapping[str, Picture]
) -> Article:
    page = read_page(DATA / "articles" / entry["slug"])
    body = {
        language: CALL.sub(lambda found: f"[[call:{calls[found[1]].public_id}]]", text)
        for language, text in page.body.as_dict().items()
    }
    fields = {
        **page.fields(),
        "body": Translated.from_dict(body),
        "byline": byline,
        "cover": pictures[entry["cover"]],
    }
    article = create_article(
        entry["slug"], entry["rubric"], by=OFFICE, original_language=entry["original"]
    )
    save_article(article, fields, by=OFFICE)
    return publish_article(article, by=OFFICE)
