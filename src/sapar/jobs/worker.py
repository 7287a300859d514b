"""The worker: leases what is due, does it, and notes how it went. Several may run; one does each
deed.
"""

from __future__ import annotations

import datetime as dt
import importlib
import importlib.util
import logging
import threading
from collections.abc import Iterable

from django.apps import apps
from django.db import close_old_connections, transaction
from django.db.models import Q

from sapar.core.schedule import Every
from sapar.jobs.models import ScheduledDeed

log = logging.getLogger("sapar.jobs")
LEASE = dt.timedelta(minutes=5)
PAUSE_SECONDS = 1.0


def schedule() -> dict[str, Every]:
    """Every entry of every installed app, by name."""
    return {entry.name: entry for entry in _entries()}


def _entries() -> Iterable[Every]:
    for app in apps.get_app_configs():
        if app.name.startswith("sapar.") and importlib.util.find_spec(f"{app.name}.tasks"):
            yield from importlib.import_module(f"{app.name}.tasks").SCHEDULE


def run_worker(stop: threading.Event) -> None:
    """Work until ``stop`` is set; a failing deed is noted and tried again at its next turn."""
    while not stop.is_set():
        close_old_connections()
        run_due()
        stop.wait(PAUSE_SECONDS)


def run_due() -> list[str]:
    """Do once whatever is due now; returns the names in the order they were done."""
    entries = schedule()
    _enter(entries)
    done = []
    for name in entries:
        if _lease(name):
            _do(entries[name])
            done.append(name)
    return done


def _enter(entries: dict[str, Every]) -> None:
    known = set(ScheduledDeed.objects.values_list("name", flat=True))
    for name in entries.keys() - known:
        ScheduledDeed.objects.get_or_create(name=name, defaults={"next_at": _wall_clock()})


def _lease(name: str) -> bool:
    now = _wall_clock()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    due = ScheduledDeed.objects.filter(free, name=name, next_at__lte=now)
    return due.exists() and bool(due.update(leased_until=now + LEASE))


def _do(entry: Every) -> None:
    error = ""
    try:
        entry.deed()
    except Exception as caught:  # one failing deed must not stop the others
        log.exception("scheduled deed %s failed", entry.name)
        error = f"{type(caught).__name__}: {caught}"
    now = _wall_clock()
    with transaction.atomic():
        ScheduledDeed.objects.filter(name=entry.name).update(
            next_at=now + entry.interval, leased_until=None, finished_at=now, last_error=error
        )


def _wall_clock() -> dt.datetime:
    """The worker's own turns follow the world's time, not a sample university's moved clock."""
    return dt.datetime.now(dt.UTC)
