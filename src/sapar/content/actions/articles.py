"""Writing articles: every deliberate save is a revision, a save in passing is none."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.core.validators import validate_slug
from django.db import IntegrityError, transaction
from django.forms import ValidationError

from sapar.audit import actions as audit
from sapar.content.actions.article_releases import (
    publish_article,
    publish_due_articles,
    return_article,
    schedule_article,
    submit_article,
    unpublish_article,
)
from sapar.content.actions.revisions import (
    BESIDE,
    IMPORTED,
    RESTORED,
    keep_revision,
    locked,
    make_revision,
)
from sapar.content.addresses import leave_redirect, path_of
from sapar.content.models import Article, Picture, Revision
from sapar.content.working_copy import (
    TEXT_LIMITS,
    cleaned,
    content_of,
    mark_of,
    note_changes,
)
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.core.lifecycle import check_version
from sapar.core.translated import LANGUAGES, Translated

__all__ = [
    "create_article",
    "import_text",
    "keep_beside",
    "keep_text",
    "publish_article",
    "publish_due_articles",
    "restore_revision",
    "return_article",
    "save_article",
    "save_window",
    "schedule_article",
    "submit_article",
    "unpublish_article",
]

COLUMNS = ("rubric", "original_language", "cover", "takes_comments")


@transaction.atomic
def create_article(slug: str, rubric: str, *, by: Actor, original_language: str = "ru") -> Article:
    """Begin an article without a word in it. Raises `Refusal`: ``slug-unclear``, ``slug-taken``."""
    article = Article(
        slug=_checked_slug(slug),
        rubric=rubric,
        original_language=original_language,
        made_at=clock.now(),
        edited_at=clock.now(),
    )
    _save(article)
    audit.record("create-article", article, by=by, slug=slug, rubric=rubric)
    return article


@transaction.atomic
def save_article(
    article: Article,
    fields: Mapping[str, Any],
    *,
    by: Actor,
    note: str = "",
    expected_version: int | None = None,
    confirmed: Iterable[str] = (),
) -> Article:
    """Save the working copy, and a revision of it when it says something new.

    ``fields``: title, lead, body, byline (`Translated`), cover, slug, rubric, original_language,
    takes_comments, related (articles). ``confirmed`` names translations that say what the original
    says. Raises `Conflict` ``version-changed``, `Refusal` ``article-text-too-long``,
    ``slug-unclear``, ``slug-taken``.
    """
    current = locked(article)
    check_version(current, expected_version)
    _write(current, fields, confirmed=confirmed)
    if "related" in fields:
        current.related.set([other for other in fields["related"] if other.pk != current.pk])
    keep_revision(current, by=by, note=note)
    audit.record("save-article", current, by=by, fields=sorted(fields), confirmed=[*confirmed])
    return current


@transaction.atomic
def keep_text(
    article: Article, field: str, text: str, *, by: Actor, mark: str | None = None
) -> tuple[Article, bool]:
    """Keep one typed text (``body_ru``) in passing, without a revision.

    ``mark`` (see `working_copy.mark_of`) says what the window was filled from. Where the working
    copy holds another text by now, that one stays and the given one is kept as a revision beside
    it: the second value returned is then False.
    """
    name, _sign, language = field.rpartition("_")
    if name not in TEXT_LIMITS or language not in LANGUAGES:
        raise Refusal("article-field-unknown", given=field)
    current = locked(article)
    there: Translated = getattr(current, name)
    given = cleaned(name, replace(there, **{language: text}))
    if given == there:
        return current, True
    if mark is not None and mark != mark_of(getattr(there, language)):
        keep_beside(current, {name: given}, by=by)
        return current, False
    _write(current, {name: given})
    audit.record("keep-text", current, by=by, field=field)
    return current, True


@transaction.atomic
def save_window(
    article: Article,
    texts: Mapping[str, Translated],
    *,
    marks: Mapping[str, str],
    by: Actor,
    note: str = "",
    confirmed: Iterable[str] = (),
) -> tuple[Article, Revision | None]:
    """Save all texts of a window. Those that another window changed since it was filled stay as
    they are; what this window says of them is the revision returned, kept beside.
    """
    current = locked(article)
    fresh, late = dict(texts), set()
    for name, given in texts.items():
        there: Translated = getattr(current, name)
        for code in LANGUAGES:
            mark = marks.get(f"{name}_{code}")
            if mark in (None, mark_of(getattr(there, code))):
                continue  # nobody else wrote here
            fresh[name] = replace(fresh[name], **{code: getattr(there, code)})
            if mark_of(getattr(given, code)) not in (mark, mark_of(getattr(there, code))):
                late.add(name)
    saved = save_article(current, fresh, by=by, note=note, confirmed=confirmed)
    beside = {name: texts[name] for name in texts if name in late}
    return saved, keep_beside(saved, beside, by=by) if beside else None


@transaction.atomic
def keep_beside(article: Article, fields: Mapping[str, Any], *, by: Actor) -> Revision:
    """Keep texts that came too late as a revision, so that they can be compared and restored."""
    current = locked(article)
    keep_revision(current, by=by)
    texts = {name: cleaned(name, text) for name, text in fields.items() if name in TEXT_LIMITS}
    content = {**content_of(current), **{name: text.as_dict() for name, text in texts.items()}}
    beside = make_revision(current, content, by=by, note=BESIDE)
    audit.record("keep-beside", current, by=by, revision=beside.number)
    return beside


@transaction.atomic
def import_text(
    article: Article, language: str, texts: Mapping[str, str], *, source: str, by: Actor
) -> Article:
    """Put title and body, read from a file, into a language. What stood there is a revision."""
    current = locked(article)
    keep_revision(current, by=by)
    fields = {
        name: replace(getattr(current, name), **{language: text})
        for name, text in texts.items()
        if text
    }
    _write(current, fields)
    keep_revision(current, by=by, note=f"{IMPORTED} {source}"[:200])
    audit.record("import-text", current, by=by, language=language, source=source)
    return current


@transaction.atomic
def restore_revision(revision: Revision, *, by: Actor) -> Article:
    """Let the working copy say again what the revision said; what it says now is kept, too."""
    current = locked(revision.article)
    keep_revision(current, by=by)
    fields: dict[str, Any] = {name: revision.text(name) for name in TEXT_LIMITS}
    fields["cover"] = Picture.objects.filter(public_id=revision.content.get("cover", "")).first()
    up_to_date = set(LANGUAGES) - set(revision.content.get("outdated", []))
    _write(current, fields, confirmed=up_to_date)
    keep_revision(current, by=by, note=f"{RESTORED} {revision.number}")
    audit.record("restore-revision", current, by=by, revision=revision.number)
    return current


def _write(article: Article, fields: Mapping[str, Any], *, confirmed: Iterable[str] = ()) -> None:
    """Change the columns, note what that means for translations and addresses, and save."""
    before = copy.copy(article)
    for name, text in fields.items():
        if name in TEXT_LIMITS:
            setattr(article, name, cleaned(name, text))
        elif name in COLUMNS:
            setattr(article, name, text)
    if fields.get("slug", article.slug) != article.slug:
        article.slug = _checked_slug(fields["slug"])
    note_changes(article, before, clock.now().isoformat(), confirmed=confirmed)
    if before.published_at and path_of(before) != path_of(article):
        leave_redirect(path_of(before), path_of(article))
    if content_of(article) != content_of(before):
        article.edited_at = clock.now()
    article.version += 1
    _save(article)


def _checked_slug(slug: str) -> str:
    try:
        validate_slug(slug)
    except ValidationError as error:
        raise Refusal("slug-unclear", given=slug) from error
    return slug


def _save(article: Article) -> None:
    """The table knows whether the slug is free, even when two ask for it at once."""
    try:
        with transaction.atomic():
            article.save()
    except IntegrityError as error:
        raise Refusal("slug-taken", given=article.slug) from error
