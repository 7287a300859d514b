"""What the worker does for selections."""

import datetime as dt

from sapar.core.schedule import Every
from sapar.selection.actions import expire_offers

SCHEDULE = [Every("expire-offers", dt.timedelta(minutes=1), expire_offers)]
