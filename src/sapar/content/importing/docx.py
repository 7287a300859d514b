"""A Word file becomes Markdown. It is looked into before it is unpacked."""

from __future__ import annotations

import io
import zipfile

import mammoth

from sapar.content.importing.html import Imported, markdown_from, split_title
from sapar.core.errors import Refusal

PART_LIMIT = 6 * 1024 * 1024
WHOLE_LIMIT = 80 * 1024 * 1024
PARTS = 2000
STYLES = "\n".join(
    (
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        "p[style-name='Quote'] => blockquote:fresh",
        "p[style-name='Intense Quote'] => blockquote:fresh",
    )
)


def document_from(content: bytes, name: str) -> Imported:
    """Raises `Refusal` ``docx-damaged``, ``docx-swells``, and those of `markdown_from`."""
    _look_into(content, name)
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(content),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(lambda picture: {"src": ""}),
        )
    except Refusal:
        raise
    except Exception as error:  # a damaged file fails anywhere in the reader
        raise Refusal("docx-damaged", name=name) from error
    found = markdown_from(result.value)
    title, body = split_title(found.body)
    return Imported(title, body, found.pictures)


def _look_into(content: bytes, name: str) -> None:
    """Sizes are those that unpacking stops at, so a file that lies about them is cut off."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if "word/document.xml" not in archive.namelist():
                raise Refusal("docx-damaged", name=name)
            whole = sum(part.file_size for part in parts)
            largest = max(
                part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))
            )
            if len(parts) > PARTS or whole > WHOLE_LIMIT or largest > PART_LIMIT:
                raise Refusal("docx-swells", name=name, size=max(1, whole // 1024**2))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _refuse_definitions(archive.open(part).read(4096), name)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise Refusal("docx-damaged", name=name) from error


def _refuse_definitions(start: bytes, name: str) -> None:
    """Word writes no document type; one is only there to make a small file large."""
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise Refusal("docx-damaged", name=name)
