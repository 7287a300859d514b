"""What the commission decides itself: kept by every run, listed with its reason and its price."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mobility_rules.placement.keeping import CONFIRMED
from sapar.accounts.enums import Direction, RoleKind
from sapar.accounts.models import User
from sapar.applications import actions as applying
from sapar.audit.models import Event
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.selection import actions
from sapar.selection.enums import OutcomeKind
from sapar.selection.explaining import Explainer
from sapar.selection.models import Override, PlacementRun
from sapar.selection.reserve import waiting
from sapar.selection.results import place_results
from sapar.selection.verification import verify_run
from tests.factories import selection as made
from tests.factories.people import TESTER, make_role, make_user

pytestmark = pytest.mark.django_db
REASON = "Prepared the exchange with this host."


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="sapar.accounts.backends.SaparBackend")
    return client


def kinds(run: PlacementRun) -> list[str]:
    """Of everybody, the better average score first."""
    outcomes = run.outcomes.order_by("-score", "application_id")
    return [outcome.kind for outcome in outcomes]


def test_a_reason_tells_nobody_s_number_and_nobody_s_name() -> None:
    """In the folder it would tie a name to a pseudonym; endings of cases hide no name."""
    call, (first, second) = made.make_closed_call()
    person = first.engagement.person
    person.family_name = "Серікбаева"
    person.save()
    place = call.places.get()
    for named in (first.public_id, first.public_id.lower(), "Серикбаевадан"):
        reason = f"Had agreed it before {named}, in May."
        with pytest.raises(Refusal) as refused:
            actions.set_override(call, second, place, reason, by=TESTER)
        assert (refused.value.code, refused.value.values) == (
            "override-reason-names",
            {"named": named},
        )
    assert not Override.objects.exists()
    actions.set_override(call, second, place, "Серік келісті: 7KQ4-M2XD.", by=TESTER)


def test_a_seat_is_given_against_the_ranking_and_the_certificate_says_at_whose_cost() -> None:
    call, (first, second) = made.make_closed_call()
    place = call.places.get()
    actions.set_override(call, second, place, REASON, by=TESTER)
    run = actions.preview_placement(call, by=TESTER)
    assert kinds(run) == [OutcomeKind.RESERVE, OutcomeKind.PLACED]
    (listed,) = run.certificate["overrides"]
    assert (listed["applicant"], listed["place"]) == (second.public_id, place.public_id)
    assert listed["reason"] == REASON
    assert [(one["name"], one["applicant"]) for one in listed["breaks"]] == [
        ("no-justified-envy", first.public_id)
    ]
    assert run.certificate["holds"] is True
    assert [check.name for check in verify_run(run) if not check.holds] == []
    told = run.outcomes.get(application=second).explanation
    assert told == [
        {
            "rank": 1,
            "place": place.public_id,
            "outcome": "decided",
            "is_given": True,
            "reason": REASON,
        }
    ]


@pytest.mark.parametrize("reason", [REASON, CONFIRMED])
def test_a_seat_given_by_the_commission_is_no_rule_of_the_call_and_no_score_to_reach(
    reason: str,
) -> None:
    """Whatever words the commission finds, those of a kept seat among them."""
    call, (first, second) = made.make_closed_call()
    place = call.places.get()
    actions.set_override(call, second, place, reason, by=TESTER)
    run = actions.preview_placement(call, by=TESTER)
    outcome = run.outcomes.select_related("run__call").get(application=first)
    (wish,) = Explainer(call).wishes(outcome)
    assert wish.sentences == [
        "No score would have been enough: the commission gave the seats of this place itself.",
        "Among all who would rather have this place, those placed elsewhere included, your "
        "position is 1.",
    ]
    (result,) = place_results(run, list(run.outcomes.all()))
    assert result.cutoff == ""
    actions.publish_run(run, by=TESTER)
    public = Client().get(reverse("call-result", args=[call.public_id])).content.decode()
    assert "given by the commission itself" in public
    assert "a seat is free" not in public


def test_a_place_that_was_not_wished_may_be_given() -> None:
    call, (first, second) = made.make_closed_call(seats=(1, 1), wishes=((0,), (0,)))
    other = call.places.order_by("pk")[1]
    actions.set_override(call, second, other, REASON, by=TESTER)
    run = actions.preview_placement(call, by=TESTER)
    outcome = run.outcomes.get(application=second)
    assert (outcome.kind, outcome.place, outcome.wish_rank) == (OutcomeKind.PLACED, other, None)
    assert run.outcomes.get(application=first).kind == OutcomeKind.PLACED
    broken = {one["name"] for one in run.certificate["overrides"][0]["breaks"]}
    assert "individual-rationality" in broken


def test_who_is_placed_nowhere_is_told_why_and_waits_for_nothing() -> None:
    call, (first, second) = made.make_closed_call()
    actions.set_override(call, first, None, "The papers of the host were refused.", by=TESTER)
    run = actions.publish_run(actions.preview_placement(call, by=TESTER), by=TESTER)
    assert kinds(run) == [OutcomeKind.WITHHELD, OutcomeKind.PLACED]
    assert not first.offers.exists()
    actions.decline_offer(made.offer_of(second), by=TESTER)
    assert waiting(run, call.places.get()) == []
    assert not first.offers.exists()
    person = first.engagement.person
    page = reverse("application-result", args=[first.public_id])
    text = signed_in(make_user(person)).get(page).content.decode()
    assert "the commission decided about your place itself" in text
    assert "The papers of the host were refused." in text


def test_a_later_decision_replaces_the_one_before_and_lifting_gives_it_back() -> None:
    call, (first, second) = made.make_closed_call()
    place = call.places.get()
    actions.set_override(call, first, None, REASON, by=TESTER)
    override = actions.set_override(call, first, place, "Another reason.", by=TESTER)
    assert Override.objects.filter(lifted_at=None).get() == override
    actions.lift_override(override, by=TESTER)
    with pytest.raises(Conflict) as refused:
        actions.lift_override(override, by=TESTER)
    assert refused.value.code == "override-lifted"
    assert kinds(actions.preview_placement(call, by=TESTER)) == [
        OutcomeKind.PLACED,
        OutcomeKind.RESERVE,
    ]
    written = Event.objects.filter(subject_id=first.public_id, deed__endswith="-override")
    assert list(written.order_by("pk").values_list("deed", flat=True)) == [
        "set-override",
        "lift-override",
        "set-override",
        "lift-override",
    ]
    assert second.overrides.count() == 0


def test_a_decision_makes_the_preview_stale() -> None:
    call, (first, _second) = made.make_closed_call()
    run = actions.preview_placement(call, by=TESTER)
    override = actions.set_override(call, first, None, REASON, by=TESTER)
    with pytest.raises(Conflict) as refused:
        actions.publish_run(run, by=TESTER)
    assert refused.value.code == "run-stale"
    actions.lift_override(override, by=TESTER)
    assert actions.publish_run(run, by=TESTER).published_at is not None


def test_no_more_decisions_than_seats_and_none_without_a_reason() -> None:
    call, (first, second) = made.make_closed_call()
    place = call.places.get()
    actions.set_override(call, first, place, REASON, by=TESTER)
    with pytest.raises(Refusal) as refused:
        actions.set_override(call, second, place, REASON, by=TESTER)
    assert refused.value.code == "override-place-full"
    with pytest.raises(Refusal) as refused:
        actions.set_override(call, second, None, "  ", by=TESTER)
    assert refused.value.code == "override-reason-missing"
    assert list(Override.objects.filter(lifted_at=None).values_list("application", flat=True)) == [
        first.pk
    ]


def test_decisions_are_made_between_deadline_and_result() -> None:
    call, (first, _second) = made.make_closed_call()
    with clock.moved(by=made.BEFORE_CLOSING), pytest.raises(Refusal) as refused:
        actions.set_override(call, first, None, REASON, by=TESTER)
    assert refused.value.code == "placement-call-open"
    actions.publish_run(actions.preview_placement(call, by=TESTER), by=TESTER)
    with pytest.raises(Conflict) as late:
        actions.set_override(call, first, None, REASON, by=TESTER)
    assert late.value.code == "placement-published"


def test_a_decision_about_a_withdrawn_application_counts_no_more() -> None:
    call, (first, second) = made.make_closed_call()
    actions.set_override(call, first, call.places.get(), REASON, by=TESTER)
    first.refresh_from_db()
    applying.withdraw_application(first, by=TESTER)
    run = actions.preview_placement(call, by=TESTER)
    assert run.fixed == []
    assert run.outcomes.get().application == second


def test_the_owner_decides_on_the_page_and_reads_what_it_breaks() -> None:
    call, (first, second) = made.make_closed_call()
    owner, page = (
        signed_in(made.make_owner(call)),
        reverse("office-overrides", args=[call.public_id]),
    )
    empty = owner.post(page, {"application": second.public_id, "place": "nowhere", "reason": ""})
    assert empty.status_code == 422
    given = {
        "application": second.public_id,
        "place": call.places.get().public_id,
        "reason": REASON,
    }
    assert owner.post(page, given).status_code == 302
    owner.post(reverse("office-placement-preview", args=[call.public_id]))
    placement = reverse("office-placement", args=[call.public_id])
    text = owner.get(placement).content.decode()
    assert REASON in text
    assert f"{first.public_id} {first.engagement.person.full_name} would rather have" in text
    override = Override.objects.get()
    owner.post(reverse("office-override-lift", args=[override.public_id]))
    text = owner.get(placement).content.decode()
    assert "The commission has decided something since this preview" in text
    assert reverse("office-run-publish", args=[call.runs.get().public_id]) not in text


def test_nobody_decides_about_an_own_application() -> None:
    call, (first, _second) = made.make_closed_call()
    person = first.engagement.person
    make_role(person, RoleKind.OFFICER, call.owner)
    page = reverse("office-overrides", args=[call.public_id])
    given = {"application": first.public_id, "place": "nowhere", "reason": REASON}
    assert signed_in(make_user(person)).post(page, given).status_code == 403
    assert not Override.objects.exists()


def test_decisions_of_another_owner_are_not_found() -> None:
    call, (first, _second) = made.make_closed_call()
    override = actions.set_override(call, first, None, REASON, by=TESTER)
    with clock.moved(by=made.BEFORE_CLOSING):
        other = made.make_opened_call(direction=Direction.INTERNAL)
    stranger = signed_in(made.make_owner(other))
    assert stranger.get(reverse("office-overrides", args=[call.public_id])).status_code == 404
    lift = reverse("office-override-lift", args=[override.public_id])
    assert stranger.post(lift).status_code == 404
    override.refresh_from_db()
    assert override.lifted_at is None


def test_the_page_asks_the_same_number_of_queries_for_one_decision_and_for_three() -> None:
    counts = []
    for gpas in (("3.90", "3.50"), ("3.90", "3.80", "3.70", "3.60")):
        call, applications = made.make_closed_call(gpas, seats=(len(gpas) - 1,))
        place = call.places.get()
        for application in applications[1:]:
            actions.set_override(call, application, place, REASON, by=TESTER)
        owner = signed_in(made.make_owner(call))
        page = reverse("office-overrides", args=[call.public_id])
        owner.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert owner.get(page).content.decode().count(REASON) == len(gpas) - 1
        counts.append(len(asked))
    assert counts[0] == counts[1]
