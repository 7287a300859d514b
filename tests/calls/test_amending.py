"""Seats of an opened call are changed by new terms with a reason, and by nothing else."""

import pytest
from django.core import mail

from mobility_rules.canonical import sha256_of
from sapar.accounts.models import Person
from sapar.accounts.recipients import recipient_of
from sapar.applications.actions import set_wishes
from sapar.audit.models import Event
from sapar.calls.actions import add_reserve, amend_seats, cancel_call, decide_call, open_call
from sapar.calls.models import Call
from sapar.calls.terms import current_terms
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.messaging.actions import deliver_due_mail
from sapar.partnerships.actions import update_condition
from tests.factories.applications import make_call, make_draft, make_submitted, places_of
from tests.factories.calls import make_condition, make_draft_call, make_period, make_year
from tests.factories.people import TESTER, make_unit

pytestmark = pytest.mark.django_db


def opened(*, seats: int = 2, quota: int = 3, **fields) -> Call:
    return open_call(
        make_draft_call(make_condition(quota_per_year=quota), seats=seats, **fields), by=TESTER
    )


def refused(call: Call, seats: int, reason: str = "The host has more rooms.", **given) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        amend_seats(call, call.places.get(), seats, reason, by=TESTER, **given)
    assert call.terms.count() == 1
    return refusal.value


def test_seats_are_changed_by_the_next_number_of_the_terms():
    call = opened()
    first = current_terms(call)
    terms = amend_seats(call, call.places.get(), 3, "The host has more rooms.", by=TESTER)

    assert (terms.number, current_terms(call)) == (2, terms)
    assert terms.hash == sha256_of(terms.content)
    assert [place["seats"] for place in terms.content["places"]] == [3]
    change = {
        "place": call.places.get().public_id,
        "before": 2,
        "seats": 3,
        "reason": "The host has more rooms.",
    }
    (told,) = terms.content["amendments"]
    assert {name: told[name] for name in change} == change
    rest = {"places", "amendments"}
    assert {k: v for k, v in terms.content.items() if k not in rest} == {
        k: v for k, v in first.content.items() if k not in rest
    }
    assert call.places.get().seats == 3
    event = Event.objects.get(deed="amend-seats", subject_id=call.public_id)
    assert event.values == {"terms": 2, "hash": terms.hash, **change}


def test_every_change_stays_in_the_terms():
    call = opened()
    amend_seats(call, call.places.get(), 3, "More rooms.", by=TESTER)
    terms = amend_seats(call, call.places.get(), 1, "Less rooms.", by=TESTER)

    told = [(one["before"], one["seats"], one["reason"]) for one in terms.content["amendments"]]
    assert told == [(2, 3, "More rooms."), (3, 1, "Less rooms.")]


def test_what_an_agreement_says_since_does_not_slip_into_the_terms():
    call = opened()
    place = call.places.get()
    update_condition(place.condition, minimum_english="C2", by=TESTER)

    terms = amend_seats(call, place, 1, "A room is lost.", by=TESTER)
    assert terms.content["places"][0]["minimum_english"] == ""


def test_a_change_needs_a_reason_another_number_and_at_least_one_seat():
    call = opened()

    assert refused(call, 3, "  ").code == "seats-amended-without-reason"
    assert refused(call, 2).code == "seats-as-before"
    assert refused(call, 0).code == "place-without-seats"


def test_the_yearly_quota_of_the_agreement_is_shared_with_other_calls():
    condition, year = make_condition(quota_per_year=3), make_year()
    open_call(make_draft_call(condition, period=make_period(year)), by=TESTER)
    call = open_call(make_draft_call(condition, period=make_period(year)), by=TESTER)

    refusal = refused(call, 3)
    assert refusal.code == "place-beyond-quota"
    assert (refusal.values["quota"], refusal.values["taken"]) == ("3", "1")
    assert refusal.values["host"] == str(call.places.get().host)
    assert call.places.get().seats == 1
    amend_seats(call, call.places.get(), 2, "One more.", by=TESTER)


def test_seats_do_not_fall_below_what_is_reserved():
    draft = make_draft_call(make_condition(), seats=2)
    place = draft.places.get()
    school = make_unit().public_id
    add_reserve(draft, at=place.public_id, for_type=school, seats=2, by=TESTER)
    call = open_call(draft, by=TESTER)

    refusal = refused(call, 1)
    assert refusal.code == "reserves-exceed-quota"
    assert refusal.values["at"] == str(place.host)


def test_only_a_published_call_without_result_is_amended():
    cancelled, decided, draft = opened(), opened(), make_draft_call(make_condition())
    cancel_call(cancelled, reason="The host closed.", by=TESTER)
    decide_call(decided, by=TESTER)

    for call in (cancelled, decided, draft):
        with pytest.raises(Conflict) as conflict:
            amend_seats(call, call.places.get(), 2, "More rooms.", by=TESTER)
        assert conflict.value.code == "call-not-open-to-amendment"


def test_who_wishes_the_place_is_told_when_seats_fall_and_nobody_when_they_grow():
    call = make_call()
    wishing, drafting = make_submitted(call), make_draft(call)
    other = make_draft(call)
    place, *others = places_of(call)
    set_wishes(drafting, [place.public_id], by=TESTER)
    set_wishes(other, [one.public_id for one in others], by=TESTER)
    mail.outbox.clear()

    amend_seats(call, place, place.seats + 1, "More rooms.", by=TESTER)
    deliver_due_mail()
    assert told(drafting, wishing, other) == [0, 0, 0]

    place.refresh_from_db()
    amend_seats(call, place, place.seats - 1, "A room is lost.", by=TESTER)
    deliver_due_mail()
    assert told(drafting, wishing, other) == [1, 1, 0]
    (letter,) = [one for one in mail.outbox if one.to == [address_of(drafting)]][-1:]
    assert str(place.host.name.get(drafting.engagement.person.language)) in letter.subject
    assert "A room is lost." in letter.body
    assert f"/calls/{call.public_id}/" in letter.body


def test_after_the_deadline_nothing_is_asked_of_whoever_is_told():
    call = make_call()
    application = make_submitted(call)
    Person.objects.update(language="en")
    place = places_of(call)[0]
    amend_seats(call, place, place.seats + 1, "More rooms.", by=TESTER)
    place.refresh_from_db()
    mail.outbox.clear()

    with clock.moved(to=call.closes_at):
        amend_seats(call, place, place.seats - 1, "A room is lost.", by=TESTER)
        deliver_due_mail()
    (letter,) = [one for one in mail.outbox if one.to == [address_of(application)]][-1:]
    assert "nothing is asked of you" in letter.body
    assert "change your wishes" not in letter.body


def address_of(application) -> str:
    recipient = recipient_of(application.engagement.person)
    assert recipient is not None
    return recipient.address


def told(*applications) -> list[int]:
    about_seats = [one for one in mail.outbox if "room" in one.body]
    return [sum(one.to == [address_of(who)] for one in about_seats) for who in applications]


def test_a_stale_form_is_a_conflict():
    call = opened()
    amend_seats(call, call.places.get(), 3, "More rooms.", by=TESTER)

    with pytest.raises(Conflict) as conflict:
        amend_seats(call, call.places.get(), 2, "Less.", by=TESTER, expected_version=call.version)
    assert conflict.value.code == "version-changed"
