"""Offers: answered in time or not at all, and a reserve list that moves up by itself."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail

from sapar.applications.models import Application
from sapar.audit.models import Event
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.messaging.actions import deliver_due_mail
from sapar.selection import actions
from sapar.selection.enums import LIVE_OFFERS, OfferOrigin, OfferState
from sapar.selection.models import Offer
from sapar.selection.reserve import waiting
from tests.factories import selection as made
from tests.factories.people import TESTER

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


def live(application: Application) -> list[Offer]:
    return list(application.offers.filter(state__in=LIVE_OFFERS))


def test_accepted_in_one_step_until_the_last_second() -> None:
    _run, (first, _second) = made.make_published()
    offer = made.offer_of(first)
    with clock.moved(to=offer.respond_by - SECOND):
        accepted = actions.accept_offer(offer, by=TESTER, expected_version=1)
    assert (accepted.state, accepted.version) == (OfferState.ACCEPTED, 2)
    assert Event.objects.filter(deed="accept-offer", subject_id=first.public_id).count() == 1


def test_at_the_deadline_it_is_late_and_the_instant_is_named() -> None:
    _run, (first, _second) = made.make_published()
    offer = made.offer_of(first)
    with clock.moved(to=offer.respond_by):
        for answer in (actions.accept_offer, actions.decline_offer):
            with pytest.raises(Refusal) as refused:
                answer(offer, by=TESTER)
            assert refused.value.code == "offer-late"
            assert refused.value.values == {"respond_by": offer.respond_by}
    offer.refresh_from_db()
    assert offer.state == OfferState.OFFERED


def test_second_answer_is_a_conflict() -> None:
    _run, (first, _second) = made.make_published()
    offer = made.offer_of(first)
    actions.decline_offer(offer, by=TESTER, expected_version=1)
    with pytest.raises(Conflict) as refused:
        actions.accept_offer(offer, by=TESTER, expected_version=1)
    assert refused.value.code == "version-changed"
    with pytest.raises(Conflict) as refused:
        actions.accept_offer(offer, by=TESTER)
    assert refused.value.code == "state-changed"


def test_declined_seat_goes_to_the_next_with_a_fresh_deadline_and_a_mail() -> None:
    run, (first, second, third) = made.make_published(("3.90", "3.50", "3.20"))
    with clock.moved(by=dt.timedelta(days=3)):
        actions.decline_offer(made.offer_of(first), "Another plan.", by=TESTER)
        moved = made.offer_of(second)
        assert (moved.state, moved.origin) == (OfferState.OFFERED, OfferOrigin.RESERVE_LIST)
        assert moved.respond_by == made.offer_of(first).respond_by + dt.timedelta(days=3)
        mail.outbox.clear()
        deliver_due_mail()
    assert live(third) == []
    assert waiting(run, moved.place) == [third.public_id]
    subjects = [one.subject for one in mail.outbox if one.to == [second.engagement.person.email]]
    assert subjects[-1] == f"A place at {moved.place.host} has become free for you"


def test_expired_offers_move_down_the_whole_list_and_stop_at_its_end() -> None:
    run, (first, second) = made.make_published()
    assert actions.expire_offers() == 0
    with clock.moved(to=made.offer_of(first).respond_by):
        assert actions.expire_offers() == 1
        assert live(first) == []
        offer = made.offer_of(second)
    with clock.moved(to=offer.respond_by):
        assert actions.expire_offers() == 1
        assert actions.expire_offers() == 0
    assert [offer.state for offer in Offer.objects.order_by("pk")] == [OfferState.EXPIRED] * 2
    assert waiting(run, offer.place) == []


def test_who_declined_a_place_is_not_offered_it_again() -> None:
    _run, (first, second) = made.make_published()
    actions.decline_offer(made.offer_of(first), by=TESTER)
    actions.decline_offer(made.offer_of(second), by=TESTER)
    assert actions.move_up(made.offer_of(second).place, by=TESTER) == []
    assert second.offers.count() == 1


def test_who_holds_an_offer_is_passed_over_for_another_place() -> None:
    """Two places: the first of the reserve gets one of them, the next one the other."""
    _run, applications = made.make_published(("3.90", "3.80", "3.20", "3.10"), seats=(1, 1))
    first, second, third, fourth = applications
    actions.decline_offer(made.offer_of(first), by=TESTER)
    actions.decline_offer(made.offer_of(second), by=TESTER)
    assert [len(live(one)) for one in applications] == [0, 0, 1, 1]
    assert made.offer_of(third).place == made.offer_of(first).place
    assert made.offer_of(fourth).place == made.offer_of(second).place


def test_withdrawing_needs_a_reason_and_frees_the_seat() -> None:
    _run, (first, second) = made.make_published()
    offer = actions.accept_offer(made.offer_of(first), by=TESTER)
    with pytest.raises(Refusal) as refused:
        actions.withdraw_offer(offer, " ", by=TESTER)
    assert refused.value.code == "offer-reason-missing"
    withdrawn = actions.withdraw_offer(offer, "Left the university.", by=TESTER)
    assert (withdrawn.state, withdrawn.reason) == (OfferState.WITHDRAWN, "Left the university.")
    assert len(live(second)) == 1


def test_no_seat_is_given_once_the_stay_has_begun() -> None:
    run, (_first, second) = made.make_published()
    begins = run.call.period.starts_on
    start = dt.datetime.combine(begins, dt.time(9), tzinfo=clock.university_zone())
    with clock.moved(to=start):
        assert actions.expire_offers() == 1
    assert live(second) == []


def test_seats_are_never_more_than_live_offers() -> None:
    run, applications = made.make_published(("3.90", "3.80", "3.20"), seats=(2,))
    place = run.call.places.get()
    assert actions.move_up(place, by=TESTER) == []
    assert sum(len(live(one)) for one in applications) == place.seats
