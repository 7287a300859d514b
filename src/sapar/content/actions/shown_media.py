"""Pictures and files that stand inside texts: open to whoever may read the text, closed with it."""

from __future__ import annotations

from sapar.content.actions.attachments import release_attachment
from sapar.content.actions.pictures import release_picture
from sapar.content.markup import embeds_in
from sapar.content.models import Attachment, Picture
from sapar.content.uses import uses_of
from sapar.core.models import PublicIdModel
from sapar.core.translated import LANGUAGES, Translated

Media = list[Picture | Attachment]


def media_in(text: Translated, cover: str = "") -> Media:
    """What the text shows and offers in any of its languages, and the picture above it."""
    embeds = [embed for code in LANGUAGES for embed in embeds_in(getattr(text, code))]
    pictures = [embed.public_id for embed in embeds if embed.kind == "picture"]
    files = [embed.public_id for embed in embeds if embed.kind == "file"]
    return [
        *Picture.objects.filter(public_id__in=[*pictures, cover]),
        *Attachment.objects.filter(public_id__in=files),
    ]


def release_media(media: Media) -> None:
    for record in media:
        if isinstance(record, Picture):
            release_picture(record)
        else:
            release_attachment(record)


def hold_back_media(media: Media, holder: PublicIdModel) -> None:
    """What stands in no other record than the holder is seen by the office alone again."""
    for record in media:
        if {use.public_id for use in uses_of(record)} <= {holder.public_id}:
            record.released_at = None
            record.save(update_fields=["released_at"])
