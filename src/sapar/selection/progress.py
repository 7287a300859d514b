"""How far a placement is, told as it goes on to whoever wants to know."""

from __future__ import annotations

from typing import Protocol

from sapar.selection.enums import OrderPhase


class Progress(Protocol):
    """Called as a phase begins, and within it where the way is known: so many of so many."""

    def __call__(self, phase: OrderPhase, done: int = 0, total: int = 0) -> None: ...


def silent(phase: OrderPhase, done: int = 0, total: int = 0) -> None:
    """Nobody wants to know."""
