"""What a long run is doing: told on standard error, and never when it takes under a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

Progress = Callable[[str, float | None], None]
"""Called with what begins or goes on, and the share of it that is done, if that is known."""

EVERY = 1.0
"""Seconds between two lines about the same phase."""


def silent(phase: str, share: float | None = None) -> None:
    """Progress that nobody wants to see."""


class Reporter:
    """A line when a phase begins, and one a second while its share grows; from the second second
    on, so that short runs stay quiet."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._began = self._told = time.monotonic()
        self._phase = ""

    def __call__(self, phase: str, share: float | None = None) -> None:
        now = time.monotonic()
        is_new, self._phase = phase != self._phase, phase
        if now - self._began < EVERY or (not is_new and now - self._told < EVERY):
            return
        self._told = now
        done = "" if share is None else f" {share:.0%}"
        self._stream.write(f"{now - self._began:7.1f} s  {phase}{done}\n")
        self._stream.flush()
