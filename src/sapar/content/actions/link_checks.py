"""Deeds on the links of our pages: collecting them, looking at those that are due, asking again.

The looks are the worker's: nobody's page waits for another site.
"""

from __future__ import annotations

import datetime as dt
import time

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from sapar.content.link_sources import all_links
from sapar.content.link_visits import Allows, is_public, visit
from sapar.content.models import LinkCheck
from sapar.core import clock

DAY = dt.timedelta(days=1)
SOON = dt.timedelta(hours=1)
BROKEN_AFTER = 2
AT_ONCE = 40
# The worker's lease is five minutes; what is left waits for the next turn.
LONGEST_SECONDS = 120


@transaction.atomic
def collect_links() -> None:
    """Know every link that stands on our pages now, and forget those that do not any more."""
    links = all_links()
    LinkCheck.objects.exclude(url__in=links).delete()
    known = {check.url: check for check in LinkCheck.objects.select_for_update()}
    moved = []
    for url, places in links.items():
        if url in known and known[url].found_in != places:
            known[url].found_in = places
            moved.append(known[url])
    LinkCheck.objects.bulk_update(moved, ["found_in"])
    LinkCheck.objects.bulk_create(
        LinkCheck(url=url, found_in=places, checked_at=None)
        for url, places in links.items()
        if url not in known
    )


def check_due_links(*, allows: Allows = is_public) -> int:
    """Look at the links that nobody looked at for a day; a first failure is looked at again soon.
    Returns how many.
    """
    began, number = time.monotonic(), 0
    for check in due()[:AT_ONCE]:
        if time.monotonic() - began > LONGEST_SECONDS:
            break
        seen = visit(check.url, allows=allows)
        check.failures = 0 if seen.is_fine else min(check.failures + 1, 99)
        check.is_broken = check.failures >= BROKEN_AFTER
        check.answer, check.checked_at = seen.answer, clock.now()
        check.save(update_fields=["failures", "is_broken", "answer", "checked_at"])
        number += 1
    return number


def check_again(check: LinkCheck) -> None:
    """Let the worker look at its next turn; nothing but the time of the look changes."""
    LinkCheck.objects.filter(pk=check.pk).update(checked_at=None)


def due() -> QuerySet[LinkCheck]:
    """The sample university keeps to itself: it asks no site but its own."""
    now = clock.now()
    doubted = Q(failures__gt=0, is_broken=False, checked_at__lte=now - SOON)
    checks = LinkCheck.objects.filter(doubted | Q(checked_at=None) | Q(checked_at__lte=now - DAY))
    if settings.SAMPLE_MODE:
        checks = checks.filter(url__startswith="/")
    return checks.order_by("checked_at", "pk")
