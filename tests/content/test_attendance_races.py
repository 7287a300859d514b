"""Two people and one seat, at the same instant."""

from functools import partial

import pytest

from sapar.content.actions import attendances as coming
from sapar.content.enums import AttendanceState
from tests.factories.asking import make_attendance, make_event
from tests.selection.test_races import together

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_parallel_confirmations_give_the_last_seat_to_one() -> None:
    event = make_event(seats=1)
    rows = [make_attendance(event, is_confirmed=False) for _number in range(4)]
    outcomes = together(*(partial(coming.confirm_attendance, row) for row in rows))
    states = sorted(row.state for row in outcomes)  # type: ignore[attr-defined]
    assert states == [AttendanceState.CONFIRMED, *[AttendanceState.WAITING] * 3]


def test_parallel_cancellations_move_up_as_many_as_left() -> None:
    event = make_event(seats=2)
    rows = [make_attendance(event) for _number in range(5)]
    together(*(partial(coming.cancel_attendance, row) for row in rows[:2]))
    assert coming.taken_seats(event) == 2
    placed = event.attendances.filter(state=AttendanceState.CONFIRMED)
    assert {row.pk for row in placed} == {row.pk for row in rows[2:4]}
