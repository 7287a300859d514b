"""Events: seats, the waiting list, what those who come are told."""

import datetime as dt

import pytest

from sapar.content.actions import attendances as coming
from sapar.content.actions import events as deeds
from sapar.content.enums import AttendanceState, EventState
from sapar.content.models import Attendance, Event, Picture
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from tests.factories.asking import mails_to, make_attendance, make_event, three
from tests.factories.people import TESTER

pytestmark = pytest.mark.django_db
State = AttendanceState


def states(event: Event) -> list[str]:
    return [row.state for row in event.attendances.order_by("id")]


def subjects(attendance: Attendance) -> list[str]:
    return [subject for subject, _text in mails_to(attendance.email)]


def test_a_stranger_has_a_place_only_after_confirming():
    event = make_event(seats=1)
    attendance = make_attendance(event, is_confirmed=False)
    assert attendance.state == State.UNCONFIRMED
    assert coming.taken_seats(event) == 0
    assert coming.confirm_attendance(attendance).state == State.CONFIRMED
    with pytest.raises(Conflict):
        coming.confirm_attendance(attendance)


def test_the_waiting_list_moves_up_in_order_when_a_place_is_given_back():
    event = make_event(seats=1)
    first, second, third = (make_attendance(event) for _number in range(3))
    assert states(event) == [State.CONFIRMED, State.WAITING, State.WAITING]

    coming.cancel_attendance(first)
    assert states(event) == [State.CANCELLED, State.CONFIRMED, State.WAITING]
    assert subjects(second)[-1] == "A place became free for you: Open day"
    assert subjects(third) == ["You are on the waiting list: Open day"]


def test_more_seats_move_the_waiting_list_up_and_fewer_than_taken_are_refused():
    event = make_event(seats=1)
    for _number in range(3):
        make_attendance(event)
    event = deeds.update_event(event, seats=2, by=TESTER)
    assert states(event) == [State.CONFIRMED, State.CONFIRMED, State.WAITING]
    with pytest.raises(Refusal) as refusal:
        deeds.update_event(event, seats=1, by=TESTER)
    assert refusal.value.values == {"given": 1, "taken": 2}


def test_registering_again_loses_no_place_and_mails_the_link_again():
    event = make_event(seats=1)
    attendance = make_attendance(event)
    again = make_attendance(event, email=attendance.email.upper(), is_confirmed=False)
    assert again == attendance
    assert states(event) == [State.CONFIRMED]
    assert len(subjects(attendance)) == 2


def test_whoever_cancelled_may_come_back_at_the_end_of_the_line():
    event = make_event(seats=1)
    first, _second = make_attendance(event), make_attendance(event)
    coming.cancel_attendance(first)
    back = make_attendance(event, email=first.email)
    assert back.state == State.WAITING


def test_registration_closes_in_time():
    event = make_event(registration_ends_at=clock.now() + dt.timedelta(days=1))
    attendance = make_attendance(event, is_confirmed=False)
    with clock.moved(by=dt.timedelta(days=2)):
        for deed in (lambda: make_attendance(event), lambda: coming.confirm_attendance(attendance)):
            with pytest.raises(Refusal) as refusal:
                deed()
            assert refusal.value.code == "registration-over"


def test_a_new_time_is_mailed_to_all_who_come_and_a_new_text_to_nobody():
    event = make_event(seats=1)
    placed, waiting = make_attendance(event), make_attendance(event)
    gone = coming.cancel_attendance(make_attendance(event))
    event = deeds.update_event(event, description=three("More"), by=TESTER)
    assert not any("changed" in subject for subject in subjects(placed))

    later = event.starts_at + dt.timedelta(days=1)
    deeds.update_event(event, starts_at=later, ends_at=later + dt.timedelta(hours=1), by=TESTER)
    for one, count in ((placed, 1), (waiting, 1), (gone, 0)):
        assert subjects(one).count("Time or place changed: Open day") == count


def test_the_online_address_is_for_those_with_a_place():
    event = make_event(seats=1, online_url="https://meet.example/secret")
    placed, waiting = make_attendance(event), make_attendance(event)
    assert "meet.example" in mails_to(placed.email)[-1][1]
    assert "meet.example" not in mails_to(waiting.email)[-1][1]


def test_a_cancelled_event_tells_why():
    event = make_event()
    attendance = make_attendance(event, language="ru")
    with pytest.raises(Refusal):
        deeds.cancel_event(event, "", by=TESTER)
    deeds.cancel_event(event, "Метель.", by=TESTER)
    subject, text = mails_to(attendance.email)[-1]
    assert subject.startswith("Отменено")
    assert "Метель." in text
    with pytest.raises(Refusal):
        make_attendance(event)


def test_attendees_are_reminded_once_the_day_before():
    event = make_event()
    attendance = make_attendance(event)
    make_attendance(event, is_confirmed=False)
    assert coming.remind_attendees() == 0
    with clock.moved(to=event.starts_at - dt.timedelta(hours=23)):
        late = make_attendance(event)
        assert coming.remind_attendees() == 1
        assert coming.remind_attendees() == 0
        assert "Soon: Open day" in subjects(attendance)
        assert "Soon: Open day" not in subjects(late)


def test_an_event_makes_sense_or_is_refused():
    now = clock.now()
    for fields, code in (
        ({"ends_at": now}, "event-dates-contradict"),
        ({"where": three("").__class__()}, "event-nowhere"),
    ):
        with pytest.raises(Refusal) as refusal:
            make_event(**fields)
        assert refusal.value.code == code


def test_a_draft_is_deleted_and_a_published_event_is_not():
    draft, published = make_event(is_published=False), make_event()
    deeds.discard_event(draft, by=TESTER)
    with pytest.raises(Refusal):
        deeds.discard_event(published, by=TESTER)
    assert [event.state for event in Event.objects.all()] == [EventState.PUBLISHED]


def test_a_cover_is_public_as_soon_as_its_event_is():
    cover = Picture.objects.create(
        alt=three("A hall"), name="hall.png", width=1, height=1, added_at=clock.now(), added_by="x"
    )
    draft = make_event(is_published=False, cover=cover)
    cover.refresh_from_db()
    assert cover.released_at is None
    deeds.publish_event(draft, by=TESTER)
    cover.refresh_from_db()
    assert cover.released_at is not None
