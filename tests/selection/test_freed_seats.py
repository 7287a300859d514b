"""The page of seats that became free, and what filling them does under random rules."""

from __future__ import annotations

from random import Random

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mobility_rules.placement.certificate import certify
from mobility_rules.placement.deferred_acceptance import solve
from mobility_rules.placement.instance import Applicant, Place, build
from mobility_rules.placement.policy import Cap, Policy, Reserve, SeatOrder
from sapar.accounts.enums import RoleKind
from sapar.accounts.models import User
from sapar.applications.models import Application
from sapar.calls.enums import Withdrawals
from sapar.desk.standing import standing_of, with_standing
from sapar.messaging.actions import deliver_due_mail
from sapar.selection import actions
from sapar.selection.enums import LIVE_OFFERS
from sapar.selection.freed import what_if
from sapar.selection.models import PlacementRun
from sapar.selection.situation import Situation, situation_of
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
    gpas: tuple[str, ...] = ("3.90", "3.80", "3.70"),
) -> tuple[PlacementRun, list[Application]]:
    """The first one gives the seat back that everybody would like best."""
    run, applications = made.make_published(gpas, (1, 1), withdrawals=Withdrawals.RERUN)
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
    assert "confirmed before" in text
    seen = {"seen": shown.context["form"]["seen"].value()}
    assert run.call.runs.count() == 1
    fill_address = address("office-fill-seats", run)
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


def random_situation(random: Random) -> Situation:
    """Four places with reserves and caps, fourteen applicants of two types, two of them gone."""
    places = [Place(f"p{number}", random.randint(1, 4)) for number in range(4)]
    names = [place.id for place in places]
    applicants = [
        Applicant(
            f"a{number:02}",
            tuple(random.sample(names, 3)),
            random.randint(50, 70),
            (number,),
            type=random.choice("xy"),
        )
        for number in range(14)
    ]
    reserves = [
        Reserve(name, random.choice("xy"), 1, random.choice(list(SeatOrder)))
        for name in names
        if random.random() < 0.7
    ]
    caps = [
        Cap(name, random.choice("xy"), random.randint(1, 3))
        for name in names
        if random.random() < 0.3
    ]
    rules = Policy(reserves=tuple(reserves), caps=tuple(caps))
    instance = build(places, applicants, ("lottery",), rules)
    allocation = solve(instance)
    seats = {one: place for one, place in allocation.assigned.items() if place is not None}
    gone = frozenset(random.sample(sorted(seats), 2))
    held = {one: place for one, place in seats.items() if one not in gone}
    confirmed = frozenset(one for one in held if random.random() < 0.5)
    run = PlacementRun(closed=[])
    return Situation(run, instance, allocation, held, confirmed, gone, overrides=())


def test_whatever_the_rules_nobody_loses_and_every_later_run_holds() -> None:
    random, moved = Random(20261124), 0
    for _ in range(150):
        situation = random_situation(random)
        for policy in Withdrawals:
            found = what_if(situation, policy)
            moved += len(found.moved)
            for one in found.moved:
                wishes = situation.instance.applicants[one.applicant].wishes
                assert one.after is not None
                assert one.before is None or wishes.index(one.after) < wishes.index(one.before)
            kept = {one.applicant: one.place for one in found.kept}
            assert all(found.allocation.assigned[one] == place for one, place in kept.items())
            if policy == Withdrawals.FROZEN:
                assert situation.confirmed <= kept.keys()
            proof = certify(situation.remaining, found.allocation, fixed=found.kept)
            assert [check for check in proof.checks if not check.holds] == []
    assert moved > 500
