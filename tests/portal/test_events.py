"""Events as everybody sees them: registering, the link that confirms and cancels, calendars."""

import datetime as dt

import pytest
from django.test import Client
from icalendar import Calendar

from sapar.content.actions.events import cancel_event, update_event
from sapar.content.enums import AttendanceState
from sapar.core import clock
from sapar.core.translated import Translated
from tests.factories.asking import link_in, mails_to, make_attendance, make_event
from tests.factories.people import TESTER, make_person, make_user

pytestmark = pytest.mark.django_db
GUEST = {"name": "Daniyar", "email": "daniyar@example.org", "language": "ru"}


def test_a_stranger_registers_confirms_and_gives_the_place_back(client: Client):
    event = make_event(seats=1)
    address = f"/en/events/{event.public_id}/"
    assert "1 place of 1 is left." in client.get(address).content.decode()

    page = client.post(f"{address}register/", GUEST, follow=True)
    assert "Look into your mail" in page.content.decode()
    path = link_in(mails_to(GUEST["email"])[0][1])
    assert path.startswith("/ru/")

    client.get(path)
    attendance = event.attendances.get()
    assert attendance.state == AttendanceState.UNCONFIRMED  # opening the link changed nothing
    client.post(path, {"deed": "confirm"})
    attendance.refresh_from_db()
    assert attendance.state == AttendanceState.CONFIRMED
    assert "waiting list" in client.get(address).content.decode()

    client.post(path, {"deed": "cancel"})
    attendance.refresh_from_db()
    assert attendance.state == AttendanceState.CANCELLED
    assert client.get(path).status_code == 200


def test_the_page_after_registering_does_not_tell_who_is_registered(client: Client):
    event = make_event()
    known = make_attendance(event)
    pages = [
        client.post(f"/en/events/{event.public_id}/register/", {**GUEST, "email": email})
        for email in (known.email, "new@example.org")
    ]
    assert pages[0]["Location"] == pages[1]["Location"]


def test_whoever_is_signed_in_has_the_place_at_once_and_sees_it(client: Client):
    event = make_event()
    client.force_login(make_user(make_person()))
    address = f"/en/events/{event.public_id}/register/"
    page = client.post(address, {"name": "Asel", "language": "en"}, follow=True)
    assert "You have a place" in page.content.decode()
    client.post(address, {"deed": "cancel"})
    assert event.attendances.get().state == AttendanceState.CANCELLED


def test_the_place_in_line_is_told(client: Client):
    event = make_event(seats=1)
    for _number in range(3):
        last = make_attendance(event)
    path = link_in(mails_to(last.email)[0][1])
    assert "number 2 in line" in client.get(path).content.decode()


@pytest.mark.parametrize("fields", [{"name": "x" * 100_000}, {"email": "@"}, {"homepage": "x"}])
def test_bad_input_is_refused_with_what_was_typed_kept(client: Client, fields):
    event = make_event()
    page = client.post(f"/en/events/{event.public_id}/register/", {**GUEST, **fields})
    assert page.status_code == 422
    for name, value in {**GUEST, **fields}.items():
        assert page.context["form"][name].value() == value
    assert not event.attendances.exists()


def test_drafts_are_seen_by_nobody_and_cancelled_events_say_why(client: Client):
    draft = make_event(is_published=False)
    assert client.get(f"/en/events/{draft.public_id}/").status_code == 404
    assert client.get(f"/en/events/{draft.public_id}/register/").status_code == 404

    event = cancel_event(make_event(), "A snow storm.", by=TESTER)
    page = client.get(f"/en/events/{event.public_id}/").content.decode()
    assert "does not take place" in page
    assert "A snow storm." in page
    assert "Open day" in client.get("/en/events/").content.decode()


def test_past_events_are_apart_from_those_to_come(client: Client):
    with clock.moved(by=dt.timedelta(days=-30)):
        past = make_event(starts_at=clock.now() + dt.timedelta(days=1))
    coming = make_event()
    page = client.get("/en/events/")
    assert [row[0] for row in page.context["coming"]] == [coming]
    assert list(page.context["page"]) == [past]
    assert "Registration" not in client.get(f"/en/events/{past.public_id}/").content.decode()


def test_the_online_address_is_not_public(client: Client):
    event = make_event(online_url="https://meet.example/secret", where=Translated())
    for path in ("", "calendar.ics", "register/"):
        page = client.get(f"/en/events/{event.public_id}/{path}").content.decode()
        assert "meet.example" not in page


def test_a_calendar_replaces_what_it_took_before(client: Client):
    event = make_event()
    address = f"/kk/events/{event.public_id}/calendar.ics"

    def entry():
        response = client.get(address)
        assert response["Content-Type"].startswith("text/calendar")
        (found,) = Calendar.from_ical(response.content).walk("VEVENT")
        return found

    first = entry()
    later = event.starts_at + dt.timedelta(days=1)
    update_event(event, starts_at=later, ends_at=later + dt.timedelta(hours=1), by=TESTER)
    second = entry()
    assert first["UID"] == second["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert str(second["SUMMARY"]) == "Open day kk"
    assert second["DTSTART"].dt == later.replace(microsecond=0)
    assert second["URL"].endswith(f"/kk/events/{event.public_id}/")


def test_all_events_are_subscribed_to_and_a_cancelled_one_stays(client: Client):
    make_event()
    cancel_event(make_event(), "Ill.", by=TESTER)
    make_event(is_published=False)
    entries = Calendar.from_ical(client.get("/en/events/calendar.ics").content).walk("VEVENT")
    assert sorted(str(entry["STATUS"]) for entry in entries) == ["CANCELLED", "CONFIRMED"]


def test_the_list_costs_the_same_queries_for_one_event_and_for_many(
    client: Client, django_assert_max_num_queries
):
    for _number in range(12):
        make_attendance(make_event())
    with django_assert_max_num_queries(8):
        client.get("/en/events/")
