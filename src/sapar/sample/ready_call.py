"""Plays a call up to the evening before its placement: verified, scored, judged, and nothing
missing.

So whoever tries Sapar runs a placement from the screen at once. Two rivals of one score want the
one seat of a place, so that the lottery has to decide; one applicant may not go after all.
"""

from __future__ import annotations

from random import Random

from sapar.accounts.models import Engagement
from sapar.applications import actions as applications
from sapar.applications.models import Application
from sapar.calls.models import Call
from sapar.sample.applying import applicants, apply
from sapar.sample.calls import OFFICE
from sapar.sample.cast import RETURNED
from sapar.sample.past_call import acting, commission, days_after, hand_in, release
from sapar.selection import actions as selection
from sapar.selection.enums import OfferState
from sapar.selection.models import Offer

SEED = 2026
CONTESTED = "SAMPLE-2024-09"  # the agreement whose one seat two want first
APPLICANTS = 24
AGAIN = 2  # of them, so many have been abroad before
RELEASED, VERIFIED, SCORED = 1, 2, 5  # days after the call closed
GRADES = range(55, 95, 5)
ITEMS = ("motivation", "interview")
BEST = dict.fromkeys(ITEMS, 95)
LEANINGS = (-5, 0, 5, 0)  # by how much each member of the commission is stricter or kinder
SHOWED = "Showed it in the interview and in group work."
DID_NOT_COME = "Did not come to the group work, and gave no reason."


def play_ready_call(call: Call, earlier: Call) -> None:
    """Some of those who went with ``earlier`` apply again."""
    rng = Random(f"{SEED}/ready-call")  # noqa: S311  # invented choices, no secret
    contested = call.places.get(seats=1, condition__agreement__number=CONTESTED).public_id
    with days_after(call, -4):
        again = went(earlier)[:AGAIN]
        drawn = [one for one in applicants(call, rng, count=APPLICANTS) if one not in again]
        rivals = [apply(call, one, rng, contested) for one in drawn[:2]]
        others = [apply(call, one, rng) for one in [*drawn[2 : APPLICANTS - AGAIN], *again]]
    with days_after(call, RELEASED):
        released = [one for one in [*rivals, *others] if release(one)]
    with days_after(call, VERIFIED):
        for application in released:
            applications.verify_application(application, by=OFFICE)
    with days_after(call, SCORED):
        score(call, rivals, [one for one in released if one not in rivals], rng)


def went(earlier: Call) -> list[Engagement]:
    """Those who accepted a place of the call, but for whoever signs in."""
    accepted = Offer.objects.filter(place__call=earlier, state=OfferState.ACCEPTED)
    others = accepted.exclude(application__engagement__person__email__in=RETURNED)
    return [offer.application.engagement for offer in others.order_by("pk")]


def score(call: Call, rivals: list[Application], others: list[Application], rng: Random) -> None:
    """The rivals get the same, which is the best; the last one did not come to the group work."""
    members, chair = commission(call)
    for application in [*rivals, *others]:
        given = BEST if application in rivals else {item: rng.choice(GRADES) for item in ITEMS}
        for member, leaning in zip(members, LEANINGS, strict=True):
            points = {item: str(grade + leaning) for item, grade in given.items()}
            hand_in(application, member, points)
        came = application != others[-1]
        reason = SHOWED if came else DID_NOT_COME
        selection.record_judgement(application, came, reason, by=acting(chair))
