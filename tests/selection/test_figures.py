"""What is kept of a run for everybody to read: as true as if it were worked out, and all that
public pages look into."""

from __future__ import annotations

from itertools import product

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mobility_rules.placement.deferred_acceptance import Allocation, solve
from mobility_rules.placement.instance import Applicant, Instance, Place, build
from mobility_rules.placement.policy import Group, MinimumMode, Policy
from mobility_rules.placement.reserve import reserve_list
from sapar.calls.actions import seating
from sapar.calls.enums import Withdrawals
from sapar.calls.models import Call
from sapar.core.translated import Translated
from sapar.selection import actions
from sapar.selection.figures import Figures, figures_of, stored_figures
from sapar.selection.models import PlacementRun
from sapar.selection.placing import Placed
from sapar.selection.queries import without_documents
from sapar.selection.reserve import placed_market_of, reserve_lists
from sapar.selection.situation import situation_of
from sapar.ui.kept import KEPT
from tests.factories import selection as made
from tests.factories.applications import places_of
from tests.factories.people import TESTER, make_user
from tests.selection.test_policies import THREE, make_call_with_minimum
from tests.selection.test_stored_runs import as_stored_before, signed_in

PUBLISHED_GPAS = ("3.90", "3.80", "3.70", "3.60", "3.50")
INPUT = '"selection_placementrun"."input", "'
database = pytest.mark.django_db


def shared_quota(call: Call) -> None:
    places = [place.public_id for place in places_of(call)]
    name = Translated("Ортақ", "Общая", "Shared")
    seating.add_shared_quota(call, name=name, quota=2, places=places, by=TESTER)


def given_away() -> Call:
    call, applications = made.make_closed_call(PUBLISHED_GPAS, seats=(1, 1))
    actions.set_override(call, applications[-1], places_of(call)[0], "A prize.", by=TESTER)
    return call


def full() -> Call:
    return made.make_closed_call(PUBLISHED_GPAS, seats=(1, 2))[0]


def with_a_free_seat() -> Call:
    return made.make_closed_call(PUBLISHED_GPAS, seats=(2, 4))[0]


def with_a_shared_quota() -> Call:
    return made.make_closed_call(PUBLISHED_GPAS, seats=(2, 2), rules=shared_quota)[0]


def with_a_closed_place() -> Call:
    return make_call_with_minimum(MinimumMode.CLOSE, THREE)


def with_the_most_placed() -> Call:
    return make_call_with_minimum(MinimumMode.EXACT, THREE)


EVERY_KIND = [
    full,
    with_a_free_seat,
    with_a_shared_quota,
    given_away,
    with_a_closed_place,
    with_the_most_placed,
]


def publish(call: Call) -> PlacementRun:
    return actions.publish_run(actions.preview_placement(call, by=TESTER), by=TESTER)


@database
@pytest.mark.parametrize("make", EVERY_KIND)
def test_what_is_kept_is_what_would_be_worked_out(make) -> None:
    run = publish(make())
    kept = stored_figures(run)
    assert kept.to_json() == run.figures
    run.figures = {}
    assert stored_figures(run) == kept


@database
@pytest.mark.parametrize("make", EVERY_KIND)
def test_reserve_lists_are_those_of_the_kernel(make) -> None:
    run = publish(make())
    market, allocation = placed_market_of(run)
    told = reserve_lists(run.outcomes.select_related("application"))
    assert {place: reserve_list(market, allocation, place) for place in market.places} == {
        place: [outcome.application.public_id for outcome in told.get(place, ())]
        for place in market.places
    }


@database
def test_public_pages_never_load_what_a_run_was_made_from() -> None:
    runs = [publish(full()), publish(given_away())]
    pages = [reverse("calls")]
    for run in runs:
        pages += [reverse(name, args=[run.call.public_id]) for name in ("call", "call-result")]
        pages += [reverse("partner", args=[place.host.public_id]) for place in places_of(run.call)]
    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            assert Client().get(page).status_code == 200
        queries = [query["sql"] for query in asked]
        assert any('FROM "selection_placementrun"' in query for query in queries)
        assert [one for one in queries if INPUT in one] == []


@database
def test_an_office_compares_a_later_run_without_loading_what_either_was_made_from() -> None:
    run, (first, *_others) = made.make_published(
        ("3.90", "3.80", "3.70"), (1, 1), withdrawals=Withdrawals.RERUN
    )
    actions.decline_offer(made.offer_of(first), by=TESTER)
    actions.fill_seats(run.call, seen=situation_of(run).hash, by=TESTER)
    office = signed_in(made.make_owner(run.call))
    with CaptureQueriesContext(connection) as asked:
        page = office.get(reverse("office-placement", args=[run.call.public_id]))
    assert page.context["before"] == run
    assert page.context["moves"]
    assert [one for one in asked if INPUT in one["sql"]] == []


@database
def test_nobody_loads_it_to_read_the_own_result() -> None:
    run = publish(full())
    outcome = run.outcomes.select_related("application__engagement__person").latest("position")
    reader = signed_in(make_user(outcome.application.engagement.person))
    with CaptureQueriesContext(connection) as asked:
        page = reader.get(reverse("application-result", args=[outcome.application.public_id]))
    position = -outcome.breakdown["tie"][run.input["tie_break"].index("lottery")]
    assert f"position {position} in the draw" in page.content.decode()
    assert [one for one in asked if INPUT in one["sql"]] == []


@database
def test_public_pages_say_the_same_of_a_run_from_before() -> None:
    run = publish(full())
    pages = [reverse("calls"), reverse("call", args=[run.call.public_id])]
    pages += [reverse("partner", args=[place.host.public_id]) for place in places_of(run.call)]
    before = [Client().get(page).content for page in pages]
    as_stored_before(run)
    KEPT.clear()
    assert [Client().get(page).content for page in pages] == before
    (light,) = without_documents(PlacementRun.objects.all())
    assert stored_figures(light).admitted


@database
def test_seats_that_a_shared_quota_holds_back_are_counted_apart() -> None:
    call = with_a_shared_quota()
    actions.preview_placement(call, by=TESTER)
    owner = signed_in(made.make_owner(call))
    page = owner.get(reverse("office-placement", args=[call.public_id])).content.decode()
    assert "Placed: 2 of 5, of these at the first wish: 2. Free seats: 0. " in page
    assert "Held back by shared quotas: 2." in page


POLICY = Policy(
    groups=(Group("inner", 2, "outer"), Group("outer", 3)),
    member_of={"a": "inner", "b": "inner", "c": "outer"},
)


def market(*wished: str) -> Instance:
    """Two seats at each of four places: a and b share two, these and c three, d shares nothing."""
    people = [
        Applicant(f"p{number}", (place,), score=-number)
        for number, place in enumerate(wished, start=1)
    ]
    return build([Place(name, 2) for name in "abcd"], people, policy=POLICY)


def test_as_many_seats_are_free_as_newcomers_everywhere_would_get() -> None:
    for people in product(range(3), repeat=4):
        wished = [place for place, count in zip("abcd", people, strict=True) for _ in range(count)]
        instance = market(*wished)
        allocation = solve(instance)
        with_newcomers = solve(market(*wished, *"abcd" * 2))
        got = _placed(with_newcomers) - _placed(allocation)
        assert (people, _free(instance, allocation)) == (people, got)


def _free(instance: Instance, allocation: Allocation) -> int:
    return figures_of(instance, Placed(instance, allocation)).free


def _placed(allocation: Allocation) -> int:
    return sum(place is not None for place in allocation.assigned.values())


def test_nothing_is_said_of_a_place_that_anybody_gets() -> None:
    instance = build([Place("a", 2)], [Applicant("one", ("a",), score=5)])
    figures = figures_of(instance, Placed(instance, solve(instance)))
    assert figures == Figures(wished={"a": 1}, seats={"a": 2}, free=1)
