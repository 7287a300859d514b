"""Deeds on pictures: taking in, describing, cutting anew, letting readers see, taking out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet
from PIL import Image

from sapar.audit import actions as audit
from sapar.content.models import Picture, PictureSize
from sapar.content.pictures import CROPS, cut, open_upload
from sapar.content.uses import uses_of
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.core.translated import Translated
from sapar.documents.actions import clean_name, discard, read_upload, store_bytes
from sapar.documents.storage import open_file

MEDIA_TYPE = "image/webp"


def add_picture(
    upload: File[bytes],
    *,
    alt: Translated,
    by: Actor,
    credit: str = "",
    focus: tuple[int, int] = (50, 50),
) -> Picture:
    """Take a picture in, in every size that pages need. The upload itself is not kept.

    Raises `Refusal`: ``picture-needs-words``; ``file-empty``, ``file-too-large``; and what
    `open_upload` refuses.
    """
    _with_words(alt)
    name = clean_name(upload.name or "")
    # Outside the transaction: a large picture takes a second, and nobody else should wait for it.
    image, (width, height) = open_upload(read_upload(upload), name)
    picture = Picture(
        alt=alt,
        credit=credit,
        name=name,
        width=width,
        height=height,
        focus_x=focus[0],
        focus_y=focus[1],
        added_at=clock.now(),
        added_by=by.public_id,
    )
    with transaction.atomic():
        picture.save()
        _keep_sizes(picture, image, by=by)
        audit.record("add-picture", picture, by=by, name=name)
    return picture


@transaction.atomic
def describe_picture(picture: Picture, *, alt: Translated, credit: str, by: Actor) -> Picture:
    """Say anew what is seen and who made it. Raises `Refusal` ``picture-needs-words``."""
    current = Picture.objects.select_for_update().get(pk=picture.pk)
    current.alt, current.credit = _with_words(alt), credit
    current.save()
    audit.record("describe-picture", current, by=by)
    return current


@transaction.atomic
def focus_picture(picture: Picture, focus: tuple[int, int], *, by: Actor) -> Picture:
    """Cut the crops anew around another point, from the largest size that was kept."""
    current = Picture.objects.select_for_update().get(pk=picture.pk)
    if (current.focus_x, current.focus_y) == focus:
        return current
    current.focus_x, current.focus_y = focus
    current.save()
    largest = current.sizes.filter(crop="natural").select_related("file").latest("width")
    with open_file(largest.file) as file, Image.open(file, formats=("WEBP",)) as image:
        image.load()
    _drop_sizes(current.sizes.exclude(crop="natural"))
    _keep_sizes(current, image, by=by, crops=("wide", "square"))
    audit.record("focus-picture", current, by=by, x=focus[0], y=focus[1])
    return current


def release_picture(picture: Picture) -> None:
    """Let everybody see it, because a record that shows it is published (that deed's audit)."""
    for unseen in Picture.objects.filter(pk=picture.pk, released_at=None):
        unseen.released_at = clock.now()
        unseen.save(update_fields=["released_at"])


@transaction.atomic
def delete_picture(picture: Picture, *, by: Actor) -> None:
    """Take it out with its files. Raises `Refusal` ``picture-used`` while something shows it."""
    current = Picture.objects.select_for_update().get(pk=picture.pk)
    if uses := uses_of(current):
        raise Refusal("picture-used", where="; ".join(use.title for use in uses[:5]))
    audit.record("delete-picture", current, by=by, name=current.name)
    _drop_sizes(current.sizes.all())
    current.delete()


def _with_words(alt: Translated) -> Translated:
    if not alt:
        raise Refusal("picture-needs-words")
    return alt


def _keep_sizes(
    picture: Picture, image: Image.Image, *, by: Actor, crops: Iterable[str] = CROPS
) -> None:
    stem = PurePath(picture.name).stem
    PictureSize.objects.bulk_create(
        PictureSize(
            picture=picture,
            crop=size.crop,
            width=size.width,
            height=size.height,
            file=store_bytes(
                content, name=f"{stem}-{size.crop}-{size.width}.webp", media_type=MEDIA_TYPE, by=by
            ),
        )
        for size, content in cut(image, (picture.focus_x, picture.focus_y), crops)
    )


def _drop_sizes(sizes: QuerySet[PictureSize]) -> None:
    files = [size.file for size in sizes.select_related("file")]
    sizes.delete()
    for file in files:
        discard(file)
