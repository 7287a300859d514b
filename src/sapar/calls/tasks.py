"""What the worker does for calls."""

import datetime as dt

from sapar.calls.subscribing import forget_unconfirmed_subscriptions, tell_subscribers
from sapar.core.schedule import Every

SCHEDULE = [
    Every("tell-subscribers", dt.timedelta(minutes=1), tell_subscribers),
    Every("forget-subscriptions", dt.timedelta(days=1), forget_unconfirmed_subscriptions),
]
