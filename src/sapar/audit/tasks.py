"""What the worker does for the audit."""

import datetime as dt

from sapar.audit.actions import seal_events
from sapar.core.schedule import Every

SCHEDULE = [Every("seal-audit", dt.timedelta(seconds=30), seal_events)]
