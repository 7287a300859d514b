"""Collects static files when one has changed: packing them takes seconds, looking does not."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_static_files() -> bool:
    """Bring STATIC_ROOT up to date; returns whether there was anything to do."""
    mark, seen = Path(settings.STATIC_ROOT) / ".collected", _fingerprint()
    if mark.exists() and mark.read_text() == seen:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(seen)
    return True


def _fingerprint() -> str:
    """Name, size and time of every source: the same ones need no second look."""
    sources = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            sources.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(sources)).encode()).hexdigest()
