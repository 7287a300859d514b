"""Files on disk: each under the SHA-256 of its content, so that nothing is ever overwritten."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from sapar.documents.models import StoredFile


def keep(content: bytes) -> str:
    """Write ``content`` where its hash says, whole or not at all, and return the hash.

    A transaction that is rolled back leaves the file behind: it holds no row and harms nobody.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_atomically(path, content)
    return sha256


def open_file(stored: StoredFile) -> BinaryIO:
    """The file, opened for reading; the caller closes it."""
    return path_of(stored.sha256).open("rb")


def path_of(sha256: str) -> Path:
    return Path(settings.FILES) / sha256[:2] / sha256[2:4] / sha256


def _write_atomically(path: Path, content: bytes) -> None:
    """Nobody sees half a file: it gets its name when it is complete (mkstemp: mode 600)."""
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        os.replace(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise
