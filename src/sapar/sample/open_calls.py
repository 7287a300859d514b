"""Fills the open calls with a few applications, so that desks have work waiting."""

from __future__ import annotations

import datetime as dt
from random import Random

from sapar.applications import actions as applications
from sapar.calls.models import Call
from sapar.core import clock
from sapar.sample.applying import applicants, apply
from sapar.sample.calls import OFFICE

SEED = 2026
SENT_AGO = dt.timedelta(days=-3)
CORRECT_WITHIN = dt.timedelta(days=5)
REASON = {
    "kk": "Транскрипттің екінші беті жоқ. Толық файлды жүктеңіз.",
    "ru": "В транскрипте не хватает второй страницы. Загрузите файл целиком.",
    "en": "The second page of the transcript is missing. Please upload the whole file.",
}


def fill_open_calls(external: Call, internal: Call) -> None:
    """Abroad: six, of which two are released and one is returned. Within the country: four."""
    rng = Random(f"{SEED}/open-calls")  # noqa: S311  # invented choices, no secret
    with clock.moved(by=SENT_AGO):
        abroad = [apply(external, who, rng) for who in applicants(external, rng, count=6)]
        for who in applicants(internal, rng, count=4):
            apply(internal, who, rng)
    for application in abroad[:2]:
        applications.release_application(application, by=OFFICE)
    returned = abroad[2]
    reason = REASON[returned.engagement.person.language]
    until = clock.now() + CORRECT_WITHIN
    applications.return_application(returned, reason, until, by=OFFICE)
