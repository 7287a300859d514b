"""The one place that asks what time it is, so that tests and the sample university can move it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django.conf import settings

# The sample's calls and academic years have fixed dates, so its clock begins at a fixed instant and
# goes on from there: whoever tries it years later finds the same open calls.
SAMPLE_BEGINS = dt.datetime(2026, 11, 24, 4, 0, tzinfo=dt.UTC)

_moved: dt.timedelta | None = None


def now() -> dt.datetime:
    """The current instant, in UTC."""
    return dt.datetime.now(dt.UTC) + (_moved if _moved is not None else sample_offset())


def today() -> dt.date:
    """The current date at the university."""
    return now().astimezone(university_zone()).date()


def university_zone() -> ZoneInfo:
    return ZoneInfo(settings.UNIVERSITY_TIME_ZONE)


def sample_offset() -> dt.timedelta:
    """How far a visitor of the sample university has moved its clock; zero outside sample mode."""
    if not settings.SAMPLE_MODE:
        return dt.timedelta()
    try:
        return dt.timedelta(seconds=int(settings.SAMPLE_CLOCK_FILE.read_text()))
    except FileNotFoundError:
        return dt.timedelta()


def move_sample_clock(offset: dt.timedelta) -> None:
    """Let every process of the sample university live ``offset`` later than the world."""
    if not settings.SAMPLE_MODE:
        raise RuntimeError("the clock of a real university is not moved")
    # Replaced as a whole: other processes read it all the time.
    fresh = settings.SAMPLE_CLOCK_FILE.with_suffix(".new")
    fresh.write_text(str(int(offset.total_seconds())))
    fresh.replace(settings.SAMPLE_CLOCK_FILE)


def start_sample_clock() -> None:
    """Put the sample university's clock to where it begins."""
    move_sample_clock(SAMPLE_BEGINS - dt.datetime.now(dt.UTC))


@contextmanager
def moved(*, to: dt.datetime | None = None, by: dt.timedelta | None = None) -> Iterator[None]:
    """In tests, and while the sample is loaded: live at another instant, and go on from there."""
    global _moved
    before = _moved
    here = before if before is not None else sample_offset()
    _moved = to - dt.datetime.now(dt.UTC) if to else here + (by or dt.timedelta())
    try:
        yield
    finally:
        _moved = before
