"""What the worker does for the search."""

import datetime as dt

from sapar.core.schedule import Every
from sapar.search.actions import learn_words

SCHEDULE = [Every("learn-words", dt.timedelta(seconds=30), learn_words)]
