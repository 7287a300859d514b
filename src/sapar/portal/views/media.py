"""Pictures and files of published pages; what is not released yet answers those who write, and
whoever brought it in.
"""

from __future__ import annotations

import rules
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from sapar.accounts.models import User
from sapar.content.models import Attachment, Picture, PictureSize
from sapar.documents.serving import file_response
from sapar.stories.queries import is_authors_alone

A_YEAR = "public, max-age=31536000, immutable"
A_MINUTE = "public, max-age=60"


@require_safe
def picture(request: HttpRequest, picture_id: str, crop: str, width: int) -> FileResponse:
    """One size. Its address carries the focus: that file never changes, so it is kept for good."""
    size = get_object_or_404(
        PictureSize.objects.select_related("picture", "file"),
        picture__public_id=picture_id,
        crop=crop,
        width=width,
    )
    shown = size.picture
    is_final = request.GET.get("focus") == f"{shown.focus_x}-{shown.focus_y}"
    return _served(request, shown, size, cache=A_YEAR if is_final else A_MINUTE)


@require_safe
def attachment(request: HttpRequest, attachment_id: str, name: str) -> FileResponse:
    """A file under its name; it never changes, but it may be taken back."""
    offered = get_object_or_404(
        Attachment.objects.select_related("file"), public_id=attachment_id, file__name=name
    )
    return _served(request, offered, offered, cache=A_MINUTE)


def _served(
    request: HttpRequest,
    record: Picture | Attachment,
    holder: PictureSize | Attachment,
    *,
    cache: str,
) -> FileResponse:
    if record.released_at is None and not _sees_unreleased(request, record):
        raise Http404
    response = file_response(holder.file)
    if record.released_at is not None:
        response["Cache-Control"] = cache
    else:
        patch_vary_headers(response, ("Cookie",))
    return response


def _sees_unreleased(request: HttpRequest, record: Picture | Attachment) -> bool:
    user = request.user
    if not isinstance(user, User):
        return False
    if record.added_by == user.public_id:
        return True
    is_private = isinstance(record, Picture) and is_authors_alone(record)
    return not is_private and bool(rules.has_perm("content.edit", user))
