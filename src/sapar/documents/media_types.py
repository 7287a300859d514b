"""What a file really is, told by its content: its name and its declared type are only claims."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MediaType:
    """A kind of file: how people call it, how its name may end, how its content begins."""

    name: str
    label: str
    endings: tuple[str, ...]
    signature: bytes
    is_whole: Callable[[bytes], bool]


def _pdf_is_whole(content: bytes) -> bool:
    """A version after the signature, and the end mark within the last kilobyte."""
    return content[5:6] in (b"1", b"2") and b"%%EOF" in content[-1024:]


def _jpeg_is_whole(content: bytes) -> bool:
    """Segments lead to picture data that end; a preview in a segment has its own end mark."""
    stream = io.BytesIO(content)
    stream.seek(2)
    while (marker := stream.read(2))[:1] == b"\xff" and len(marker) == 2:
        length = int.from_bytes(stream.read(2), "big")
        if marker == b"\xff\xda":
            return content.find(b"\xff\xd9", stream.tell()) != -1
        if length < 2:
            return False
        stream.seek(length - 2, io.SEEK_CUR)
    return False


def _png_is_whole(content: bytes) -> bool:
    """The header chunk first, with a size that is not nothing, and the end chunk."""
    width, height = content[16:20], content[20:24]
    return (
        content[8:16] == b"\x00\x00\x00\x0dIHDR"
        and len(height) == 4
        and any(width)
        and any(height)
        and b"IEND" in content[33:]
    )


PDF = MediaType("application/pdf", "PDF", (".pdf",), b"%PDF-", _pdf_is_whole)
JPEG = MediaType("image/jpeg", "JPEG", (".jpg", ".jpeg"), b"\xff\xd8\xff", _jpeg_is_whole)
PNG = MediaType("image/png", "PNG", (".png",), b"\x89PNG\r\n\x1a\n", _png_is_whole)
ALLOWED_UPLOADS = (PDF, JPEG, PNG)

# Only to say what was given instead of an allowed kind.
_STRANGERS = (
    (b"PK\x03\x04", "ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office 97"),
    (b"{\\rtf", "RTF"),
    (b"GIF8", "GIF"),
    (b"RIFF", "RIFF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
)
_OFFICE_ENDINGS = {"DOCX", "XLSX", "PPTX", "ODT", "ODS", "DOC", "XLS", "PPT"}


def sniff(content: bytes) -> MediaType | None:
    """The kind of file this is, or None when it is none that Sapar ever takes."""
    return next((kind for kind in ALLOWED_UPLOADS if content.startswith(kind.signature)), None)


def name_stranger(content: bytes, name: str) -> str:
    """What to call a file that is not taken: by its content, else by how its name ends."""
    by_content = next((label for start, label in _STRANGERS if content.startswith(start)), "")
    by_name = name.rpartition(".")[2].upper()
    office_document = by_content in ("ZIP", "Microsoft Office 97") and by_name in _OFFICE_ENDINGS
    return by_name if office_document or not by_content else by_content
