"""Lets invented people apply by the deeds that real ones use, from the draft to the submission."""

from __future__ import annotations

from itertools import islice
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from mobility_rules.findings import Standing
from sapar.accounts.models import Engagement
from sapar.applications import actions as applications
from sapar.applications.enums import Consent
from sapar.applications.judging import call_standing, judge
from sapar.applications.models import Application
from sapar.calls.models import Call
from sapar.calls.terms import current_terms
from sapar.core.actor import Actor
from sapar.sample.cast import ACCOUNTS

LEVELS = ("bachelor", "integrated")
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


def applicants(call: Call, rng: Random, *, count: int) -> list[Engagement]:
    """Eligible learners, drawn; those who sign in are left for visitors to apply as."""
    cast = [account.email for account in ACCOUNTS]
    learners = Engagement.objects.filter(level__in=LEVELS).exclude(person__email__in=cast)
    related = learners.select_related("person", "unit", "programme")
    drawn = list(related.order_by("registrar_number"))
    rng.shuffle(drawn)
    eligible = (e for e in drawn if call_standing(call, e).standing is Standing.FOR_YOU)
    return list(islice(eligible, count))


def apply(call: Call, engagement: Engagement, rng: Random, dearest: str = "") -> Application:
    """``dearest``: the place (public id) wished first, where its host takes the applicant."""
    by = Actor(engagement.person.public_id, engagement.person.full_name)
    application = applications.start_application(call, engagement, by=by)
    applications.save_draft(
        application,
        by=by,
        phone=engagement.person.phone or "+7 000 000 0000",
        emergency_contact=f"{engagement.person.family_name}, +7 000 000 0001",
        motivation=MOTIVATION[engagement.person.language],
    )
    applications.set_wishes(application, wishes(application, rng, dearest), by=by)
    for requirement in call.documents.all():
        file = SimpleUploadedFile(f"{requirement.code}.pdf", TINY_PDF, "application/pdf")
        applications.attach_document(application, requirement, file, by=by)
    for consent in Consent:
        applications.give_consent(application, consent, True, by=by)
    return applications.submit_application(application, by=by).application


def wishes(application: Application, rng: Random, dearest: str = "") -> list[str]:
    """Some of the places whose host takes the applicant's level, in a drawn order."""
    places = [place["id"] for place in current_terms(application.call).content["places"]]
    verdicts = judge(application, places).verdicts
    possible = [place for place in places if verdicts[place].may_submit]
    drawn = rng.sample(possible, k=rng.randint(min(2, len(possible)), len(possible)))
    if dearest not in possible:
        return drawn
    return [dearest, *(place for place in drawn if place != dearest)]
