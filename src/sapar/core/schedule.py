"""What the worker does again and again: an app lists its entries in ``tasks.SCHEDULE``."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Every:
    """Run ``deed`` each ``interval``; ``name`` identifies its row and its lease."""

    name: str
    interval: dt.timedelta
    deed: Callable[[], object]
