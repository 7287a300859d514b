"""Statistics of past calls against numbers counted by hand."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from sapar.calls.models import Call
from sapar.core import clock
from sapar.institutions.models import Institution
from sapar.nominations import actions
from sapar.nominations.models import Nomination
from sapar.nominations.statistics import (
    Demand,
    Step,
    StepDuration,
    duration,
    partner_experience,
    step_durations,
)
from sapar.selection.actions import preview_placement, publish_run, set_override
from sapar.selection.models import Outcome
from tests.factories import applications as made
from tests.factories.nominations import make_accepted
from tests.factories.people import TESTER
from tests.factories.selection import (
    finish_scoring,
    make_candidate,
    make_closed_call,
    make_commission,
    make_opened_call,
)

pytestmark = pytest.mark.django_db
GPAS = ("3.90", "3.80", "3.70", "3.60", "3.50", "3.40")


def span(start: str, end: str) -> tuple[dt.datetime, dt.datetime]:
    zone = ZoneInfo("Asia/Almaty")
    return (
        dt.datetime.fromisoformat(start).replace(tzinfo=zone),
        dt.datetime.fromisoformat(end).replace(tzinfo=zone),
    )


def test_days_are_those_of_the_calendar_and_half_a_day_counts_as_one() -> None:
    spans = [
        span("2026-03-01 23:50", "2026-03-02 00:10"),  # 1: midnight lies between
        span("2026-03-01 09:00", "2026-03-01 18:00"),  # 0
        span("2026-03-01 09:00", "2026-03-05 08:00"),  # 4
        span("2026-03-01 09:00", "2026-03-03 09:00"),  # 2
    ]
    # 0 1 2 4: the median is 1.5
    assert duration(Step.CHECKED, spans) == StepDuration(Step.CHECKED, 2, 4)


def test_two_times_are_no_statistic() -> None:
    spans = [span("2026-03-01 09:00", "2026-03-05 09:00")] * 2
    assert duration(Step.ANSWERED, spans) == StepDuration(Step.ANSWERED, None, 2)


def test_what_has_not_ended_is_not_counted() -> None:
    ended = span("2026-03-01 09:00", "2026-03-05 09:00")
    spans = [ended, ended, ended, (ended[0], None)]
    assert duration(Step.ANSWERED, spans) == StepDuration(Step.ANSWERED, 4, 3)


def test_every_step_is_measured_from_the_deeds_themselves() -> None:
    offers = make_accepted(3)
    (letter,) = actions.nominate(offers[0].place.call, by=TESTER)
    for days, nomination in zip((2, 5, 9), letter.nominations.order_by("pk"), strict=True):
        with clock.moved(by=dt.timedelta(days=days)):
            actions.accept_nomination(nomination, by=TESTER)
    found = {row.step: row for row in step_durations()}
    assert found[Step.CHECKED] == StepDuration(Step.CHECKED, 0, 3)
    assert found[Step.DECIDED] == StepDuration(Step.DECIDED, None, 1)
    assert found[Step.ACCEPTED] == StepDuration(Step.ACCEPTED, 0, 3)
    assert found[Step.ANSWERED] == StepDuration(Step.ANSWERED, 5, 3)
    assert partner_experience(letter.host).host_answer == found[Step.ANSWERED]


def test_a_nomination_taken_back_was_not_answered() -> None:
    offers = make_accepted(3)
    (letter,) = actions.nominate(offers[0].place.call, by=TESTER)
    first, *others = letter.nominations.order_by("pk")
    actions.withdraw_nomination(first, by=TESTER)
    for nomination in others:
        actions.decline_nomination(nomination, "The department is full.", by=TESTER)
    assert Nomination.objects.count() == 3
    assert partner_experience(letter.host).host_answer.count == 2


def test_who_went_is_counted_once_the_stay_is_over() -> None:
    offers = make_accepted(3)
    (letter,) = actions.nominate(offers[0].place.call, by=TESTER)
    first, *others = letter.nominations.order_by("pk")
    actions.decline_nomination(first, "The department is full.", by=TESTER)
    for nomination in others:
        actions.accept_nomination(nomination, by=TESTER)
    assert partner_experience(letter.host).went == []
    period = letter.call.period
    over = dt.datetime.combine(period.ends_on, dt.time(12), dt.UTC) + dt.timedelta(days=1)
    with clock.moved(to=over):
        assert partner_experience(letter.host).went == [(period.academic_year.name, 2)]


def test_the_cutoff_is_the_score_of_the_last_one_admitted() -> None:
    call, _applications = make_closed_call(GPAS, seats=(2,))
    host = publish(call)
    # By the score alone the two best are admitted; the second of them is the last.
    second = Outcome.objects.get(position=2)
    (past,) = partner_experience(host).past
    assert (past.seats, past.applicants, past.cutoff) == (2, 6, second.score)
    assert partner_experience(host).demand == Demand.MUCH_MORE_THAN_SEATS


def test_a_place_with_a_free_seat_has_no_cutoff() -> None:
    call, _applications = make_closed_call(GPAS, seats=(5, 5))
    publish(call)
    second = made.places_of(call)[1].host
    # Five of the six got their first wish; the sixth takes one of five seats of the second.
    (past,) = partner_experience(second).past
    assert (past.applicants, past.cutoff) == (6, None)


def test_a_place_that_the_commission_gave_itself_has_no_cutoff() -> None:
    call, applications = make_closed_call(GPAS, seats=(1,))
    set_override(call, applications[-1], made.places_of(call)[0], "A prize.", by=TESTER)
    (past,) = partner_experience(publish(call)).past
    assert (past.applicants, past.cutoff, past.is_given_away) == (6, None, True)


def test_as_many_applicants_as_seats_are_not_more() -> None:
    call, _applications = make_closed_call(GPAS[:5], seats=(5,))
    assert partner_experience(publish(call)).demand == Demand.NOT_MORE_THAN_SEATS


def test_four_applicants_are_too_few_to_say() -> None:
    call, _applications = make_closed_call(GPAS[:4], seats=(1,))
    host = publish(call)
    (past,) = partner_experience(host).past
    assert (past.applicants, past.cutoff, past.is_telling) == (4, None, False)
    assert partner_experience(host).demand == Demand.TOO_FEW


def test_who_wished_elsewhere_only_is_not_counted() -> None:
    with clock.moved(by=dt.timedelta(days=-20)):
        call = make_opened_call(seats=(2, 4))
        for number, gpa in enumerate(GPAS):
            make_candidate(call, gpa=gpa, wishes=[1] if number < 4 else [0, 1])
    make_commission(call)
    finish_scoring(call)
    publish(call)
    first, second = made.places_of(call)
    assert partner_experience(first.host).past[0].applicants == 2
    assert partner_experience(second.host).past[0].applicants == 6
    assert partner_experience(second.host).demand == Demand.MORE_THAN_SEATS


def test_a_call_that_is_not_decided_says_nothing() -> None:
    call, _applications = make_closed_call(GPAS[:2], seats=(1,))
    preview_placement(call, by=TESTER)
    (place,) = made.places_of(call)
    experience = partner_experience(place.host)
    assert experience.past == []
    assert experience.demand == Demand.NEVER_OFFERED


def publish(call: Call) -> Institution:
    """Publish the result; the host of the first place."""
    publish_run(preview_placement(call, by=TESTER), by=TESTER)
    return made.places_of(call)[0].host
