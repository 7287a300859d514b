"""Appeals: filed in time and in own words, answered by a run with one changed fact."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sapar.accounts.actions import close_account
from sapar.accounts.enums import RoleKind
from sapar.accounts.models import User
from sapar.applications.models import Application
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.desk.queues import queues_of
from sapar.desk.standing import standing_of, with_standing
from sapar.messaging.actions import deliver_due_mail
from sapar.records.enums import FactKind
from sapar.selection import actions
from sapar.selection.appealing import Fact, Manner, answers, appeal_until, corrected
from sapar.selection.appealing import FactKind as ChangeKind
from sapar.selection.enums import LIVE_OFFERS, AppealState, OfferState, OutcomeKind, RunCause
from sapar.selection.explaining import Explainer
from sapar.selection.models import Appeal, Outcome, PlacementRun
from sapar.selection.queries import published_run
from sapar.selection.reserve import waiting
from sapar.selection.situation import situation_of
from sapar.selection.verification import verify_run
from tests.factories import applications as applying
from tests.factories import selection as made
from tests.factories.people import TESTER, make_staff, make_user

pytestmark = pytest.mark.django_db

RAISED = Fact(ChangeKind.SCORE, score=99_000)


def make_appeal(
    gpas: tuple[str, ...] = ("3.90", "3.70", "3.50"), seats: tuple[int, ...] = (1,), **fields: Any
) -> tuple[PlacementRun, list[Application], Appeal]:
    """An appeal of the last one."""
    run, applications = made.make_published(gpas, seats, **fields)
    appeal = actions.file_appeal(
        outcome_of(run, applications[-1]), "My average score is wrong.", by=TESTER
    )
    return run, applications, appeal


def outcome_of(run: PlacementRun, application: Application) -> Outcome:
    return run.outcomes.get(application=application)


def seen(run: PlacementRun) -> str:
    current = published_run(run.call)
    assert current is not None
    return situation_of(current).hash


def uphold(appeal: Appeal, fact: Fact = RAISED, manner: Manner = Manner.FROZEN) -> PlacementRun:
    before = seen(appeal.outcome.run)
    decided = actions.uphold_appeal(
        appeal, "The record was corrected.", fact=fact, manner=manner, seen=before, by=TESTER
    )
    assert decided.run is not None
    return decided.run


def live(application: Application) -> str | None:
    offer = application.offers.filter(state__in=LIVE_OFFERS).first()
    return offer.state if offer else None


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="sapar.accounts.backends.SaparBackend")
    return client


def owner_of(run: PlacementRun) -> Client:
    return signed_in(made.make_owner(run.call))


# Filing


def test_filed_in_own_words_until_the_last_second_and_no_later() -> None:
    run, (_first, second) = made.make_published(appeal_days=3)
    outcome, until = outcome_of(run, second), appeal_until(run)
    assert until.astimezone(clock.university_zone()).date() == clock.today() + dt.timedelta(days=3)
    with clock.moved(to=until):
        with pytest.raises(Refusal) as refused:
            actions.file_appeal(outcome, "Too late.", by=TESTER)
        assert (refused.value.code, refused.value.values) == ("appeal-late", {"until": until})
    with clock.moved(to=until - dt.timedelta(seconds=1)):
        appeal = actions.file_appeal(outcome, "  In time.  ", by=TESTER)
    assert (appeal.text, appeal.state) == ("In time.", AppealState.FILED)


def test_one_open_appeal_and_never_an_empty_one() -> None:
    run, applications, _appeal = make_appeal()
    outcome = outcome_of(run, applications[-1])
    with pytest.raises(Conflict) as conflict:
        actions.file_appeal(outcome, "Once more.", by=TESTER)
    assert conflict.value.code == "appeal-open"
    with pytest.raises(Refusal) as refused:
        actions.file_appeal(outcome_of(run, applications[0]), "  ", by=TESTER)
    assert refused.value.code == "appeal-text-missing"
    assert Appeal.objects.count() == 1


def test_filling_seats_gives_no_new_time_to_appeal() -> None:
    run, (first, _second) = made.make_published(withdrawals="re-run")
    until = appeal_until(run)
    with clock.moved(by=dt.timedelta(days=2)):
        actions.decline_offer(made.offer_of(first), by=TESTER)
        later = actions.fill_seats(run.call, seen=seen(run), by=TESTER)
    assert appeal_until(later) == until


# Answering


def test_frozen_nobody_loses_a_seat_and_the_reserve_list_is_put_right() -> None:
    run, (first, second, third), appeal = make_appeal()
    assert waiting(run, run.call.places.get()) == [second.public_id, third.public_id]
    later = uphold(appeal)
    assert [live(one) for one in (first, second, third)] == [OfferState.OFFERED, None, None]
    assert waiting(later, later.call.places.get()) == [third.public_id, second.public_id]
    assert (later.cause, later.replaces) == (RunCause.APPEAL, run)
    assert [check.name for check in verify_run(later) if not check.holds] == []
    outcome = outcome_of(later, third)
    assert (outcome.score, outcome.position, outcome.kind) == (99_000, 1, OutcomeKind.RESERVE)
    told = Explainer(later.call).wishes(outcome)[0].sentences
    assert told[0] == "The seats of this place stay with those who held them before."


def test_frozen_a_seat_that_is_free_goes_to_the_appellant() -> None:
    _run, (first, second, third), appeal = make_appeal(withdrawals="re-run")
    actions.decline_offer(made.offer_of(first), by=TESTER)
    uphold(appeal)
    assert [live(one) for one in (first, second, third)] == [None, None, OfferState.OFFERED]


def test_placed_anew_the_seat_moves_and_its_holder_reads_why() -> None:
    _run, (first, second, third), appeal = make_appeal()
    uphold(appeal, manner=Manner.RERUN)
    assert [live(one) for one in (first, second, third)] == [None, None, OfferState.OFFERED]
    offer = made.offer_of(first)
    assert offer.state == OfferState.WITHDRAWN
    assert offer.reason


def test_nobody_is_placed_anew_once_somebody_has_accepted() -> None:
    _run, (first, _second, _third), appeal = make_appeal()
    actions.accept_offer(made.offer_of(first), by=TESTER)
    with pytest.raises(Refusal) as refused:
        uphold(appeal, manner=Manner.RERUN)
    assert refused.value.code == "appeal-manner-closed"
    assert live(first) == OfferState.ACCEPTED


def test_by_the_reserve_list_a_seat_that_waits_goes_on_waiting() -> None:
    run, (first, _second, third), appeal = make_appeal(withdrawals="re-run")
    actions.decline_offer(made.offer_of(first), by=TESTER)
    later = uphold(appeal, manner=Manner.RESERVE_LIST)
    assert live(third) is None
    assert sum(situation_of(later).freed.values()) == 1
    actions.fill_seats(run.call, seen=seen(run), by=TESTER)
    assert live(third) == OfferState.OFFERED


def test_a_lower_score_never_costs_the_appellant_the_seat() -> None:
    run, applications = made.make_published(("3.90", "3.70"))
    appeal = actions.file_appeal(outcome_of(run, applications[0]), "Look again.", by=TESTER)
    uphold(appeal, Fact(ChangeKind.SCORE, score=1_000))
    assert live(applications[0]) == OfferState.OFFERED


def test_a_wish_that_is_to_count_takes_part() -> None:
    with clock.moved(by=made.BEFORE_CLOSING):
        call = made.make_opened_call()
        good, barred = (made.make_candidate(call, gpa=gpa) for gpa in ("3.10", "3.90"))
    made.make_commission(call)
    made.finish_scoring(call)
    actions.record_judgement(barred, False, "Did not answer.", by=TESTER)
    run = actions.publish_run(actions.preview_placement(call, by=TESTER), by=TESTER)
    assert outcome_of(run, barred).kind == OutcomeKind.NOT_ELIGIBLE
    appeal = actions.file_appeal(outcome_of(run, barred), "I did answer.", by=TESTER)
    without = {"kind": "wish", "do": "show", "version": "1"}
    asked = owner_of(run).post(reverse("office-appeal", args=[appeal.public_id]), without)
    assert "Choose the wish that is to count as eligible." in asked.content.decode()
    place = run.call.places.get().public_id
    later = uphold(appeal, Fact(ChangeKind.WISH, place=place))
    assert outcome_of(later, barred).kind == OutcomeKind.RESERVE
    assert live(good) == OfferState.OFFERED
    with pytest.raises(Refusal) as refused:
        corrected(situation_of(later), barred, Fact(ChangeKind.WISH, place=place))
    assert refused.value.code == "appeal-wish-counts-already"


def test_a_corrected_record_counts_as_it_stands_now() -> None:
    run, (_first, _second, third), appeal = make_appeal()
    applying.record(third.engagement, FactKind.GPA, {"value": "4.00", "credits": "120"})
    fact = Fact(ChangeKind.AS_RECORDED)
    found = corrected(situation_of(run), third, fact)
    told = answers(situation_of(run), found.changed)
    assert {manner: answer.own.after is not None for manner, answer in told.items()} == {
        Manner.FROZEN: False,
        Manner.RERUN: True,
        Manner.RESERVE_LIST: False,
    }
    assert Appeal.objects.get().fact == {}
    later = uphold(appeal, fact)
    outcome = outcome_of(later, third)
    assert outcome.score == sum(one["thousandths"] for one in outcome.breakdown["ingredients"])
    assert (outcome.score or 0) > (outcome_of(run, third).score or 0)
    appeal.refresh_from_db()
    assert appeal.fact["score"] == outcome.score


def test_what_was_looked_at_is_kept_with_the_decision() -> None:
    run, (_first, _second, third), appeal = make_appeal()
    decided = actions.dismiss_appeal(
        appeal, "The record is right.", fact=RAISED, seen=seen(run), by=TESTER
    )
    assert (decided.state, decided.run) == (AppealState.DISMISSED, None)
    assert decided.fact["kind"] == "score"
    place = run.call.places.get().public_id
    assert decided.difference["re-run"]["own"] == {
        "applicant": third.public_id,
        "before": None,
        "after": place,
    }
    assert run.call.runs.count() == 1


def test_an_answer_in_between_or_a_second_officer_is_a_conflict() -> None:
    run, (first, _second, _third), appeal = make_appeal()
    before = seen(run)
    actions.accept_offer(made.offer_of(first), by=TESTER)
    with pytest.raises(Conflict) as changed:
        actions.uphold_appeal(appeal, "Right.", fact=RAISED, seen=before, by=TESTER)
    assert changed.value.code == "situation-changed"
    actions.dismiss_appeal(appeal, "Nothing was wrong.", by=TESTER)
    with pytest.raises(Conflict) as decided:
        actions.dismiss_appeal(appeal, "Nothing at all.", by=TESTER)
    assert decided.value.code == "state-changed"
    with pytest.raises(Conflict):
        uphold(appeal)
    assert run.call.runs.count() == 1


def test_who_declined_is_out_of_it() -> None:
    run, (first, _second, _third), _appeal = make_appeal()
    own = actions.file_appeal(outcome_of(run, first), "I wanted another place.", by=TESTER)
    actions.decline_offer(made.offer_of(first), by=TESTER)
    with pytest.raises(Refusal) as refused:
        uphold(own)
    assert refused.value.code == "appeal-application-gone"


def test_each_answer_is_mailed_with_its_reasons() -> None:
    _run, applications, appeal = make_appeal()
    actions.dismiss_appeal(appeal, "The record is right.", by=TESTER)
    mail.outbox.clear()
    deliver_due_mail()
    address = applications[-1].engagement.person.email
    told = [one for one in mail.outbox if one.to == [address] and "appeal" in one.subject]
    number = applications[-1].public_id
    assert [one.subject for one in told] == [
        f"Your appeal against the result of application {number} has arrived",
        f"Your appeal was dismissed: application {number}",
    ]
    assert "The record is right." in told[1].body


def test_an_account_stays_open_until_the_answer_has_come() -> None:
    _run, applications, appeal = make_appeal()
    user = make_user(applications[-1].engagement.person)
    with pytest.raises(Refusal) as refused:
        close_account(user, by=TESTER, take_out=True)
    assert refused.value.code == "appeal-in-progress"
    actions.dismiss_appeal(appeal, "The record is right.", by=TESTER)
    close_account(user, by=TESTER, take_out=True)


# Screens


def test_the_applicant_writes_and_loses_nothing_by_an_error() -> None:
    run, (_first, second) = made.make_published()
    client = signed_in(make_user(second.engagement.person))
    page = reverse("application-appeal", args=[second.public_id])
    result = reverse("application-result", args=[second.public_id])
    assert page in client.get(result).content.decode()
    assert client.post(page, {"text": " "}).status_code == 422
    with clock.moved(to=appeal_until(run)):
        late = client.post(page, {"text": "My certificate is C1."})
    assert late.status_code == 422
    assert "My certificate is C1." in late.content.decode()
    assert client.post(page, {"text": "My certificate is C1."}).status_code == 302
    again = client.post(page, {"text": "And one more."})
    assert again.status_code == 409
    assert "And one more." in again.content.decode()
    assert "My certificate is C1." in client.get(result).content.decode()


def test_another_applicant_finds_nothing() -> None:
    _run, (first, second) = made.make_published()
    client = signed_in(make_user(first.engagement.person))
    page = reverse("application-appeal", args=[second.public_id])
    assert [client.get(page).status_code, client.post(page, {"text": "x"}).status_code] == [404] * 2


def test_the_owner_looks_then_upholds() -> None:
    run, (_first, _second, third), appeal = make_appeal()
    owner, page = owner_of(run), reverse("office-appeal", args=[appeal.public_id])
    offers = owner.get(reverse("office-offers", args=[run.call.public_id])).content.decode()
    assert page in offers
    assert "My average score is wrong." in owner.get(page).content.decode()
    given = {"kind": "score", "score": "99,0", "version": "1", "reason": "Corrected."}
    looked = owner.post(page, {**given, "do": "show"})
    assert "Who would get what instead" in looked.content.decode()
    assert run.call.runs.count() == 1
    form = looked.context["form"]
    sent = {**given, "manner": "frozen", "seen": form["seen"].value(), "do": "uphold"}
    another = owner.post(page, {**sent, "shown": form["shown"].value(), "score": "98"})
    assert "this is another fact" in another.content.decode()
    assert run.call.runs.count() == 1
    done = owner.post(page, {**sent, "shown": form["shown"].value()})
    assert done.status_code == 302
    assert run.call.runs.count() == 2
    applicant = signed_in(make_user(third.engagement.person))
    result = reverse("application-result", args=[third.public_id])
    assert "Corrected." in applicant.get(result).content.decode()
    assert "Corrected." in owner.get(page).content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": "score", "score": "101", "do": "show"}, "“101” does not read as a total score"),
        ({"kind": "score", "score": "many", "do": "show"}, "“many” does not read as a total score"),
        ({"do": "show"}, "Choose the fact that is to be put right"),
        ({"do": "dismiss"}, "Write the reasons: the applicant reads them"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(sent: dict[str, str], said: str) -> None:
    run, _applications, appeal = make_appeal()
    page = reverse("office-appeal", args=[appeal.public_id])
    reason = "" if sent["do"] == "dismiss" else "Half a sentence"
    answer = owner_of(run).post(page, {**sent, "version": "1", "reason": reason})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert reason in answer.content.decode()
    assert Appeal.objects.get().state == AppealState.FILED


def test_one_mistake_is_named_once() -> None:
    run, _applications, appeal = make_appeal()
    sent = {"do": "dismiss", "version": "1", "reason": "x" * 4_001}
    page = owner_of(run).post(reverse("office-appeal", args=[appeal.public_id]), sent)
    assert [len(found) for found in page.context["form"].errors.values()] == [1]


def test_only_the_owner_of_the_call_opens_it() -> None:
    run, applications, appeal = make_appeal()
    page = reverse("office-appeal", args=[appeal.public_id])
    other = signed_in(make_staff(RoleKind.COORDINATOR))
    commission = signed_in(made.make_commission(run.call)[0])
    applicant = signed_in(make_user(applications[-1].engagement.person))
    codes = [client.get(page).status_code for client in (other, commission, applicant, Client())]
    assert codes == [404, 403, 403, 302]


def test_it_stands_on_the_desk_and_in_the_sentence_of_the_application() -> None:
    run, applications, _appeal = make_appeal()
    counts = {queue.code: queue.count for queue in queues_of(made.make_owner(run.call))}
    assert (counts["appeals"], counts["fill"]) == (1, 0)
    application = with_standing(Application.objects.all()).get(pk=applications[-1].pk)
    assert standing_of(application).where == "An appeal against the result was filed."


def test_the_page_asks_as_often_for_three_as_for_one() -> None:
    def asked(gpas: tuple[str, ...]) -> int:
        run, _applications, appeal = make_appeal(gpas)
        client, page = owner_of(run), reverse("office-appeal", args=[appeal.public_id])
        given = {"kind": "score", "score": "99", "version": "1", "do": "show"}
        client.post(page, given)
        with CaptureQueriesContext(connection) as queries:
            assert client.post(page, given).status_code == 200
        return len(queries)

    assert asked(("3.90", "3.50")) == asked(("3.90", "3.70", "3.60", "3.50"))
