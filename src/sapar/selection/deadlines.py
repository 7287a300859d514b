"""Until when something may be answered: always the end of a day at the university."""

from __future__ import annotations

import datetime as dt

from sapar.core import clock

END_OF_DAY = dt.time(23, 59, 59)


def end_of_day(since: dt.datetime, days: int) -> dt.datetime:
    """The last second of the day so many days later."""
    zone = clock.university_zone()
    day = since.astimezone(zone).date() + dt.timedelta(days=days)
    return dt.datetime.combine(day, END_OF_DAY, tzinfo=zone)
