"""Announcements of the sample university: two that are shown and one that is over."""

from __future__ import annotations

import datetime as dt

from sapar.content.actions.furniture import announce
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.sample.reading import read_list, text


def load_announcements(by: Actor) -> None:
    """Every entry of data/announcements.yaml, counted from today."""
    now = clock.now()
    for entry in read_list("announcements"):
        announce(
            text=text(entry["text"]),
            target=entry["target"],
            starts_at=now + dt.timedelta(days=entry["from"]),
            ends_at=now + dt.timedelta(days=entry["until"]),
            by=by,
        )
