"""What happened to an application, from its audit rows: those whose deed has words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sapar.applications.models import Application
from sapar.audit.models import Event
from sapar.core import wording
from sapar.core.translated import Translated
from sapar.core.wording import words

TONES = {
    "return-application": "act",
    "refuse-application": "bad",
    "withdraw-application": "ended",
    "release-application": "good",
    "verify-application": "good",
    "make-offer": "act",
    "accept-offer": "good",
    "host-accept": "good",
    "host-decline": "bad",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the time line."""

    what: str
    at: dt.datetime | None = None
    who: str = ""
    note: str = ""
    tone: str = "wait"
    is_ahead: bool = False


def happenings(application: Application, also: Iterable[str] = ()) -> list[Happening]:
    """Oldest first. ``also`` are public ids of records that continue it (offers, nominations)."""
    subjects = [application.public_id, *also]
    known = wording.known_codes()
    events = Event.objects.filter(subject_id__in=subjects).order_by("at", "id")
    return [_happening(event) for event in events if f"did-{event.deed}" in known]


def last_decision(application: Application) -> Event | None:
    """The deed that was done last: who was first, when a form turns out to be from before it."""
    known = {code.removeprefix("did-") for code in wording.known_codes() if code[:4] == "did-"}
    events = Event.objects.filter(subject_id=application.public_id, deed__in=known)
    return events.order_by("at", "id").last()


def _happening(event: Event) -> Happening:
    return Happening(
        what=words(f"did-{event.deed}", dict(_readable(event.values))),
        at=event.at,
        who=event.actor_label,
        tone=TONES.get(event.deed, "wait"),
    )


def _readable(values: dict[str, Any]) -> Iterator[tuple[str, object]]:
    """Values as they were stored; an instant and a translated text are again what they were."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield name, Translated.from_dict(value)
        else:
            yield name, dt.datetime.fromisoformat(value) if name == "until" else value
