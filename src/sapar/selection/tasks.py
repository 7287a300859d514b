"""What the worker does for selections."""

import datetime as dt

from sapar.core.schedule import Every
from sapar.selection.actions import carry_out_orders, expire_offers

SCHEDULE = [
    Every("carry-out-placements", dt.timedelta(seconds=1), carry_out_orders),
    Every("expire-offers", dt.timedelta(minutes=1), expire_offers),
]
