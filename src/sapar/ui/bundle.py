"""One stylesheet instead of a dozen: each file that a page waits for costs a slow line a moment."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

PARTS = Path(__file__).parent / "static" / "ui"
BUNDLE = "ui/sapar.css"
ORDER = (
    "tokens",
    "base",
    "frame",
    "forms",
    "components",
    "records",
    "reading",
    "places",
    "voices",
    "searching",
    "charts",
    "furniture",
    "legibility",
)


class BundleFinder(BaseFinder):
    """Finds ``ui/sapar.css``: the parts in their order, put together anew when one changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(settings.DATA / "bundle")

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != BUNDLE:
            return []
        return [str(self._put_together())] if find_all else str(self._put_together())

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        self._put_together()
        yield BUNDLE, self.storage

    def _put_together(self) -> Path:
        bundle = Path(self.storage.path(BUNDLE))
        content = "\n".join((PARTS / f"{name}.css").read_text("utf-8") for name in ORDER)
        if not bundle.exists() or bundle.read_text("utf-8") != content:
            bundle.parent.mkdir(parents=True, exist_ok=True)
            fresh = bundle.with_suffix(f".{os.getpid()}")
            fresh.write_text(content, "utf-8")
            fresh.replace(bundle)
        return bundle
