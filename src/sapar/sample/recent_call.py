"""Plays a call whose result is days old: a seat was given back, and an appeal waits for its answer.

So the office has something to compare and to decide, and somebody who signs in has a result to
read.
"""

from __future__ import annotations

from random import Random

from sapar.accounts.models import Engagement
from sapar.applications.models import Application
from sapar.calls.models import Call
from sapar.sample.applying import applicants, apply
from sapar.sample.calls import OFFICE
from sapar.sample.past_call import acting, days_after, email_of, open_offers, release, score
from sapar.selection import actions as selection
from sapar.selection.models import Outcome

SEED = 2026
APPLICANTS = 7
RELEASED, SCORED, PUBLISHED, ANSWERED = 2, 6, 9, 10  # days after the call closed
APPEAL = {
    "kk": "Әңгімелесуде маған 80 балл айтылған еді, ал парақта одан аз тұр. Тексеріп көріңізші.",
    "ru": "На собеседовании мне назвали 80 баллов, а в листе стоит меньше. Проверьте, пожалуйста.",
    "en": "At the interview I was told 80 points, and the sheet says less. Please look again.",
}


def play_recent_call(call: Call, appellant: str) -> None:
    """Whoever has the address ``appellant`` applies among others, and appeals."""
    rng = Random(f"{SEED}/recent-call")  # noqa: S311  # invented choices, no secret
    with days_after(call, -4):
        learner = Engagement.objects.get(person__email=appellant)
        others = applicants(call, rng, count=APPLICANTS - 1)
        sent = [apply(call, engagement, rng) for engagement in [learner, *others]]
    with days_after(call, RELEASED):
        released = [application for application in sent if release(application)]
    with days_after(call, SCORED):
        score(call, released, rng)
    with days_after(call, PUBLISHED):
        selection.publish_run(selection.preview_placement(call, by=OFFICE), by=OFFICE)
    with days_after(call, ANSWERED):
        give_a_seat_back(call, appellant)
        appeal(sent[0])


def give_a_seat_back(call: Call, appellant: str) -> None:
    """The first declines and the next accepts; others have not answered yet."""
    declining, accepting = [one for one in open_offers(call) if email_of(one) != appellant][:2]
    selection.decline_offer(declining, "", by=acting(declining.application.engagement.person))
    selection.accept_offer(accepting, by=acting(accepting.application.engagement.person))


def appeal(application: Application) -> None:
    person = application.engagement.person
    outcome = Outcome.objects.get(application=application)
    selection.file_appeal(outcome, APPEAL[person.language], by=acting(person))
