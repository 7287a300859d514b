"""Information events: entered, changed, published, cancelled, discarded."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from sapar.audit import actions as audit
from sapar.content import asking_notices as notices
from sapar.content.actions.attendances import fill_seats, taken_seats
from sapar.content.actions.shown_media import media_in, release_media
from sapar.content.asking_lifecycle import EVENT_LIFECYCLE
from sapar.content.enums import AttendanceState, EventState
from sapar.content.models import Event
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.core.lifecycle import advance, check_version
from sapar.institutions.models import Unit

# What those who come have to know when it changes.
WHEN_AND_WHERE = ("starts_at", "ends_at", "where", "online_url")
COMING = (AttendanceState.CONFIRMED, AttendanceState.WAITING)


@transaction.atomic
def create_event(owner: Unit, *, by: Actor, **fields: Any) -> Event:
    """Draft an event of a unit. Raises `Refusal` ``event-dates-contradict | event-nowhere``."""
    event = _with_sense(Event(owner=owner, made_at=clock.now(), **fields))
    event.save()
    audit.record("create-event", event, by=by, owner=owner.public_id)
    return event


@transaction.atomic
def update_event(
    event: Event, *, by: Actor, expected_version: int | None = None, **fields: Any
) -> Event:
    """Change an event; whoever comes is mailed when time or place of a published one moves.

    Raises `Refusal` ``event-dates-contradict | event-nowhere | event-seats-taken | event-over``.
    """
    event = lock_event(event, expected_version)
    if event.state == EventState.CANCELLED or _is_over(event):
        raise Refusal("event-over")
    changed = [name for name, value in fields.items() if getattr(event, name) != value]
    for name in changed:
        setattr(event, name, fields[name])
    _check_seats(_with_sense(event))
    event.version += 1
    event.save()
    audit.record("update-event", event, by=by, changed=changed)
    if event.state == EventState.PUBLISHED:
        _show_media(event)
        _tell_of_move(event, changed)
        fill_seats(event)
    return event


@transaction.atomic
def publish_event(event: Event, *, by: Actor, expected_version: int | None = None) -> Event:
    """Let everybody see it and register. Raises `Refusal` ``event-over``."""
    event = lock_event(event, expected_version)
    if _is_over(event):
        raise Refusal("event-over")
    advance(event, "publish", lifecycle=EVENT_LIFECYCLE)
    event.save()
    _show_media(event)
    audit.record("publish-event", event, by=by)
    return event


@transaction.atomic
def cancel_event(
    event: Event, reason: str, *, by: Actor, expected_version: int | None = None
) -> Event:
    """Call it off and mail the reason to whoever comes. Raises `Refusal` ``reason-missing``."""
    event = lock_event(event, expected_version)
    if not reason.strip():
        raise Refusal("reason-missing")
    advance(event, "cancel", lifecycle=EVENT_LIFECYCLE)
    event.state_reason = reason.strip()
    event.save()
    audit.record("cancel-event", event, by=by, reason=reason)
    for attendance in event.attendances.filter(state__in=COMING):
        notices.tell_attendee(attendance, "event-cancelled", reason=event.state_reason)
    return event


@transaction.atomic
def discard_event(event: Event, *, by: Actor) -> None:
    """Delete a draft. Raises `Refusal` ``event-not-draft``: what was public is cancelled."""
    event = lock_event(event)
    if event.state != EventState.DRAFT:
        raise Refusal("event-not-draft")
    audit.record("discard-event", event, by=by, title=event.title.as_dict())
    event.delete()


def lock_event(event: Event, expected_version: int | None = None) -> Event:
    current = Event.objects.select_for_update().get(pk=event.pk)
    check_version(current, expected_version)
    return current


def _show_media(event: Event) -> None:
    cover = event.cover.public_id if event.cover else ""
    release_media(media_in(event.description, cover))


def _is_over(event: Event) -> bool:
    return event.ends_at <= clock.now()


def _with_sense(event: Event) -> Event:
    if event.ends_at <= event.starts_at:
        raise Refusal("event-dates-contradict", starts=event.starts_at, ends=event.ends_at)
    if not event.where and not event.online_url:
        raise Refusal("event-nowhere")
    return event


def _check_seats(event: Event) -> None:
    taken = taken_seats(event)
    if event.seats is not None and event.seats < taken:
        raise Refusal("event-seats-taken", given=event.seats, taken=taken)


def _tell_of_move(event: Event, changed: list[str]) -> None:
    if not set(changed) & set(WHEN_AND_WHERE):
        return
    if "starts_at" in changed:
        event.attendances.update(reminded_at=None)
    for attendance in event.attendances.filter(state__in=COMING):
        notices.tell_attendee(attendance, "event-changed")
