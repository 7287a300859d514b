"""The desk: what waits for me, with count and oldest item, and the deadlines that come next."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sapar.accounts.access import requires, signed_in
from sapar.calls.queries import open_calls, visible_to
from sapar.core import clock
from sapar.desk.queues import queues_of

# Where each queue is worked off: the address of a list that shows just its items.
WORKED_OFF_AT = {
    "release": ("office-applications", "state=submitted"),
    "verify": ("office-applications", "state=released"),
    "place": ("office-calls", ""),
    "offers": ("office-calls", ""),
    "fill": ("office-calls", ""),
    "appeals": ("office-calls", ""),
    "nominate": ("office-calls", ""),
    "correct": ("office-calls", ""),
    "answer": ("office-questions", ""),
    "check": ("office-regulations", ""),
    "moderate-comments": ("office-moderation", ""),
    "look-at-reports": ("office-moderation", "queue=reported"),
    "moderate-stories": ("office-moderation", "queue=stories"),
    "score": ("office-calls", ""),
    "review-articles": ("office-articles", "state=in-review"),
    "publish-changes": ("office-articles", "state=changed"),
    "confirm": ("office-records", ""),
}
SOON = dt.timedelta(days=14)


@requires("accounts.enter-office")
def desk(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    soon = open_calls(visible_to(user)).filter(closes_at__lte=clock.now() + SOON)
    queues = [(queue, _address(queue.code)) for queue in queues_of(user)]
    return render(request, "office/desk.html", {"queues": queues, "deadlines": soon})


def _address(code: str) -> str:
    name, query = WORKED_OFF_AT[code]
    return reverse(name) + (f"?{query}" if query else "")
