"""Loads the sample university: facts from its data files, people invented by a seed, calls by real
deeds.
"""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction

from sapar.accounts.models import User
from sapar.accounts.sample_guard import SAMPLE_PASSWORD
from sapar.content.starter.loading import load_starter
from sapar.sample.announcements import load_announcements
from sapar.sample.articles import load_articles
from sapar.sample.asking import load_asking
from sapar.sample.calls import OFFICE, load_calls
from sapar.sample.cast import APPELLANT, RETURNED
from sapar.sample.host_profiles import load_host_profiles
from sapar.sample.incoming import load_incoming
from sapar.sample.open_calls import fill_open_calls
from sapar.sample.partners import load_partners
from sapar.sample.past_call import play_past_call
from sapar.sample.people import generate
from sapar.sample.pictures import load_pictures
from sapar.sample.population import load_accounts, load_population
from sapar.sample.ready_call import play_ready_call
from sapar.sample.recent_call import play_recent_call
from sapar.sample.university import load_university
from sapar.sample.voices import load_voices
from sapar.stories.starter.rubric import load_rubric

SEED = 2026


def is_loaded() -> bool:
    return User.objects.filter(is_sample=True).exists()


def load_sample(say: Callable[[str], None]) -> None:
    """Fill an empty database, all or nothing. Raises RuntimeError outside sample mode."""
    if not settings.SAMPLE_MODE:
        raise RuntimeError("the sample university is loaded in sample mode only (SAPAR_SAMPLE=1)")
    with transaction.atomic():
        load_university()
        conditions = load_partners()
        say("  partners and agreements are there")
        load_population(generate(SEED))
        load_accounts(SAMPLE_PASSWORD)
        say("  people and their records are there")
        load_starter(by=OFFICE)
        pictures = load_pictures(OFFICE)
        load_host_profiles(pictures)
        load_incoming()
        load_announcements(OFFICE)
        calls = load_calls(conditions)
        play_past_call(calls["external-learners-earlier"], "earlier-call", surely=RETURNED)
        play_past_call(calls["external-learners-past"])
        play_recent_call(calls["internal-learners-recent"], APPELLANT)
        play_ready_call(calls["external-learners-ready"], calls["external-learners-earlier"])
        fill_open_calls(calls["external-learners"], calls["internal-learners"])
        say("  calls are there")
        load_articles(calls, pictures)
        load_rubric(by=OFFICE)
        load_voices()
        load_asking(pictures)
        say("  events and questions are there")
