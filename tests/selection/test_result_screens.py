"""Placement, offers and results as the owner, the applicant and everybody see them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sapar.accounts.enums import Direction
from sapar.accounts.models import User
from sapar.applications.models import Application
from sapar.core import clock
from sapar.office.views.selection import run_shown
from sapar.selection import actions
from sapar.selection.appealing import Fact, FactKind, Manner
from sapar.selection.enums import OfferState, RunState
from sapar.selection.situation import situation_of
from tests.factories import selection as made
from tests.factories.people import TESTER, make_user

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="sapar.accounts.backends.SaparBackend")
    return client


def applicant(application: Application) -> Client:
    return signed_in(make_user(application.engagement.person))


def address(name: str, record: str) -> str:
    return reverse(name, args=[record])


def queries(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_owner_previews_and_publishes() -> None:
    call, (first, second) = made.make_closed_call()
    owner = signed_in(made.make_owner(call))
    page = address("office-placement", call.public_id)
    owner.post(address("office-placement-preview", call.public_id))
    text = owner.get(page).content.decode()
    assert first.engagement.person.full_name in text
    assert second.public_id in text
    assert "No seat that could be given stays free while somebody would rather have it." in text
    run = call.runs.get()
    for version in ("7", "seven"):
        publish = address("office-run-publish", run.public_id)
        stale = owner.post(publish, {"version": version}, follow=True).content.decode()
        assert "Somebody changed this after you opened the form." in stale
    call.refresh_from_db()
    assert call.state == "opened"
    owner.post(address("office-run-publish", run.public_id), {"version": run.version})
    run.refresh_from_db()
    assert run.state == RunState.PUBLISHED
    assert first.offers.count() == 1


def test_those_without_a_place_stand_on_pages_by_their_rank(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run_shown, "UNPLACED", 2)
    run, applications = made.make_published(("3.90", "3.80", "3.70", "3.60", "3.50"))
    owner, page = (
        signed_in(made.make_owner(run.call)),
        address("office-placement", run.call.public_id),
    )
    shown = []
    for number in (1, 2):
        text = owner.get(f"{page}?kept=1&page={number}").content.decode()
        section = text[text.index('id="unplaced"') : text.index('id="certificate"')]
        shown.append([one for one in applications if one.public_id in section])
        assert section.count("The last one admitted had 84.333") == 2
        assert f"?kept=1&amp;page={3 - number}" in section
    assert shown == [applications[1:3], applications[3:]]


def test_the_page_of_a_run_shows_the_certificate_as_it_was_made_and_leads_to_the_check() -> None:
    run, _applications = made.make_published()
    owner, page = (
        signed_in(made.make_owner(run.call)),
        address("office-placement", run.call.public_id),
    )
    text = owner.get(page).content.decode()
    assert f"by Sapar {run.code_version}." in text
    assert "The result is proved: everything that it promises holds." in text
    assert address("office-run-replay", run.public_id) in text
    run.certificate["holds"] = False
    run.certificate["checks"][0] |= {"holds": False, "problems": ["one too many"]}
    run.save()
    text = owner.get(page).content.decode()
    assert "The result is not proved: something below does not hold." in text
    assert "one too many" in text


def test_what_is_missing_stands_on_the_page_and_nothing_is_run() -> None:
    with clock.moved(by=made.BEFORE_CLOSING):
        call = made.make_opened_call()
        application = made.make_candidate(call)
    made.make_commission(call)
    owner = signed_in(made.make_owner(call))
    owner.post(address("office-placement-preview", call.public_id))
    text = owner.get(address("office-placement", call.public_id)).content.decode()
    assert f"Application {application.public_id} has no judgement" in text
    assert not call.runs.exists()


def test_second_preview_says_who_moved() -> None:
    call, (first, second) = made.make_closed_call()
    actions.preview_placement(call, by=TESTER)
    actions.record_judgement(first, False, "Did not answer.", by=TESTER)
    actions.preview_placement(call, by=TESTER)
    text = signed_in(made.make_owner(call)).get(address("office-placement", call.public_id)).content
    assert "What moved since preview 1" in text.decode()
    assert text.decode().count(second.public_id) >= 2


def test_selection_of_another_owner_is_not_found() -> None:
    run, _applications = made.make_published()
    with clock.moved(by=made.BEFORE_CLOSING):
        other = made.make_opened_call(direction=Direction.INTERNAL)
    stranger = signed_in(made.make_owner(other))
    for name in ("office-ranking", "office-placement", "office-offers", "office-scores"):
        assert stranger.get(address(name, run.call.public_id)).status_code == 404


def test_ranking_shows_every_ingredient_and_names_only_to_the_owner() -> None:
    run, (first, _second) = made.make_published()
    page = address("office-ranking", run.call.public_id)
    text = signed_in(made.make_owner(run.call)).get(page).content.decode()
    for part in ("3.9 of 4", "39.000", "13.333", "80 of 100", "84.333 points"):
        assert part in text
    assert first.engagement.person.full_name in text
    member = signed_in(made.make_commission(run.call)[0]).get(page).content.decode()
    assert first.public_id in member
    assert first.engagement.person.full_name not in member


def test_published_page_holds_numbers_and_no_names() -> None:
    run, applications = made.make_published(("3.90", "3.80", "3.50"))
    text = Client().get(address("call-result", run.call.public_id)).content.decode()
    for application in applications:
        person = application.engagement.person
        assert application.public_id in text
        assert person.family_name not in text
        assert str(person.email) not in text
    for shown in (run.call.lottery_seed, run.certificate["lottery"]["promised"], "84.333"):
        assert shown in text


def test_result_is_not_found_before_it_is_published() -> None:
    call, (first, _second) = made.make_closed_call()
    actions.preview_placement(call, by=TESTER)
    assert Client().get(address("call-result", call.public_id)).status_code == 404
    result = address("application-result", first.public_id)
    assert applicant(first).get(result).status_code == 404
    assert call.lottery_seed not in Client().get(address("call", call.public_id)).content.decode()


def test_applicant_reads_the_exact_threshold() -> None:
    _run, (_first, second) = made.make_published()
    result = address("application-result", second.public_id)
    text = applicant(second).get(result).content.decode()
    enough = second.outcomes.get().explanation[0]["enough"]
    assert f"With {enough / 1000:.3f} points you would have been placed at" in text
    assert "The last one admitted had 84.333, 4 more than you." in text


def test_what_had_been_enough_is_told_after_a_later_run_only_kept_the_seats() -> None:
    run, (_first, second, third) = made.make_published(("3.90", "3.80", "3.50"))
    enough = second.outcomes.get().explanation[0]["enough"]
    appeal = actions.file_appeal(run.outcomes.get(application=third), "Too low.", by=TESTER)
    actions.uphold_appeal(
        appeal,
        "It was 82.",
        fact=Fact(FactKind.SCORE, score=82_000),
        manner=Manner.FROZEN,
        seen=situation_of(run).hash,
        by=TESTER,
    )
    text = applicant(second).get(address("application-result", second.public_id)).content.decode()
    assert f"With {enough / 1000:.3f} points you would have been placed at" in text
    assert "Since then the seats of this place stay with those who hold them." in text
    text = applicant(third).get(address("application-result", third.public_id)).content.decode()
    assert "points you would have been placed" not in text  # it was said about another score
    assert "The seats of this place stay with those who held them before." in text


def test_loss_by_the_lottery_is_said_as_such() -> None:
    run, applications = made.make_published(("3.90", "3.90"))
    loser = next(one for one in applications if not one.offers.exists())
    text = applicant(loser).get(address("application-result", loser.public_id)).content.decode()
    assert "the lottery decided" in text
    assert "rank 1 of all" in text  # as on the public page: they differ by nothing but the draw
    assert run.outcomes.count() == 2


def test_result_and_offer_of_others_are_not_found() -> None:
    _run, (first, second) = made.make_published()
    other = applicant(second)
    assert other.get(address("application-result", first.public_id)).status_code == 404
    offer = made.offer_of(first)
    assert other.get(address("offer", offer.public_id)).status_code == 404
    answer = {"version": offer.version}
    assert other.post(address("offer-accept", offer.public_id), answer).status_code == 404
    offer.refresh_from_db()
    assert offer.state == OfferState.OFFERED


def test_accepted_in_one_step_and_the_second_window_is_told() -> None:
    _run, (first, _second) = made.make_published()
    client, offer = applicant(first), made.offer_of(first)
    answer = {"version": offer.version}
    assert client.post(address("offer-accept", offer.public_id), answer).status_code == 302
    offer.refresh_from_db()
    assert offer.state == OfferState.ACCEPTED
    decline = address("offer-decline", offer.public_id)
    late = client.post(decline, {**answer, "reason": "x"}, follow=True).content.decode()
    assert "Somebody changed this after you opened the form." in late
    offer.refresh_from_db()
    assert offer.state == OfferState.ACCEPTED


def test_late_answer_names_the_instant_and_offers_no_form() -> None:
    _run, (first, _second) = made.make_published()
    client, offer = applicant(first), made.offer_of(first)
    with clock.moved(to=offer.respond_by):
        accept = address("offer-accept", offer.public_id)
        text = client.post(accept, {"version": offer.version}, follow=True).content.decode()
    assert "The time to answer ended" in text
    assert "23:59" in text
    assert f'action="{accept}"' not in text


def test_owner_withdraws_with_a_reason_that_the_applicant_reads() -> None:
    run, (first, second) = made.make_published()
    offer, owner = made.offer_of(first), signed_in(made.make_owner(run.call))
    withdraw = address("office-offer-withdraw", offer.public_id)
    assert owner.post(withdraw, {"version": offer.version, "reason": ""}).status_code == 422
    owner.post(withdraw, {"version": offer.version, "reason": "The host closed the course."})
    text = owner.get(address("office-offers", run.call.public_id)).content.decode()
    assert second.offers.count() == 1
    assert "from the reserve list" in text
    result = applicant(first).get(address("application-result", first.public_id)).content.decode()
    assert "The host closed the course." in result


@pytest.mark.parametrize("name", ["office-placement", "office-ranking", "office-offers"])
def test_lists_ask_the_same_number_of_queries_for_one_and_for_three(name: str) -> None:
    counts = []
    for gpas in (("3.90", "3.50"), ("3.90", "3.80", "3.70", "3.60")):
        run, _applications = made.make_published(gpas, seats=(len(gpas) // 2,))
        counts.append(
            queries(signed_in(made.make_owner(run.call)), address(name, run.call.public_id))
        )
    assert counts[0] == counts[1]


def test_public_page_asks_the_same_number_of_queries_for_one_and_for_three() -> None:
    counts = []
    for gpas in (("3.90",), ("3.90", "3.80", "3.70")):
        run, _applications = made.make_published(gpas)
        counts.append(queries(Client(), address("call-result", run.call.public_id)))
    assert counts[0] == counts[1]
