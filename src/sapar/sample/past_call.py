"""Plays a past call from the first draft to the hosts' answers, by the deeds that people use.

Only the clock is moved: everything it shows was judged, scored, placed and published for real.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random

from sapar.accounts.enums import RoleKind
from sapar.accounts.models import Engagement, Person
from sapar.accounts.queries import people_with_role
from sapar.applications import actions as applications
from sapar.applications.actions.decisions import CriteriaUnmet
from sapar.applications.models import Application
from sapar.calls.models import Call
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.nominations.actions import accept_nomination, nominate
from sapar.sample.applying import applicants, apply
from sapar.sample.calls import OFFICE
from sapar.selection import actions as selection
from sapar.selection.enums import OfferState
from sapar.selection.models import Offer

SEED = 2026
APPLICANTS = 14
# Days after the call closed, in the order of the walk.
RELEASED, VERIFIED, SCORED, PUBLISHED, ANSWERED, NOMINATED, HOST_ANSWERED = 2, 4, 9, 12, 14, 20, 26
REFUSED = {
    "kk": "Тіркеуші деректері бойынша критерийлердің бірі орындалмады.",
    "ru": "По данным регистратора один из критериев не выполнен.",
    "en": "By the registrar's records one of the conditions is not met.",
}


def play_past_call(call: Call, name: str = "past-call", *, surely: Sequence[str] = ()) -> None:
    """``name`` seeds the choices; whoever has one of the addresses ``surely`` applies, too."""
    rng = Random(f"{SEED}/{name}")  # noqa: S311  # invented choices, no secret
    with days_after(call, -8):
        drawn = applicants(call, rng, count=APPLICANTS - len(surely))
        chosen = Engagement.objects.filter(person__email__in=surely).order_by("pk")
        sent = [apply(call, engagement, rng) for engagement in [*chosen, *drawn]]
    with days_after(call, RELEASED):
        released = [application for application in sent if release(application)]
    with days_after(call, VERIFIED):
        for application in released:
            applications.verify_application(application, by=OFFICE)
    with days_after(call, SCORED):
        score(call, released, rng)
    with days_after(call, PUBLISHED):
        selection.publish_run(selection.preview_placement(call, by=OFFICE), by=OFFICE)
    answer_and_nominate(call, surely)


@contextmanager
def days_after(call: Call, days: int) -> Iterator[None]:
    with clock.moved(to=call.closes_at + dt.timedelta(days=days, hours=-8)):
        yield


def release(application: Application) -> bool:
    """Released, or refused when the records no longer meet a criterion."""
    try:
        applications.release_application(application, by=OFFICE)
    except CriteriaUnmet:
        applications.refuse_application(application, REFUSED[language_of(application)], by=OFFICE)
        return False
    return True


def language_of(application: Application) -> str:
    return application.engagement.person.language


def score(call: Call, sent: list[Application], rng: Random) -> None:
    """Every member gives points by himself; the chair judges teamwork and communication."""
    members, chair = commission(call)
    for application in sent:
        for member in members:
            points = {"motivation": str(rng.randint(55, 98)), "interview": str(rng.randint(50, 97))}
            hand_in(application, member, points)
        reason = "Showed it in the interview and in group work."
        selection.record_judgement(application, True, reason, by=acting(chair))


def commission(call: Call) -> tuple[list[Person], Person]:
    """All who give points, and the chair among them."""
    members = people_with_role(RoleKind.COMMISSION_MEMBER, call.owner)
    chair = people_with_role(RoleKind.COMMISSION_CHAIR, call.owner).get()
    return [*members, chair], chair


def hand_in(application: Application, member: Person, points: dict[str, str]) -> None:
    sheet = selection.save_scores(application, member, points, "", by=acting(member))
    selection.hand_in_scores(sheet, by=acting(member))


def answer_and_nominate(call: Call, surely: Sequence[str]) -> None:
    """The first declines and the reserve list moves up; the others accept and are nominated."""
    with days_after(call, ANSWERED):
        first = next(o for o in open_offers(call) if email_of(o) not in surely)
        selection.decline_offer(first, "", by=acting(first.application.engagement.person))
        for offer in open_offers(call):
            selection.accept_offer(offer, by=acting(offer.application.engagement.person))
    with days_after(call, NOMINATED):
        letters = nominate(call, by=OFFICE)
    with days_after(call, HOST_ANSWERED):
        for letter in letters:
            host = Actor(letter.contact.public_id, letter.contact.name)
            for nomination in letter.nominations.all():
                accept_nomination(nomination, by=host)


def open_offers(call: Call) -> list[Offer]:
    offers = Offer.objects.filter(place__call=call, state=OfferState.OFFERED)
    return list(offers.select_related("application__engagement__person").order_by("pk"))


def email_of(offer: Offer) -> str | None:
    return offer.application.engagement.person.email


def acting(person: Person) -> Actor:
    return Actor(person.public_id, person.full_name)
