"""The pages that this process keeps in memory, each in the encodings that browsers asked for."""

from __future__ import annotations

import datetime as dt
import gzip
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

import brotli

Key = tuple[str, ...]

MOST_BYTES = 64 * 1024 * 1024


@dataclass(slots=True)
class KeptPage:
    """A page in the encodings that were asked for, and how long it is true."""

    content: bytes
    headers: list[tuple[str, str]]
    number: int
    kept_at: dt.datetime
    true_until: dt.datetime
    etag: str
    encoded: dict[str, bytes] = field(default_factory=dict)

    def is_true_at(self, now: dt.datetime, number: int) -> bool:
        """The sample's clock can also be put back."""
        return self.number == number and self.kept_at <= now < self.true_until

    def body(self, encoding: str) -> bytes:
        if encoding not in self.encoded:
            self.encoded[encoding] = ENCODINGS[encoding](self.content)
        return self.encoded[encoding]

    @property
    def size(self) -> int:
        """Bytes in memory, at the most."""
        return 2 * len(self.content)


ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: bytes(brotli.compress(content, quality=5)),
    "gzip": lambda content: gzip.compress(content, compresslevel=6, mtime=0),
    "": lambda content: content,
}


class KeptPages:
    """The pages of this process; those asked for longest ago go first when room is short."""

    def __init__(self, most_bytes: int) -> None:
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._lock = Lock()
        self._most_bytes = most_bytes
        self._bytes = 0

    def get(self, key: Key) -> KeptPage | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: KeptPage) -> None:
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._bytes += page.size
            while self._bytes > self._most_bytes:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._pages)

    def _drop(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        self._bytes -= page.size if page else 0


KEPT = KeptPages(MOST_BYTES)
