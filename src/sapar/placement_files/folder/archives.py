"""A folder that comes as a .zip: unpacked into a temporary one, its files and nothing else."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

LARGEST = 64 * 2**30
MOST_FILES = 1000
UNREADABLE = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError)
"""What reading a damaged or unusual archive may raise."""


class BadArchive(Exception):
    """No archive of a folder; says why."""


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The folder in the archive, whether its files lie at the top or within one folder. Raises
    `BadArchive`."""
    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            for entry in _entries(archive):
                _unpack(archive, entry, folder)
            yield _top(folder)
    except UNREADABLE as error:
        raise BadArchive(f"this is neither a folder nor a .zip that can be read: {error}") from None


def _entries(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST:
        raise BadArchive("this archive is larger than a placement can be")
    return entries


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> None:
    name = PurePosixPath(entry.filename)
    if name.is_absolute() or ".." in name.parts:
        raise BadArchive(f"it has a file outside its own folder: {entry.filename!r}")
    target = folder.joinpath(*name.parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as source, target.open("wb") as file:
        shutil.copyfileobj(source, file)


def _top(folder: Path) -> Path:
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else folder
