"""When the journeys take place."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from sapar.core import clock

ZONE = ZoneInfo("Asia/Almaty")
START = dt.datetime(2026, 11, 24, 10, 0, tzinfo=ZONE)
OPENS = dt.datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
CLOSES = dt.datetime(2026, 12, 8, 18, 0, tzinfo=ZONE)


@contextmanager
def days_after_closing(days: int) -> Iterator[None]:
    with clock.moved(to=CLOSES + dt.timedelta(days=days)):
        yield
