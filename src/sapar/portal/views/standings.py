"""What each call is to the reader: for you, not yet because ..., not for you because ..."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from mobility_rules.findings import Standing, Verdict
from sapar.accounts.models import Engagement, User
from sapar.accounts.queries import current_engagements_of
from sapar.applications.judging import standings
from sapar.applications.models import Application
from sapar.applications.queries import live_applications_of
from sapar.applications.sayings import say_finding
from sapar.calls.models import Call
from sapar.core import clock
from sapar.ui.parts import Tone

TONES = {Standing.FOR_YOU: Tone.GOOD, Standing.NOT_YET: Tone.WAIT, Standing.NOT_FOR_YOU: Tone.ENDED}


@dataclass(frozen=True, slots=True)
class CallStanding:
    """One engagement of the reader, and what the call is to it; ``application`` is a live one."""

    engagement: Engagement
    verdict: Verdict
    application: Application | None = None
    accepts: bool = False

    @property
    def tone(self) -> Tone:
        return TONES[self.verdict.standing]

    @property
    def reasons(self) -> list[str]:
        return [say_finding(finding) for finding in self.verdict.blocking]

    @property
    def may_start(self) -> bool:
        """The call accepts applications, and nothing stands against it that no waiting cures."""
        return self.accepts and self.application is None and self.verdict.may_submit


def standings_for(
    user: User | AnonymousUser, calls: Sequence[Call]
) -> dict[int, list[CallStanding]]:
    """For each call (key) the reader's engagements it is meant for, or the first if it is for none.

    Nothing for strangers and for accounts that the registrar does not know.
    """
    engagements = list(current_engagements_of(user)) if calls else []
    if not engagements:
        return {}
    now = clock.now()
    live = {one.call_id: one for one in live_applications_of(user, calls)}
    judged = [(engagement, standings(calls, engagement)) for engagement in engagements]
    found: dict[int, list[CallStanding]] = {}
    for call in calls:
        mine = [
            CallStanding(engagement, verdicts[call.pk], live.get(call.pk), call.accepts_at(now))
            for engagement, verdicts in judged
            if call.pk in verdicts
        ]
        fitting = [one for one in mine if one.engagement.audience == call.audience]
        found[call.pk] = fitting or mine[:1]
    return found
