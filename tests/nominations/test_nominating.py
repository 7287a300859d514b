"""Nominating: one action, one letter a host in three languages, one mail with a link."""

import re
from collections.abc import Callable

import pytest
from django.core import mail

from sapar.accounts.enums import Direction
from sapar.audit.models import Event
from sapar.core.errors import Conflict, Refusal
from sapar.desk.standing import standing_of
from sapar.links.models import SignedLink
from sapar.messaging.actions import deliver_due_mail
from sapar.messaging.models import OutboxMessage
from sapar.nominations import actions
from sapar.nominations.enums import NominationState
from sapar.nominations.lifecycle import LIFECYCLE
from sapar.nominations.models import Letter, Nomination
from sapar.nominations.queries import visible_to
from sapar.selection.actions import withdraw_offer
from tests.factories.nominations import application_of, make_accepted, make_contact
from tests.factories.people import TESTER
from tests.factories.selection import make_opened_call, make_owner

pytestmark = pytest.mark.django_db
ALLOWED = {
    NominationState.SENT: {"accept", "decline", "request-correction", "withdraw"},
    NominationState.CORRECTION_REQUESTED: {"resend", "withdraw"},
    NominationState.ACCEPTED: {"withdraw"},
    NominationState.DECLINED: set(),
    NominationState.WITHDRAWN: set(),
}


def nominated(count: int = 1) -> list[Nomination]:
    offers = make_accepted(count)
    (letter,) = actions.nominate(offers[0].place.call, by=TESTER)
    return list(letter.nominations.order_by("pk"))


def test_all_who_accepted_are_nominated_in_one_letter_a_host() -> None:
    offers = make_accepted(2)
    (letter,) = actions.nominate(offers[0].place.call, by=TESTER)
    assert {n.offer_id for n in letter.nominations.all()} == {offer.pk for offer in offers}
    assert [file.language for file in letter.files.all()] == ["kk", "ru", "en"]
    assert {file.file.media_type for file in letter.files.all()} == {"application/pdf"}
    assert len({file.file.sha256 for file in letter.files.all()}) == 3
    assert Event.objects.filter(deed="nominate").count() == 2


def test_nobody_is_nominated_twice() -> None:
    (nomination,) = nominated()
    with pytest.raises(Refusal, match="nomination-nobody"):
        actions.nominate(nomination.letter.call, by=TESTER)
    assert Nomination.objects.count() == 1


def test_a_host_without_contact_stops_everything_and_is_named() -> None:
    (offer,) = make_accepted(with_contact=False)
    with pytest.raises(Refusal) as refused:
        actions.nominate(offer.place.call, by=TESTER)
    assert refused.value.code == "nomination-no-contact"
    assert refused.value.values == {"hosts": str(offer.place.host)}
    assert not Letter.objects.exists()


def test_the_mail_brings_a_link_that_is_kept_nowhere() -> None:
    (nomination,) = nominated()
    mail.outbox.clear()
    deliver_due_mail()
    (sent,) = [m for m in mail.outbox if m.to == ["coordinator.vilnius@example.org"]]
    found = re.search(r"/en/host/([^/\s]+)/", str(sent.body))
    assert found is not None
    kept = OutboxMessage.objects.get(kind="nomination-letter")
    assert found[1] not in kept.body
    link = SignedLink.objects.get(subject_id=nomination.letter.public_id)
    assert link.expires_at == nomination.letter.link_expires_at
    assert found[1] not in link.token_hash


def test_the_host_is_written_to_in_its_language() -> None:
    (offer,) = make_accepted(with_contact=False)
    make_contact(offer, language="ru")
    actions.nominate(offer.place.call, by=TESTER)
    mail.outbox.clear()
    deliver_due_mail()
    (sent,) = [m for m in mail.outbox if m.to == ["coordinator.vilnius@example.org"]]
    assert "Номинируем 1 участника" in str(sent.body)
    assert "/ru/host/" in str(sent.body)


def test_the_host_accepts_and_the_applicant_reads_it() -> None:
    (nomination,) = nominated()
    actions.accept_nomination(nomination, by=TESTER)
    nomination.refresh_from_db()
    assert nomination.state == NominationState.ACCEPTED
    assert nomination.answered_at is not None
    standing = standing_of(application_of(nomination.offer))
    assert standing.where == f"{nomination.letter.host} accepted the nomination."
    assert OutboxMessage.objects.filter(kind="nomination-accepted").count() == 1


@pytest.mark.parametrize("deed", [actions.decline_nomination, actions.request_correction])
def test_a_no_needs_a_reason(deed: Callable[..., Nomination]) -> None:
    (nomination,) = nominated()
    with pytest.raises(Refusal, match="reason-missing"):
        deed(nomination, "  ", by=TESTER)
    nomination.refresh_from_db()
    assert nomination.state == NominationState.SENT


def test_a_correction_is_made_and_the_host_asked_again() -> None:
    (nomination,) = nominated()
    actions.request_correction(nomination, "The passport name is cut off.", by=TESTER)
    actions.resend_nomination(nomination, "Name completed.", by=TESTER)
    nomination.refresh_from_db()
    assert (nomination.state, nomination.answered_at) == (NominationState.SENT, None)
    assert nomination.correction == "Name completed."
    assert OutboxMessage.objects.filter(kind="nomination-letter").count() == 2
    actions.accept_nomination(nomination, by=TESTER)


@pytest.mark.parametrize("answered", [False, True])
def test_an_offer_taken_back_takes_the_nomination_back(answered: bool) -> None:
    (nomination,) = nominated()
    if answered:
        actions.accept_nomination(nomination, by=TESTER)
    withdraw_offer(nomination.offer, "The course was closed.", by=TESTER)
    nomination.refresh_from_db()
    assert nomination.state == NominationState.WITHDRAWN
    mail.outbox.clear()
    deliver_due_mail()
    told = [str(m.subject) for m in mail.outbox if m.to == ["coordinator.vilnius@example.org"]]
    assert f"Withdrawn: the nomination of application {nomination.offer.application}" in told


def test_two_answers_at_once_make_one_answer_and_one_conflict() -> None:
    (nomination,) = nominated()
    version = nomination.version
    actions.accept_nomination(nomination, by=TESTER, expected_version=version)
    with pytest.raises(Conflict, match="version-changed"):
        actions.decline_nomination(nomination, "Full.", by=TESTER, expected_version=version)
    nomination.refresh_from_db()
    assert nomination.state == NominationState.ACCEPTED


@pytest.mark.parametrize("state", NominationState)
def test_what_may_happen_in_each_state(state: NominationState) -> None:
    assert set(LIFECYCLE.deeds_from(state)) == ALLOWED[state]


def test_letters_are_seen_by_the_owner_of_the_call_alone() -> None:
    (nomination,) = nominated()
    owner = make_owner(nomination.letter.call)
    stranger = make_owner(make_opened_call(direction=Direction.INTERNAL))
    assert list(visible_to(owner)) == [nomination.letter]
    assert not visible_to(stranger).exists()
