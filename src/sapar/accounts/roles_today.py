"""The roles that people hold today, asked once for a whole request instead of once a question.

Outside a request nothing is remembered, and a role that is granted or ended is forgotten at once.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponseBase

Held = list[tuple[str, int]]
"""Kind of a role and key of the unit it is held over."""

_remembered: ContextVar[dict[int, Held] | None] = ContextVar("roles_today", default=None)


def remember_roles(
    respond: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: what is asked within one request is asked of the database once."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        token = _remembered.set({})
        try:
            return respond(request)
        finally:
            _remembered.reset(token)

    return middleware


def held_by(person_id: int, load: Callable[[], Held]) -> Held:
    """What ``load`` answers for the person, within a request only the first time."""
    remembered = _remembered.get()
    if remembered is None:
        return load()
    if person_id not in remembered:
        remembered[person_id] = load()
    return remembered[person_id]


def forget(**_signal: Any) -> None:
    """Ask anew: a role was granted, ended or taken over."""
    remembered = _remembered.get()
    if remembered is not None:
        remembered.clear()
