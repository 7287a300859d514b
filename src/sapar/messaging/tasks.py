"""What the worker does for the outbox."""

import datetime as dt

from sapar.core.schedule import Every
from sapar.messaging.actions import deliver_due_mail

SCHEDULE = [Every("deliver-mail", dt.timedelta(seconds=2), deliver_due_mail)]
