"""What if: another number of seats, threshold, weight or reserve on a copy; nothing is stored."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sapar.accounts.enums import RoleKind
from sapar.accounts.models import User
from sapar.applications.models import Application
from sapar.audit.models import Event
from sapar.calls.models import Call
from sapar.calls.terms import current_terms
from sapar.core.errors import Refusal
from sapar.selection import actions
from sapar.selection.models import PlacementRun
from sapar.selection.readiness import commission_items
from sapar.selection.scenarios import Changes, NewReserve, run_to_try, scenario
from tests.factories import selection as made
from tests.factories.people import TESTER, make_staff

pytestmark = pytest.mark.django_db


def make_preview(
    gpas: tuple[str, ...] = ("3.90", "3.60", "3.30"), seats: tuple[int, ...] = (1,)
) -> tuple[PlacementRun, list[Application]]:
    call, applications = made.make_closed_call(gpas, seats)
    return actions.preview_placement(call, by=TESTER), applications


def place_of(call: Call, number: int = 0) -> str:
    return list(call.places.order_by("pk"))[number].public_id


def gains(run: PlacementRun, changes: Changes) -> list[str]:
    return [one.applicant for one in scenario(run, changes).comparison.gains]


def losses(run: PlacementRun, changes: Changes) -> list[str]:
    return [one.applicant for one in scenario(run, changes).comparison.losses]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="sapar.accounts.backends.SaparBackend")
    return client


def page(call: Call, name: str = "office-what-if") -> str:
    return reverse(name, args=[call.public_id])


def test_without_a_change_nothing_moves() -> None:
    run, _applications = make_preview()
    told = scenario(run, Changes()).comparison
    assert (told.gains, told.losses) == ((), ())
    assert told.before == told.after


def test_one_more_seat_goes_to_the_next() -> None:
    run, (_first, second, _third) = make_preview()
    changes = Changes(seats={place_of(run.call): 2})
    told = scenario(run, changes).comparison
    assert [one.applicant for one in told.gains] == [second.public_id]
    assert told.losses == ()
    assert (told.before.placed, told.after.placed) == (1, 2)


def test_no_seats_take_the_place_away() -> None:
    run, (first, _second, _third) = make_preview()
    assert losses(run, Changes(seats={place_of(run.call): 0})) == [first.public_id]


def test_a_higher_threshold_closes_and_a_lower_one_opens() -> None:
    run, (first, second, third) = make_preview(("3.90", "3.60", "2.80"), seats=(3,))
    assert losses(run, Changes(thresholds={"gpa-at-least/1": "3.70"})) == [
        *sorted([second.public_id, third.public_id])
    ]
    assert losses(run, Changes(thresholds={"gpa-at-least/1": "2.00"})) == []
    assert gains(run, Changes(thresholds={"gpa-at-least/1": "2.00"})) == []
    assert first.public_id not in losses(run, Changes(thresholds={"gpa-at-least/1": "3.70"}))


def test_other_weights_are_scored_anew_from_the_same_points() -> None:
    call, (first, second) = made.make_closed_call()
    codes = [item["code"] for item in commission_items(call)]
    for application, points in ((first, "10"), (second, "100")):
        application.score_sheets.update(points=dict.fromkeys(codes, points))
    run = actions.preview_placement(call, by=TESTER)
    outcome = {one.application: one.place_id is not None for one in run.outcomes.all()}
    assert outcome == {first: False, second: True}
    items = current_terms(call).content["scorecard"]
    weights = {item["code"]: Decimal(1) for item in items if item["source"] != "gpa"}
    gpa = next(item["code"] for item in items if item["source"] == "gpa")
    weights[gpa] = Decimal(100) - sum(weights.values(), Decimal(0))
    changes = Changes(weights=weights)
    assert (gains(run, changes), losses(run, changes)) == ([first.public_id], [second.public_id])


def test_the_weights_of_the_terms_give_the_scores_of_the_run() -> None:
    run, _applications = make_preview()
    items = current_terms(run.call).content["scorecard"]
    same = Changes(weights={item["code"]: Decimal(item["weight"]) for item in items})
    told = scenario(run, same).comparison
    assert told.before == told.after


def test_a_reserve_for_a_school_brings_its_best() -> None:
    run, (first, _second, third) = make_preview()
    school = third.engagement.unit
    schools = {one: one.engagement.unit for one in (first, third)}
    assert schools[first] != schools[third]
    reserve = NewReserve(place_of(run.call), school.public_id, 1)
    changes = Changes(new_reserve=reserve)
    assert (gains(run, changes), losses(run, changes)) == ([third.public_id], [first.public_id])
    groups = scenario(run, changes).comparison.after.by_group
    assert groups[school.public_id].placed == 1


def test_more_reserved_than_there_are_seats_is_said() -> None:
    run, (_first, _second, third) = make_preview()
    reserve = NewReserve(place_of(run.call), third.engagement.unit.public_id, 5)
    with pytest.raises(Refusal) as refused:
        scenario(run, Changes(new_reserve=reserve))
    assert refused.value.code == "reserves-exceed-quota"


def test_a_decided_call_is_tried_from_its_first_result() -> None:
    run, (first, _second) = made.make_published(withdrawals="re-run")
    actions.decline_offer(made.offer_of(first), by=TESTER)
    assert run_to_try(run.call) == run


# The page


def test_the_owner_compares_and_nothing_is_stored() -> None:
    run, (_first, second, _third) = make_preview()
    client = signed_in(made.make_owner(run.call))
    before = (Event.objects.count(), run.call.terms.count(), run.call.runs.count())
    answer = client.get(page(run.call), {f"seats-{place_of(run.call)}": "2"})
    text = answer.content.decode()
    assert "Gain: 1. Lose: 0." in text
    assert second.engagement.person.full_name in text
    assert 'value="2"' in text
    assert (Event.objects.count(), run.call.terms.count(), run.call.runs.count()) == before


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"seats": "many"}, "many"),
        ({"seats": "-1"}, "-1"),
        ({"threshold-gpa-at-least/1": "9"}, "9"),
        ({"weight": "1"}, "expected are 100"),
        ({"reserve_seats": "1"}, "A new reserve needs a place, a type and a number of seats."),
    ],
)
def test_a_bad_value_is_named_and_stays(given: dict[str, str], said: str) -> None:
    run, _applications = make_preview()
    code = current_terms(run.call).content["scorecard"][0]["code"]
    names = {"seats": f"seats-{place_of(run.call)}", "weight": f"weight-{code}"}
    sent = {names.get(name, name): value for name, value in given.items()}
    answer = signed_in(made.make_owner(run.call)).get(page(run.call), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert all(f'value="{value}"' in answer.content.decode() for value in given.values())


def test_seats_are_adopted_with_a_reason_for_a_new_preview() -> None:
    run, (_first, second, _third) = make_preview()
    call = run.call
    client, query = signed_in(made.make_owner(call)), f"?seats-{place_of(call)}=2"
    address = page(call, "office-adopt-seats") + query
    without = client.post(address, {"version": call.version, "reason": " "})
    assert without.status_code == 422
    assert call.terms.count() == 1
    done = client.post(address, {"version": call.version, "reason": "The host gave one more."})
    assert done.status_code == 302
    assert current_terms(call).content["places"][0]["seats"] == 2
    again = actions.preview_placement(call, by=TESTER)
    assert again.outcomes.get(application=second).place_id is not None


def test_a_second_officer_keeps_the_reason_that_came_too_late() -> None:
    run, _applications = make_preview()
    call = run.call
    client, query = signed_in(made.make_owner(call)), f"?seats-{place_of(call)}=2"
    address = page(call, "office-adopt-seats") + query
    client.post(address, {"version": call.version, "reason": "First."})
    query = f"?seats-{place_of(call)}=3"
    late = client.post(
        page(call, "office-adopt-seats") + query, {"version": call.version, "reason": "Second."}
    )
    assert late.status_code == 409
    assert "Second." in late.content.decode()
    assert current_terms(call).content["places"][0]["seats"] == 2


def test_a_decided_call_offers_nothing_to_adopt() -> None:
    run, _applications = made.make_published()
    client = signed_in(made.make_owner(run.call))
    query = {f"seats-{place_of(run.call)}": "2"}
    text = client.get(page(run.call), query).content.decode()
    assert "Gain: 1. Lose: 0." in text
    assert page(run.call, "office-adopt-seats") not in text
    sent = client.post(
        f"{page(run.call, 'office-adopt-seats')}?seats-{place_of(run.call)}=2",
        {"version": run.call.version + 1, "reason": "Late."},
    )
    assert sent.status_code == 409
    assert run.call.terms.count() == 1


def test_only_the_owner_tries() -> None:
    run, _applications = make_preview()
    other = signed_in(make_staff(RoleKind.COORDINATOR))
    member = signed_in(made.make_commission(run.call)[0])
    codes = [client.get(page(run.call)).status_code for client in (other, member, Client())]
    assert codes == [404, 403, 302]


def test_before_a_preview_it_says_what_to_do() -> None:
    call, _applications = made.make_closed_call()
    text = signed_in(made.make_owner(call)).get(page(call)).content.decode()
    assert "Run a preview first" in text


def test_the_page_asks_as_often_for_three_as_for_one() -> None:
    def asked(gpas: tuple[str, ...]) -> int:
        run, _applications = make_preview(gpas)
        client = signed_in(made.make_owner(run.call))
        query = {f"seats-{place_of(run.call)}": "2", "threshold-gpa-at-least/1": "3.00"}
        client.get(page(run.call), query)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page(run.call), query).status_code == 200
        return len(queries)

    assert asked(("3.90",)) == asked(("3.90", "3.60", "3.30"))


def test_seats_that_the_commission_gave_itself_are_not_tried_away() -> None:
    call, (_first, second) = made.make_closed_call()
    actions.set_override(call, second, call.places.get(), "As agreed with the host.", by=TESTER)
    run = actions.preview_placement(call, by=TESTER)
    with pytest.raises(Refusal) as refused:
        scenario(run, Changes(seats={place_of(call): 0}))
    assert refused.value.code == "overrides-exceed-seats"
    assert refused.value.values["numbers"] == second.public_id
