"""Deeds on the files that articles and regulations offer."""

from __future__ import annotations

from django.core.files.base import File
from django.db import transaction

from sapar.audit import actions as audit
from sapar.content.models import Attachment
from sapar.content.uses import uses_of
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.core.formatting import language_name
from sapar.core.translated import Translated
from sapar.documents.actions import discard, store_upload
from sapar.documents.media_types import PDF


@transaction.atomic
def add_attachment(upload: File[bytes], *, title: Translated, by: Actor) -> Attachment:
    """Take a PDF in. Raises `Refusal`: ``attachment-needs-title``, and those of `store_upload`."""
    attachment = Attachment.objects.create(
        title=_with_words(title),
        file=store_upload(upload, by=by, allowed=(PDF,)),
        added_at=clock.now(),
        added_by=by.public_id,
    )
    audit.record("add-attachment", attachment, by=by, name=attachment.file.name)
    return attachment


@transaction.atomic
def rename_attachment(attachment: Attachment, *, title: Translated, by: Actor) -> Attachment:
    """Call it otherwise. Raises `Refusal` ``attachment-needs-title``."""
    current = Attachment.objects.select_for_update().get(pk=attachment.pk)
    current.title = _with_words(title)
    current.save()
    audit.record("rename-attachment", current, by=by)
    return current


def release_attachment(attachment: Attachment) -> None:
    """Let everybody read it, because a record that offers it is published (that deed's audit)."""
    for unseen in Attachment.objects.filter(pk=attachment.pk, released_at=None):
        unseen.released_at = clock.now()
        unseen.save(update_fields=["released_at"])


@transaction.atomic
def delete_attachment(attachment: Attachment, *, by: Actor) -> None:
    """Take it out. Raises `Refusal` ``attachment-used`` while something offers it."""
    current = Attachment.objects.select_for_update().select_related("file").get(pk=attachment.pk)
    if uses := uses_of(current):
        raise Refusal("attachment-used", where="; ".join(use.title for use in uses[:5]))
    audit.record("delete-attachment", current, by=by, name=current.file.name)
    file = current.file
    current.delete()
    discard(file)


def _with_words(title: Translated) -> Translated:
    if title.missing:
        names = ", ".join(language_name(code) for code in title.missing)
        raise Refusal("attachment-needs-title", missing=names)
    return title
