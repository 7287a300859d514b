"""The page of seats that became free: compare, and fill."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sapar.accounts.enums import RoleKind
from sapar.accounts.models import User
from sapar.applications.models import Application
from sapar.calls.enums import Withdrawals
from sapar.core import clock
from sapar.core.errors import Refusal
from sapar.desk.standing import standing_of, with_standing
from sapar.messaging.actions import deliver_due_mail
from sapar.selection import actions
from sapar.selection.enums import LIVE_OFFERS
from sapar.selection.models import Offer, PlacementRun
from sapar.selection.situation import situation_of
from tests.factories import selection as made
from tests.factories.people import TESTER, make_staff

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="sapar.accounts.backends.SaparBackend")
    return client


def address(name: str, run: PlacementRun) -> str:
    return reverse(name, args=[run.call.public_id])


def make_freed(
    gpas: tuple[str, ...] = ("3.90", "3.80", "3.70"), policy: str = Withdrawals.RERUN
) -> tuple[PlacementRun, list[Application]]:
    """The first one gives the seat back that everybody would like best."""
    run, applications = made.make_published(gpas, (1, 1), withdrawals=policy)
    actions.decline_offer(made.offer_of(applications[0]), by=TESTER)
    return run, applications


def test_the_page_compares_and_the_button_commits() -> None:
    run, (_first, second, third) = make_freed()
    actions.accept_offer(made.offer_of(second), by=TESTER)
    owner, page = signed_in(made.make_owner(run.call)), address("office-freed-seats", run)
    assert page in owner.get(address("office-offers", run)).content.decode()
    shown = owner.get(page)
    text = shown.content.decode()
    for policy in Withdrawals:
        assert str(policy.label) in text
    assert "Fill the seats: 2 people move" in text
    assert "accepted before" in text
    seen = {"seen": shown.context["form"]["seen"].value()}
    assert run.call.runs.count() == 1
    fill_address = address("office-fill-seats", run)
    assert "compare again" in owner.post(fill_address, follow=True).content.decode()
    assert owner.post(fill_address, seen)["Location"] == address("office-offers", run)
    assert third.offers.filter(state__in=LIVE_OFFERS).count() == 1
    late = owner.post(fill_address, seen, follow=True)
    assert "compare again" in late.content.decode()
    assert run.call.runs.count() == 2


def test_who_waits_reads_that_the_owner_gives_freed_seats_again() -> None:
    _run, (_first, _second, third) = make_freed()
    application = with_standing(Application.objects.all()).get(pk=third.pk)
    sentence = standing_of(application)
    assert sentence.next == (
        "When seats become free, the places are given once more; whoever moves is written to."
    )
    assert sentence.holder == str(application.call.owner)
    mail.outbox.clear()
    deliver_due_mail()
    told = [one for one in mail.outbox if "reserve list" in one.subject]
    assert "when seats become free, the places are given once more" in told[0].body


def test_only_the_owner_compares_and_fills() -> None:
    run, _applications = make_freed()
    seen = {"seen": situation_of(run).hash}
    other = signed_in(make_staff(RoleKind.COORDINATOR))
    member = signed_in(made.make_commission(run.call)[0])
    for client, expected in ((other, 404), (member, 403), (Client(), 302)):
        assert client.get(address("office-freed-seats", run)).status_code == expected
        assert client.post(address("office-fill-seats", run), seen).status_code == expected
    assert run.call.runs.count() == 1


def test_the_page_asks_as_often_for_three_as_for_one() -> None:
    def asked(gpas: tuple[str, ...]) -> int:
        run, _applications = make_freed(gpas)
        client, page = signed_in(made.make_owner(run.call)), address("office-freed-seats", run)
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        return len(queries)

    assert asked(("3.90", "3.80")) == asked(("3.90", "3.80", "3.70", "3.60"))


def test_a_decision_that_takes_a_kept_seat_is_said_on_the_page_and_refused() -> None:
    run, (_first, second, third) = make_freed(policy=Withdrawals.FROZEN)
    actions.accept_offer(made.offer_of(second), by=TESTER)
    run.call.overrides.create(
        application=third,
        place=made.offer_of(second).place,
        reason="Agreed with the host.",
        made_at=clock.now(),
        made_by=TESTER.public_id,
    )
    owner = signed_in(made.make_owner(run.call))
    page = owner.get(address("office-freed-seats", run)).content.decode()
    both = ", ".join(sorted((second.public_id, third.public_id)))
    assert f"leave none for {both}" in page
    assert address("office-fill-seats", run) not in page
    with pytest.raises(Refusal) as refused:
        actions.fill_seats(run.call, seen=situation_of(run).hash, by=TESTER)
    assert refused.value.code == "seats-not-kept"


def columns(owner: Client, run: PlacementRun) -> dict[str, tuple[int, int, int]]:
    """By policy: seats that become free, of these filled, still free."""
    shown = owner.get(address("office-freed-seats", run))
    return {one.policy: (one.freed, one.filled, one.still_free) for one in shown.context["columns"]}


def test_seats_are_counted_as_they_become_free_one_after_the_other() -> None:
    """One seat at each of three places, for everybody in the same order. The first two give theirs
    back; the third moves up from the last place, whose seat goes to the fourth."""
    run, (first, second, third, _fourth) = made.make_published(
        ("3.90", "3.80", "3.70", "3.60"), (1, 1, 1), withdrawals=Withdrawals.RERUN
    )
    actions.accept_offer(made.offer_of(third), by=TESTER)
    for one in (first, second):
        actions.decline_offer(made.offer_of(one), by=TESTER)
    owner = signed_in(made.make_owner(run.call))
    assert columns(owner, run) == {
        Withdrawals.RERUN: (3, 2, 1),
        Withdrawals.FROZEN: (2, 1, 1),
        Withdrawals.RESERVE_LIST: (2, 1, 1),
    }
    actions.fill_seats(run.call, seen=situation_of(run).hash, by=TESTER)
    assert Offer.objects.filter(place__call=run.call, state__in=LIVE_OFFERS).count() == 2


def test_whoever_has_not_accepted_frees_a_seat_by_moving_where_the_others_keep_theirs() -> None:
    run, (first, *_others) = made.make_published(
        ("3.90", "3.80", "3.70"), (1, 1), withdrawals=Withdrawals.FROZEN
    )
    actions.decline_offer(made.offer_of(first), by=TESTER)
    assert columns(signed_in(made.make_owner(run.call)), run) == {
        Withdrawals.FROZEN: (2, 2, 0),
        Withdrawals.RERUN: (2, 2, 0),
        Withdrawals.RESERVE_LIST: (1, 1, 0),
    }
