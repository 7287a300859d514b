"""What the worker does for this app again and again."""

import datetime as dt

from sapar.content.actions.articles import publish_due_articles
from sapar.core.schedule import Every

SCHEDULE = [Every("publish-articles", dt.timedelta(seconds=30), publish_due_articles)]
