"""How a call, a partner, a picture and a file look inside a text.

Each is shown only where its own page would be: a text never opens what its reader may not see.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse

from sapar.calls.queries import visible_to, with_places
from sapar.calls.sentence import sentence_of
from sapar.content.models import Attachment, Picture
from sapar.core import clock
from sapar.partnerships.queries import public_partners
from sapar.ui.embeds import register
from sapar.ui.templatetags.pictures import picture_context

Record = TypeVar("Record", Picture, Attachment)
IN_TEXT = "(min-width: 44rem) 42rem, 100vw"


def register_drawings() -> None:
    register("call", draw_calls)
    register("partner", draw_partners)
    register("picture", draw_pictures)
    register("file", draw_files)


def draw_calls(public_ids: Sequence[str], context: Context) -> dict[str, str]:
    """What everybody sees, whoever reads: the page is kept for all."""
    calls = with_places(visible_to(AnonymousUser())).filter(public_id__in=public_ids)
    now = clock.now()
    return {
        call.public_id: render_to_string(
            "portal/embeds/call.html", {"call": call, "sentence": sentence_of(call, now)}
        )
        for call in calls
    }


def draw_partners(public_ids: Sequence[str], context: Context) -> dict[str, str]:
    partners = public_partners().filter(public_id__in=public_ids)
    return {
        partner.public_id: render_to_string("portal/embeds/partner.html", {"partner": partner})
        for partner in partners
    }


def draw_pictures(public_ids: Sequence[str], context: Context) -> dict[str, str]:
    request = context.get("request")
    return {
        picture.public_id: render_to_string(
            "ui/components/figure.html",
            picture_context(request, picture, "natural", IN_TEXT, eager=False),
        )
        for picture in _open(Picture.objects.filter(public_id__in=public_ids), context)
    }


def draw_files(public_ids: Sequence[str], context: Context) -> dict[str, str]:
    files = Attachment.objects.filter(public_id__in=public_ids).select_related("file")
    return {
        attachment.public_id: render_to_string(
            "portal/embeds/file.html",
            {
                "attachment": attachment,
                "url": reverse("attachment", args=[attachment.public_id, attachment.file.name]),
            },
        )
        for attachment in _open(files, context)
    }


def _open(records: QuerySet[Record], context: Context) -> QuerySet[Record]:
    """Readers get what was released; an editor's preview shows what will be."""
    return records if context.get("is_preview") else records.exclude(released_at=None)
