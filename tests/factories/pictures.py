"""Uploads as browsers send them: pictures of any size and kind, drawn here."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sapar.content.actions.pictures import add_picture
from sapar.content.models import Picture
from sapar.core.translated import Translated
from tests.factories.people import TESTER

ALT = Translated(kk="Дала", ru="Степь", en="The steppe")


def make_image(width: int = 800, height: int = 600, mode: str = "RGB") -> Image.Image:
    """Left red, right blue, so that a crop shows where it was taken."""
    image = Image.new(mode, (width, height), "blue")
    image.paste("red", (0, 0, width // 2, height))
    return image


def make_upload(
    image: Image.Image | None = None, name: str = "steppe.jpg", kind: str = "JPEG", **options: Any
) -> SimpleUploadedFile:
    output = io.BytesIO()
    (image or make_image()).save(output, kind, **options)
    return SimpleUploadedFile(name, output.getvalue())


def make_picture(**fields: Any) -> Picture:
    fields.setdefault("alt", ALT)
    fields.setdefault("by", TESTER)
    return add_picture(fields.pop("upload", None) or make_upload(), **fields)
