"""Seats that become free after the result: compared by three policies, filled by the one of the
terms, and nobody loses what they have."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail

from sapar.applications.models import Application
from sapar.audit.models import Event
from sapar.calls.actions import add_shared_quota
from sapar.calls.enums import Withdrawals
from sapar.calls.models import Call
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.translated import Translated
from sapar.messaging.actions import deliver_due_mail
from sapar.nominations import actions as nominating
from sapar.selection import actions
from sapar.selection.appealing import Fact, FactKind
from sapar.selection.enums import LIVE_OFFERS, OfferOrigin, OfferState, OutcomeKind, RunCause
from sapar.selection.freed import seats_waiting, what_if
from sapar.selection.models import Offer, Outcome, PlacementRun
from sapar.selection.queries import own_outcomes, published_run
from sapar.selection.replaying import replay
from sapar.selection.situation import Situation, situation_of
from sapar.selection.verification import verify_run
from tests.factories import selection as made
from tests.factories.nominations import make_contact
from tests.factories.people import TESTER, make_user

pytestmark = pytest.mark.django_db


CHAIN = ("3.90", "3.80", "3.70")
"""One seat at each of two places: the first gets the one everybody wants, the second the other,
the third nothing."""


def make_chain(policy: str) -> tuple[PlacementRun, list[Application]]:
    return made.make_published(CHAIN, seats=(1, 1), withdrawals=policy)


def now(run: PlacementRun) -> Situation:
    current = published_run(run.call)
    assert current is not None
    return situation_of(current)


def fill(run: PlacementRun) -> PlacementRun:
    return actions.fill_seats(run.call, seen=now(run).hash, by=TESTER)


def live(application: Application) -> tuple[int, str, str] | None:
    """Number of the place, state and origin of the live offer."""
    offer = application.offers.filter(state__in=LIVE_OFFERS).first()
    if offer is None:
        return None
    places = list(application.call.places.order_by("pk"))
    return places.index(offer.place), offer.state, offer.origin


@pytest.mark.parametrize("policy", [Withdrawals.RERUN, Withdrawals.FROZEN])
def test_a_seat_given_back_waits_for_the_owner(policy: str) -> None:
    run, (first, _second, third) = make_chain(policy)
    actions.decline_offer(made.offer_of(first), by=TESTER)
    assert actions.expire_offers() == 0
    assert live(third) is None
    assert [one.application for one in seats_waiting(Outcome.objects.all())] == [first]
    assert now(run).freed == {made.offer_of(first).place.public_id: 1}


def test_by_the_reserve_list_no_seat_waits() -> None:
    run, (first, _second, third) = make_chain(Withdrawals.RESERVE_LIST)
    actions.decline_offer(made.offer_of(first), by=TESTER)
    assert live(third) == (0, OfferState.OFFERED, OfferOrigin.RESERVE_LIST)
    assert not seats_waiting(Outcome.objects.all()).exists()
    assert now(run).freed == {}
    with pytest.raises(Refusal) as refused:
        fill(run)
    assert refused.value.code == "seats-move-up-by-themselves"


def test_the_three_policies_are_compared_and_nothing_is_stored() -> None:
    run, (first, second, third) = make_chain(Withdrawals.RERUN)
    actions.accept_offer(made.offer_of(second), by=TESTER)
    actions.decline_offer(made.offer_of(first), by=TESTER)
    upper, lower = (place.public_id for place in run.call.places.order_by("pk"))
    told = {}
    for policy in Withdrawals:
        found = what_if(now(run), policy)
        moved = {one.applicant: (one.before, one.after) for one in found.moved}
        passed = [(one.applicant, one.taken_by) for one in found.passed_over]
        told[policy] = (moved, passed)
    up = {third.public_id: (None, upper)}
    over = [(second.public_id, third.public_id)]
    assert told == {
        Withdrawals.RERUN: (
            {second.public_id: (lower, upper), third.public_id: (None, lower)},
            [],
        ),
        Withdrawals.FROZEN: (up, over),
        Withdrawals.RESERVE_LIST: (up, over),
    }
    assert run.call.runs.count() == 1
    assert Offer.objects.count() == 2


def test_placed_anew_the_accepted_stays_accepted_at_the_dearer_place() -> None:
    run, (first, second, third) = make_chain(Withdrawals.RERUN)
    actions.accept_offer(made.offer_of(second), by=TESTER)
    actions.decline_offer(made.offer_of(first), by=TESTER)
    with clock.moved(by=dt.timedelta(days=2)):
        later = fill(run)
        mail.outbox.clear()
        deliver_due_mail()
    assert live(second) == (0, OfferState.ACCEPTED, OfferOrigin.LATER_RUN)
    assert live(third) == (1, OfferState.OFFERED, OfferOrigin.LATER_RUN)
    assert second.offers.earliest("pk").state == OfferState.REPLACED
    upper, lower = (place.host for place in run.call.places.order_by("pk"))
    subjects = {one.to[0]: one.subject for one in mail.outbox if "now" in one.subject}
    assert subjects == {
        second.engagement.person.email: f"You now have a place at {upper}, which you listed higher",
        third.engagement.person.email: f"A place at {lower} is offered to you now",
    }
    run.refresh_from_db()
    assert (run.state, later.state, later.number) == ("superseded", "published", 2)
    assert (later.cause, later.withdrawals) == (RunCause.WITHDRAWALS, Withdrawals.RERUN)
    assert later.replaces == run
    event = Event.objects.get(deed="publish-later-run")
    assert (event.subject_id, event.values["replaces"]) == (later.public_id, 1)


def test_the_later_run_is_proved_and_tells_everybody_who_takes_part() -> None:
    run, (first, second, third) = make_chain(Withdrawals.RERUN)
    actions.decline_offer(made.offer_of(first), by=TESTER)
    later = fill(run)
    assert [check.name for check in verify_run(later) if not check.holds] == []
    assert later.folder is not None
    assert later.folder != run.folder
    assert set(later.figures["admitted"]) == {place.public_id for place in run.call.places.all()}
    kinds = {one.application: (one.kind, one.wish_rank) for one in later.outcomes.all()}
    assert kinds == {second: (OutcomeKind.PLACED, 1), third: (OutcomeKind.PLACED, 2)}
    before, after = (one.outcomes.get(application=third) for one in (run, later))
    assert (before.kind, before.score) == (OutcomeKind.RESERVE, after.score)
    assert before.pseudonym != after.pseudonym
    assert {one["outcome"] for one in after.explanation} == {"missed", "granted"}


def test_what_was_only_offered_is_replaced_with_a_fresh_deadline() -> None:
    run, (first, second, _third) = make_chain(Withdrawals.RERUN)
    actions.decline_offer(made.offer_of(first), by=TESTER)
    deadline = made.offer_of(second).respond_by
    with clock.moved(by=dt.timedelta(days=3)):
        fill(run)
        assert live(second) == (0, OfferState.OFFERED, OfferOrigin.LATER_RUN)
    assert made.offer_of(second).respond_by == deadline + dt.timedelta(days=3)


def test_frozen_whoever_confirmed_stays_and_is_told_the_same_as_before() -> None:
    run, (first, second, third) = make_chain(Withdrawals.FROZEN)
    actions.accept_offer(made.offer_of(second), by=TESTER)
    actions.decline_offer(made.offer_of(first), by=TESTER)
    later = fill(run)
    assert live(second) == (1, OfferState.ACCEPTED, OfferOrigin.RUN)
    assert live(third) == (0, OfferState.OFFERED, OfferOrigin.LATER_RUN)
    assert [one["applicant"] for one in later.fixed] == [second.public_id]
    assert [check.name for check in verify_run(later) if not check.holds] == []
    told = [one.outcomes.get(application=second).explanation for one in (run, later)]
    assert told[0] == told[1]


def test_frozen_whoever_did_not_answer_yet_moves() -> None:
    run, (first, second, third) = make_chain(Withdrawals.FROZEN)
    actions.decline_offer(made.offer_of(first), by=TESTER)
    fill(run)
    assert live(second) == (0, OfferState.OFFERED, OfferOrigin.LATER_RUN)
    assert live(third) == (1, OfferState.OFFERED, OfferOrigin.LATER_RUN)


def test_expired_and_withdrawn_seats_wait_as_well_and_once_only() -> None:
    run, (first, second, third) = make_chain(Withdrawals.RERUN)
    actions.withdraw_offer(made.offer_of(first), "Left the university.", by=TESTER)
    with clock.moved(to=made.offer_of(second).respond_by):
        assert actions.expire_offers() == 1
        assert sum(now(run).freed.values()) == 2
        fill(run)
        assert live(third) == (0, OfferState.OFFERED, OfferOrigin.LATER_RUN)
        assert now(run).freed == {}
        with pytest.raises(Refusal) as refused:
            fill(run)
    assert refused.value.code == "seats-none-free"
    assert [live(first), live(second)] == [None, None]


def test_an_answer_in_between_makes_the_comparison_stale() -> None:
    run, (first, second, third) = make_chain(Withdrawals.FROZEN)
    actions.decline_offer(made.offer_of(first), by=TESTER)
    seen = now(run).hash
    actions.accept_offer(made.offer_of(second), by=TESTER)
    with pytest.raises(Conflict) as refused:
        actions.fill_seats(run.call, seen=seen, by=TESTER)
    assert refused.value.code == "situation-changed"
    assert live(third) is None
    assert run.call.runs.count() == 1


def test_the_second_of_two_officers_is_told_that_it_is_done() -> None:
    run, (first, _second, _third) = make_chain(Withdrawals.RERUN)
    actions.decline_offer(made.offer_of(first), by=TESTER)
    seen = now(run).hash
    actions.fill_seats(run.call, seen=seen, by=TESTER)
    with pytest.raises(Conflict) as refused:
        actions.fill_seats(run.call, seen=seen, by=TESTER)
    assert refused.value.code == "situation-changed"
    assert run.call.runs.count() == 2


def test_no_seat_is_filled_once_the_stay_has_begun() -> None:
    run, (first, _second, third) = make_chain(Withdrawals.RERUN)
    actions.decline_offer(made.offer_of(first), by=TESTER)
    begins = run.call.period.starts_on
    start = dt.datetime.combine(begins, dt.time(9), tzinfo=clock.university_zone())
    with clock.moved(to=start), pytest.raises(Refusal) as refused:
        fill(run)
    assert refused.value.code == "seats-stay-begun"
    assert live(third) is None


def test_a_host_that_was_written_to_is_told_when_its_nominee_moves() -> None:
    run, (first, second, _third) = make_chain(Withdrawals.RERUN)
    make_contact(actions.accept_offer(made.offer_of(second), by=TESTER))
    nominating.nominate(run.call, by=TESTER)
    actions.decline_offer(made.offer_of(first), by=TESTER)
    fill(run)
    old, new = second.offers.order_by("pk")
    assert [one.state for one in old.nominations.all()] == ["withdrawn"]
    assert not new.nominations.exists()


def test_who_left_can_read_the_own_result_still() -> None:
    run, (first, second, _third) = make_chain(Withdrawals.RERUN)
    actions.decline_offer(made.offer_of(first), by=TESTER)
    later = fill(run)
    assert [one.run for one in own_outcomes(make_user(first.engagement.person))] == [run]
    assert [one.run for one in own_outcomes(make_user(second.engagement.person))] == [later]


def test_an_override_of_the_commission_stands_in_the_later_run() -> None:
    run, (first, second, third) = make_chain(Withdrawals.RERUN)
    actions.decline_offer(made.offer_of(first), by=TESTER)
    run.call.overrides.create(
        application=second,
        place=made.offer_of(second).place,
        reason="Agreed with the host.",
        made_at=clock.now(),
        made_by=TESTER.public_id,
    )
    later = fill(run)
    assert live(second) == (1, OfferState.OFFERED, OfferOrigin.RUN)
    assert live(third) == (0, OfferState.OFFERED, OfferOrigin.LATER_RUN)
    assert [one["applicant"] for one in later.certificate["overrides"]] == [second.public_id]


def make_shared(policy: str) -> tuple[PlacementRun, list[Application]]:
    """Two places of one seat each that share one; only the first applicant wishes the first."""

    def share(call: Call) -> None:
        places = list(call.places.values_list("public_id", flat=True))
        name = Translated("Ортақ", "Общая", "Shared")
        add_shared_quota(call, name=name, quota=1, places=places, by=TESTER)

    return made.make_published(
        ("3.90", "3.70", "3.50"), (1, 1), ([0], [1], [1]), rules=share, withdrawals=policy
    )


def test_the_reserve_list_keeps_a_shared_quota_and_may_move_to_another_place() -> None:
    _run, (first, second, third) = make_shared(Withdrawals.RESERVE_LIST)
    assert [live(one) is not None for one in (first, second, third)] == [True, False, False]
    actions.expire_offers()
    assert live(second) is None
    actions.decline_offer(made.offer_of(first), by=TESTER)
    assert live(second) == (1, OfferState.OFFERED, OfferOrigin.RESERVE_LIST)
    assert live(third) is None


def test_placed_anew_a_shared_quota_holds() -> None:
    run, (first, second, third) = make_shared(Withdrawals.RERUN)
    actions.decline_offer(made.offer_of(first), by=TESTER)
    later = fill(run)
    assert [live(one) is not None for one in (first, second, third)] == [False, True, False]
    assert [check.name for check in verify_run(later) if not check.holds] == []


def test_a_seat_from_the_reserve_list_is_explained_by_its_score_after_an_appeal() -> None:
    run, (first, second, third) = make_chain(Withdrawals.RESERVE_LIST)
    actions.decline_offer(made.offer_of(first), by=TESTER)
    appeal = actions.file_appeal(run.outcomes.get(application=second), "Look again.", by=TESTER)
    fact = Fact(FactKind.SCORE, score=99_000)
    seen = now(run).hash
    upheld = actions.uphold_appeal(appeal, "Right.", fact=fact, seen=seen, by=TESTER)
    assert upheld.run is not None
    assert live(third) == (0, OfferState.OFFERED, OfferOrigin.RESERVE_LIST)
    told = upheld.run.outcomes.get(application=third)
    assert [one["outcome"] for one in told.explanation] == ["granted", "not-considered"]
    assert (told.kind, told.wish_rank) == (OutcomeKind.PLACED, 1)
    assert [one["applicant"] for one in upheld.run.fixed] == [third.public_id]
    assert [check.name for check in verify_run(upheld.run) if not check.holds] == []
    assert replay(upheld.run).is_same
