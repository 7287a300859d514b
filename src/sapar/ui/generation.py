"""Tells every process that public pages changed (ADR 13).

The change itself purges: whoever saves or deletes a public record counts the generation up as soon
as the transaction is committed, and a page kept under another generation is never served again.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.db.models.signals import m2m_changed, post_delete, post_save

from sapar.core.signals import public_change
from sapar.ui.kept import KEPT
from sapar.ui.models import PageGeneration

PUBLIC_APPS = {
    "accounts",
    "calls",
    "content",
    "institutions",
    "nominations",
    "partnerships",
    "selection",
    "stories",
}
# Saved often, and never seen by somebody without an account.
PRIVATE = {
    "accounts.User",
    "calls.CallSubscription",
    "calls.CallNotice",
    "content.LinkCheck",
    "content.Question",
    "nominations.LetterFile",
    "selection.Judgement",
    "selection.PlacementOrder",
    "selection.ScoreSheet",
    "stories.CommentReport",
}


def current() -> int:
    """The generation as committed now: one small query, since every cached answer pays for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM ui_pagegeneration WHERE id = 1")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def purge() -> None:
    """Let no page from before be served again, in any process; in a transaction, once it commits.

    Saving and deleting do this by themselves; call it after `update` and `bulk_create`, or send
    `core.signals.public_change` from an app below.
    """
    KEPT.clear()
    if not any(waiting[1] is _count_up for waiting in connection.run_on_commit):
        transaction.on_commit(_count_up)


def _count_up() -> None:
    """The one row has a fixed key, so that two who begin at once count to two."""
    counted = PageGeneration.objects.filter(pk=1).update(number=F("number") + 1)
    if not counted:
        PageGeneration.objects.get_or_create(pk=1)
        PageGeneration.objects.filter(pk=1).update(number=F("number") + 1)


def connect() -> None:
    """Hear of every change of a public record."""
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(_purge_if_public, dispatch_uid="ui.generation")
    public_change.connect(_purge_told, dispatch_uid="ui.generation")


def _purge_told(sender: Any, **kwargs: Any) -> None:
    purge()


def _purge_if_public(sender: Any, **kwargs: Any) -> None:
    meta = sender._meta
    if meta.app_label in PUBLIC_APPS and meta.label not in PRIVATE:
        purge()
