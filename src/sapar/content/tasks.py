"""What the worker does for this app again and again."""

import datetime as dt

from sapar.content.actions.articles import publish_due_articles
from sapar.content.actions.attendances import remind_attendees
from sapar.content.actions.link_checks import check_due_links, collect_links
from sapar.content.actions.regulation_texts import read_waiting_version
from sapar.content.actions.regulations import remind_of_old_checks
from sapar.content.strangers import forget_unconfirmed
from sapar.core.schedule import Every

SCHEDULE = [
    Every("publish-articles", dt.timedelta(seconds=30), publish_due_articles),
    Every("collect-links", dt.timedelta(hours=1), collect_links),
    Every("check-links", dt.timedelta(minutes=1), check_due_links),
    Every("remind-attendees", dt.timedelta(minutes=15), remind_attendees),
    Every("read-regulations", dt.timedelta(seconds=20), read_waiting_version),
    Every("remind-of-old-checks", dt.timedelta(hours=6), remind_of_old_checks),
    Every("forget-unconfirmed", dt.timedelta(hours=6), forget_unconfirmed),
]
