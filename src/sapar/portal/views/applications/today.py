"""Today: what waits for me, sorted by date; below it what others hold; then what has ended."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sapar.accounts.access import requires, signed_in
from sapar.accounts.queries import engagements_of
from sapar.applications.models import Application
from sapar.applications.queries import own_applications
from sapar.desk.standing import Standing, Tone, standing_of, with_standing
from sapar.nominations.stays import verified_stays_of

FAR = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    application: Application
    standing: Standing


@require_safe
@requires("accounts.sign-in")
def today(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    entries = [Entry(one, standing_of(one)) for one in with_standing(own_applications(user))]
    entries.sort(key=lambda entry: entry.standing.until or FAR)
    context = {
        "mine": [entry for entry in entries if entry.standing.tone == Tone.ACT],
        "others": [entry for entry in entries if entry.standing.tone not in (Tone.ACT, Tone.ENDED)],
        "ended": [entry for entry in entries if entry.standing.tone == Tone.ENDED],
        "untold": verified_stays_of(user).filter(story=None),
        "engagements": engagements_of(user),
    }
    return render(request, "portal/applications/today.html", context)
