"""Frequent questions: entered, changed, published, taken back, deleted."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from sapar.audit import actions as audit
from sapar.content.actions.shown_media import hold_back_media, media_in, release_media
from sapar.content.models import FrequentQuestion
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.core.lifecycle import check_version
from sapar.core.translated import LANGUAGES


@transaction.atomic
def add_frequent_question(*, by: Actor, **fields: Any) -> FrequentQuestion:
    """Enter a question with its answer; nobody but the office sees it until it is published."""
    row = FrequentQuestion.objects.create(**fields)
    audit.record("add-frequent-question", row, by=by, **_texts(row))
    return row


@transaction.atomic
def update_frequent_question(
    row: FrequentQuestion, *, by: Actor, expected_version: int | None = None, **fields: Any
) -> FrequentQuestion:
    row = _lock(row, expected_version)
    for name, value in fields.items():
        setattr(row, name, value)
    if row.is_published:
        _needs_both(row)
    row.version += 1
    row.save()
    if row.is_published:
        release_media(media_in(row.answer))
    audit.record("update-frequent-question", row, by=by, **_texts(row))
    return row


@transaction.atomic
def publish_frequent_question(
    row: FrequentQuestion, *, by: Actor, expected_version: int | None = None
) -> FrequentQuestion:
    """Let everybody read it. Raises `Refusal` ``frequent-question-incomplete`` while no language
    has both question and answer.
    """
    row = _lock(row, expected_version)
    _needs_both(row)
    return _show(row, "publish-frequent-question", by=by, is_published=True)


@transaction.atomic
def withdraw_frequent_question(
    row: FrequentQuestion, *, by: Actor, expected_version: int | None = None
) -> FrequentQuestion:
    """Take it from the page; its texts stay."""
    row = _lock(row, expected_version)
    return _show(row, "withdraw-frequent-question", by=by, is_published=False)


@transaction.atomic
def delete_frequent_question(row: FrequentQuestion, *, by: Actor) -> None:
    row = _lock(row, None)
    audit.record("delete-frequent-question", row, by=by, **_texts(row))
    row.delete()


def _lock(row: FrequentQuestion, expected_version: int | None) -> FrequentQuestion:
    current = FrequentQuestion.objects.select_for_update().get(pk=row.pk)
    check_version(current, expected_version)
    return current


def _show(row: FrequentQuestion, deed: str, *, by: Actor, is_published: bool) -> FrequentQuestion:
    row.is_published = is_published
    row.version += 1
    row.save()
    if is_published:
        release_media(media_in(row.answer))
    else:
        hold_back_media(media_in(row.answer), row)
    audit.record(deed, row, by=by)
    return row


def _needs_both(row: FrequentQuestion) -> None:
    """Question and answer in the same languages, at least in one; the rest falls back visibly."""
    complete = set(LANGUAGES) - {*row.question.missing, *row.answer.missing}
    if not complete or row.question.missing != row.answer.missing:
        raise Refusal("frequent-question-incomplete")


def _texts(row: FrequentQuestion) -> dict[str, Any]:
    return {"question": row.question.as_dict(), "answer": row.answer.as_dict()}
