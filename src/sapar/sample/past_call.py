"""Plays the past call from the first draft to the hosts' answers, by the same deeds that people
use.

Only the clock is moved: everything it shows was judged, scored, placed and published for real.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from mobility_rules.findings import Standing
from sapar.accounts.enums import RoleKind
from sapar.accounts.models import Engagement, Person
from sapar.accounts.queries import people_with_role
from sapar.applications import actions as applications
from sapar.applications.actions.decisions import CriteriaUnmet
from sapar.applications.enums import Consent
from sapar.applications.judging import call_standing, judge
from sapar.applications.models import Application
from sapar.calls.models import Call
from sapar.calls.terms import current_terms
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.nominations.actions import accept_nomination, nominate
from sapar.sample.calls import OFFICE
from sapar.sample.cast import ACCOUNTS
from sapar.selection import actions as selection
from sapar.selection.enums import OfferState
from sapar.selection.models import Offer

SEED = 2026
APPLICANTS = 14
# Days after the call closed, in the order of the walk.
RELEASED, VERIFIED, SCORED, PUBLISHED, ANSWERED, NOMINATED, HOST_ANSWERED = 2, 4, 9, 12, 14, 20, 26
TINY_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""

MOTIVATION = {
    "kk": "Басқа елдің клиникалық тәжірибесін көріп, үйренгенімді үйде қолданғым келеді.",
    "ru": "Хочу увидеть клиническую практику другой страны и применить её дома.",
    "en": "I want to see how clinics work in another country and use it at home.",
}
REFUSED = {
    "kk": "Тіркеуші деректері бойынша талаптардың бірі орындалмады.",
    "ru": "По данным регистратора одно из условий участия не выполнено.",
    "en": "By the registrar's records one of the conditions is not met.",
}


def play_past_call(call: Call) -> None:
    rng = Random(f"{SEED}/past-call")  # noqa: S311  # invented choices, no secret
    with days_after(call, -8):
        sent = [apply(call, engagement, rng) for engagement in applicants(call, rng)]
    with days_after(call, RELEASED):
        released = [application for application in sent if release(application)]
    with days_after(call, VERIFIED):
        for application in released:
            applications.verify_application(application, by=OFFICE)
    with days_after(call, SCORED):
        score(call, released, rng)
    with days_after(call, PUBLISHED):
        selection.publish_run(selection.preview_placement(call, by=OFFICE), by=OFFICE)
    answer_and_nominate(call)


@contextmanager
def days_after(call: Call, days: int) -> Iterator[None]:
    with clock.moved(to=call.closes_at + dt.timedelta(days=days, hours=-8)):
        yield


def applicants(call: Call, rng: Random) -> list[Engagement]:
    """Learners who were eligible then, drawn; those who sign in are left for the open calls."""
    cast = [account.email for account in ACCOUNTS]
    levels = ("bachelor", "integrated")
    engagements = Engagement.objects.filter(level__in=levels).exclude(person__email__in=cast)
    drawn = list(
        engagements.select_related("person", "unit", "programme").order_by("registrar_number")
    )
    rng.shuffle(drawn)
    eligible = (e for e in drawn if call_standing(call, e).standing is Standing.FOR_YOU)
    return [engagement for engagement, _ in zip(eligible, range(APPLICANTS), strict=False)]


def apply(call: Call, engagement: Engagement, rng: Random) -> Application:
    by = Actor(engagement.person.public_id, engagement.person.full_name)
    application = applications.start_application(call, engagement, by=by)
    applications.save_draft(
        application,
        by=by,
        phone=engagement.person.phone or "+7 000 000 0000",
        emergency_contact=f"{engagement.person.family_name}, +7 000 000 0001",
        motivation=MOTIVATION[engagement.person.language],
    )
    applications.set_wishes(application, wishes(application, rng), by=by)
    for requirement in call.documents.all():
        file = SimpleUploadedFile(f"{requirement.code}.pdf", TINY_PDF, "application/pdf")
        applications.attach_document(application, requirement, file, by=by)
    for consent in Consent:
        applications.give_consent(application, consent, True, by=by)
    return applications.submit_application(application, by=by).application


def wishes(application: Application, rng: Random) -> list[str]:
    """Some of the places whose host takes the applicant's level, in a drawn order."""
    places = [place["id"] for place in current_terms(application.call).content["places"]]
    verdicts = judge(application, places).verdicts
    possible = [place for place in places if verdicts[place].may_submit]
    return rng.sample(possible, k=rng.randint(min(2, len(possible)), len(possible)))


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
    members = list(people_with_role(RoleKind.COMMISSION_MEMBER, call.owner))
    chair = people_with_role(RoleKind.COMMISSION_CHAIR, call.owner).get()
    for application in sent:
        for member in [*members, chair]:
            points = {"motivation": str(rng.randint(55, 98)), "interview": str(rng.randint(50, 97))}
            sheet = selection.save_scores(application, member, points, "", by=acting(member))
            selection.hand_in_scores(sheet, by=acting(member))
        reason = "Showed it in the interview and in group work."
        selection.record_judgement(application, True, reason, by=acting(chair))


def answer_and_nominate(call: Call) -> None:
    """The first declines and the reserve list moves up; the others accept and are nominated."""
    with days_after(call, ANSWERED):
        first, *_others = open_offers(call)
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


def acting(person: Person) -> Actor:
    return Actor(person.public_id, person.full_name)
