"""Keeping files: what people send is looked at first, what Sapar makes itself is kept as it is."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.documents import storage
from sapar.documents.media_types import ALLOWED_UPLOADS, MediaType, name_stranger, sniff
from sapar.documents.models import StoredFile

NAME_LENGTH = 200
MEGABYTE = 1024 * 1024


def store_upload(
    upload: File[bytes], *, by: Actor, allowed: Collection[MediaType] = ALLOWED_UPLOADS
) -> StoredFile:
    """Keep a file that somebody sent.

    Raises `Refusal`: ``file-empty``, ``file-too-large``, ``file-type-not-allowed``,
    ``file-type-mismatch`` (the name promises another kind) or ``file-damaged`` (cut off).
    """
    name = clean_name(upload.name or "")
    content = read_upload(upload)
    media_type = sniff(content)
    if media_type is None or media_type not in allowed:
        raise Refusal(
            "file-type-not-allowed",
            name=name,
            type=media_type.label if media_type else name_stranger(content, name),
            allowed=", ".join(kind.label for kind in allowed),
        )
    if PurePath(name).suffix.lower() not in media_type.endings:
        raise Refusal(
            "file-type-mismatch",
            name=name,
            type=media_type.label,
            endings=", ".join(media_type.endings),
        )
    if not media_type.is_whole(content):
        raise Refusal("file-damaged", name=name, type=media_type.label)
    return store_bytes(content, name=name, media_type=media_type.name, by=by)


def read_upload(upload: File[bytes]) -> bytes:
    """All of an upload, whose size is looked at before anything is read into memory."""
    name, size = clean_name(upload.name or ""), upload.size
    if size == 0:
        raise Refusal("file-empty", name=name)
    if size > settings.MAX_UPLOAD_BYTES:
        raise Refusal(
            "file-too-large",
            name=name,
            size=f"{math.ceil(size / MEGABYTE * 10) / 10:g}",
            limit=f"{settings.MAX_UPLOAD_BYTES / MEGABYTE:g}",
        )
    upload.seek(0)
    return upload.read()


def store_bytes(content: bytes, *, name: str, media_type: str, by: Actor) -> StoredFile:
    """Keep content that Sapar made, or that the caller has looked at."""
    return StoredFile.objects.create(
        sha256=storage.keep(content),
        name=clean_name(name),
        media_type=media_type,
        size=len(content),
        created_at=clock.now(),
        created_by=by.public_id,
    )


def discard(stored: StoredFile) -> None:
    """Take a file away that no record needs any more; its bytes go when the transaction is done,
    unless another row stands for the same content.
    """
    sha256 = stored.sha256
    stored.delete()
    if not StoredFile.objects.filter(sha256=sha256).exists():
        transaction.on_commit(lambda: storage.path_of(sha256).unlink(missing_ok=True))


def clean_name(name: str) -> str:
    """The last part of a path, as far as it prints; a long one is cut before its ending."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    printable = "".join(letter for letter in last if letter.isprintable()).strip() or "file"
    ending = PurePath(printable).suffix[:20]
    return (
        printable
        if len(printable) <= NAME_LENGTH
        else printable[: NAME_LENGTH - len(ending)] + ending
    )
