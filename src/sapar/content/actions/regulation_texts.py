"""The worker's part: reading the words of uploaded acts, a bit at a time."""

from __future__ import annotations

from django.db import transaction

from sapar.content.enums import ReadingProblem
from sapar.content.models import RegulationVersion
from sapar.content.pdf_text import PdfText, read_pdf
from sapar.content.regulations import not_read_yet
from sapar.core import clock
from sapar.documents.storage import path_of

LETTERS = 300_000
"""About a hundred pages; the search keeps no more of one text. The page says how far it went."""
SECONDS_AT_ONCE = 20


def read_waiting_version(*, letters: int = LETTERS, seconds: int = SECONDS_AT_ONCE) -> bool:
    """Read on in the file that waits longest; whether there was one."""
    version = not_read_yet().first()
    if version is None:
        return False
    left = letters - len(version.text)
    file = path_of(version.file.sha256)
    read = read_pdf(file, version.pages_read, letters=left, seconds=seconds)
    with transaction.atomic():
        # Gone in the meantime: then there is nothing to keep.
        current = RegulationVersion.objects.select_for_update().filter(pk=version.pk).first()
        if current is not None and current.read_at is None:
            _keep(current, read, letters)
    return True


def _keep(version: RegulationVersion, read: PdfText, letters: int) -> None:
    version.text = "\n".join(filter(None, (version.text, read.text)))[:letters]
    version.pages = max(version.pages, read.pages)
    version.pages_read = read.pages_read
    version.problem = read.problem
    is_done = bool(read.problem) or read.pages_read >= read.pages or len(version.text) >= letters
    if is_done:
        version.read_at = clock.now()
        if not version.text and not version.problem:
            version.problem = ReadingProblem.NO_TEXT
    version.save()
