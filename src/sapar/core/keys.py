"""Secret keys: made at the first start under DATA/keys, or given by the environment; each has an
id.

To rotate a key put a new file with a higher number beside the old one: the newest encrypts and
signs, the older ones still decrypt and verify.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Key:
    id: str
    secret: str


def load_keys(purpose: str, folder: Path) -> tuple[Key, ...]:
    """All keys of a purpose, newest first; the first is made when there is none.

    ``SAPAR_KEY_<PURPOSE>`` may carry them instead, as ``id:secret`` separated by commas, newest
    first.
    """
    given = os.environ.get(f"SAPAR_KEY_{purpose.upper()}")
    if given:
        return tuple(Key(*entry.split(":", 1)) for entry in given.split(","))
    files = sorted(folder.glob(f"{purpose}-*.key"), reverse=True) or [_make(purpose, folder)]
    return tuple(Key(file.stem, file.read_text().strip()) for file in files)


def _make(purpose: str, folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{purpose}-001.key"
    descriptor, unfinished = tempfile.mkstemp(dir=folder)  # only its owner reads it
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    # The web server and the worker start at the same moment: one key counts, and it is whole.
    with suppress(FileExistsError):
        os.link(unfinished, path)
    os.unlink(unfinished)
    return path
