"""One sentence for every application, from the draft to the host's answer, in three languages."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from sapar.applications.models import Application
from sapar.core import clock
from sapar.desk.standing import Tone, standing_of, with_standing
from sapar.nominations.actions import accept_nomination, nominate
from sapar.selection.actions import accept_offer, decline_offer
from tests.factories.applications import make_draft, make_released, make_submitted, make_verified
from tests.factories.nominations import make_contact
from tests.factories.people import TESTER
from tests.factories.selection import make_published, offer_of

pytestmark = pytest.mark.django_db


def said(application: Application) -> str:
    return standing_of(Application.objects.get(pk=application.pk)).where


def test_a_draft_is_the_applicants_until_the_call_closes() -> None:
    draft = make_draft()
    standing = standing_of(draft)
    assert (standing.tone, standing.holder) == (Tone.ACT, "the applicant")
    assert standing.until == draft.call.closes_at


def test_a_draft_that_was_not_submitted_in_time_says_so() -> None:
    draft = make_draft()
    with clock.moved(to=draft.call.closes_at):
        standing = standing_of(draft)
    assert standing.where == "The draft was not submitted before the call closed."
    assert (standing.tone, standing.until) == (Tone.ENDED, None)


def test_a_submitted_one_is_held_by_the_school_and_a_released_one_by_the_department() -> None:
    submitted, released = make_submitted(), make_released()
    assert standing_of(submitted).holder == str(submitted.engagement.unit)
    assert standing_of(released).holder == str(released.call.owner)


def test_a_verified_one_waits_for_the_commission() -> None:
    assert standing_of(make_verified()).where == "The application is verified."


def test_from_the_offer_to_the_hosts_answer() -> None:
    _run, (first, second) = make_published()
    offer = offer_of(first)
    host = str(offer.place.host)
    assert said(first) == f"A place at {host} is offered."
    assert said(second) == "The result is published: the application is on the reserve list."
    accept_offer(offer, by=TESTER)
    assert said(first) == f"The place at {host} is accepted."
    make_contact(offer)
    (letter,) = nominate(first.call, by=TESTER)
    assert said(first) == f"The nomination was sent to {host}."
    accept_nomination(letter.nominations.get(), by=TESTER)
    assert said(first) == f"{host} accepted the nomination."


def test_who_moved_up_is_offered_the_place_and_who_declined_is_out() -> None:
    _run, (first, second) = make_published()
    decline_offer(offer_of(first), by=TESTER)
    host = str(offer_of(second).place.host)
    assert said(first) == f"The offer of a place at {host} was declined."
    assert said(second) == f"A place at {host} is offered."


def test_an_offer_past_its_deadline_is_over_before_the_worker_has_ended_it() -> None:
    _run, (first, _second) = make_published()
    with clock.moved(to=offer_of(first).respond_by + dt.timedelta(seconds=1)):
        assert standing_of(Application.objects.get(pk=first.pk)).tone == Tone.ENDED


@pytest.mark.parametrize(
    ("language", "where"),
    [("kk", "Жоба әлі тапсырылған жоқ."), ("ru", "Черновик ещё не подан.")],
)
def test_the_sentence_is_in_the_readers_language(language: str, where: str) -> None:
    draft = make_draft()
    with translation.override(language):
        assert standing_of(draft).where == where


def test_a_list_asks_as_often_for_three_as_for_one() -> None:
    _run, applications = make_published(gpas=("3.90", "3.50", "3.10"), seats=(2,))
    asked = []
    for number in (1, 3):
        keys = [application.pk for application in applications[:number]]
        with CaptureQueriesContext(connection) as queries:
            for application in with_standing(Application.objects.filter(pk__in=keys)):
                standing_of(application)
        asked.append(len(queries))
    assert asked[0] == asked[1]
