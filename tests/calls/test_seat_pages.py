"""How places are given, decided on the office's pages and read by applicants."""

import pytest
from django.test import Client

from sapar.accounts.enums import RoleKind
from sapar.calls.actions import (
    add_cap,
    add_conditional_seats,
    add_minimum,
    add_reserve,
    add_shared_quota,
    amend_seats,
    open_call,
    set_seating,
)
from sapar.calls.models import Call
from sapar.calls.seating import Seating
from sapar.core.translated import Translated
from tests.factories.calls import make_condition, make_draft_call
from tests.factories.people import TESTER, make_staff, make_unit

pytestmark = pytest.mark.django_db

BALTIC = Translated("Балтық елдері", "Страны Балтии", "Baltic states")
ANNEX = Translated("Қосымшаға қол қойылса", "Если подпишут приложение", "If the annex is signed")


def draft(places: int = 2, seats: int = 2) -> Call:
    conditions = [make_condition(quota_per_year=4) for _ in range(places)]
    return make_draft_call(*conditions, seats=seats)


def officer(call: Call) -> Client:
    client = Client()
    client.force_login(make_staff(RoleKind.OFFICER, call.owner))
    return client


def page_of(call: Call) -> str:
    return f"/en/office/calls/{call.public_id}/seats/"


def policy(call: Call):
    call.refresh_from_db()
    return Seating.from_json(call.placement).policy


def ids(call: Call) -> list[str]:
    return list(call.places.values_list("public_id", flat=True))


def test_an_officer_adds_every_kind_of_rule_and_takes_one_away():
    call, school = draft(), make_unit()
    client = officer(call)
    one, two = ids(call)
    rules = {
        "reserve": {"at": one, "for_type": school.public_id, "seats": "1", "order": "first"},
        "cap": {"at": two, "for_type": school.public_id, "seats": "0"},
        "minimum": {"at": two, "seats": "2", "mode": "close"},
        "conditional": {"at": one, "seats": "1"}
        | {f"condition_{code}": text for code, text in ANNEX.as_dict().items()},
        "shared": {"quota": "3", "places": [one, two]}
        | {f"name_{code}": text for code, text in BALTIC.as_dict().items()},
    }
    for kind, fields in rules.items():
        call.refresh_from_db()
        address = f"{page_of(call)}add/{kind}/"
        assert client.get(address).status_code == 200
        answer = client.post(address, fields | {"expected_version": call.version})
        assert answer.headers["Location"] == page_of(call)

    page = client.get(page_of(call)).content.decode()
    assert f"{school}: 1 reserved seat, filled first" in page
    assert f"{school}: at most 0 people" in page
    assert "at least 2 people, or nobody" in page
    assert "If the annex is signed" in page
    assert "at most 3 people at all of these together" in page

    gone = {"key": f"minimum:{two}", "expected_version": Call.objects.get().version}
    answer = client.post(f"{page_of(call)}remove/", gone, follow=True)
    assert "Removed:" in answer.content.decode()
    assert policy(call).minimums == ()
    assert len(policy(call).reserves) == 1


def test_the_basics_are_read_back_and_changed():
    call = draft()
    client = officer(call)
    decided = {
        "first_timers_first": "on",
        "types_by": "experience",
        "withdrawals": "frozen-confirmed",
        "appeal_days": "3",
        "expected_version": call.version,
    }
    client.post(f"{page_of(call)}basics/", decided)

    page = client.get(page_of(call)).content.decode()
    assert "First-timers come before everybody else" in page
    assert "whoever has accepted keeps the own seat" in page
    assert "can be appealed for 3 days" in page
    form = client.get(f"{page_of(call)}basics/").context["form"]
    assert form.initial["first_timers_first"] is True
    assert form.initial["types_by"] == "experience"


def test_what_contradicts_is_said_in_words_and_what_was_typed_is_kept():
    call, school = draft(), make_unit()
    client = officer(call)
    given = {"at": ids(call)[0], "for_type": school.public_id, "seats": "3", "order": "first"}

    page = client.post(f"{page_of(call)}add/reserve/", given | {"expected_version": call.version})
    assert page.status_code == 422
    host = call.places.first().host
    assert page.context["form"].non_field_errors() == [
        f"Reserved seats: 3 are reserved at {host}, which has 2. "
        "Reserve at most as many as there are."
    ]
    assert 'value="3"' in page.content.decode()
    assert policy(call).is_empty


def test_an_older_window_removes_nothing():
    call = draft()
    (one, _) = ids(call)
    add_minimum(call, at=one, seats=1, by=TESTER)
    gone = {"key": f"minimum:{one}", "expected_version": 1}

    page = officer(call).post(f"{page_of(call)}remove/", gone, follow=True).content.decode()
    assert "Somebody changed this" in page
    assert len(policy(call).minimums) == 1


def test_removing_a_place_says_what_went_with_it():
    call = draft()
    (one, _) = ids(call)
    add_minimum(call, at=one, seats=1, by=TESTER)
    host = call.places.first().host

    page = officer(call).post(f"/en/office/places/{one}/remove/", follow=True).content.decode()
    assert f"Removed with it: {host}: at least 1 person, or nobody" in page


def test_an_officer_changes_seats_of_an_opened_call_and_everybody_reads_why():
    call = open_call(draft(), by=TESTER)
    client = officer(call)
    (one, _) = ids(call)
    address = f"/en/office/places/{one}/seats/"
    assert address in client.get(f"/en/office/calls/{call.public_id}/").content.decode()

    given = {"seats": "3", "reason": "Two more rooms.", "expected_version": call.version}
    refused = client.post(address, given | {"seats": "5"})
    assert "5 seats at" in refused.context["form"].non_field_errors()[0]
    client.post(address, given)
    assert call.terms.count() == 2

    page = Client().get(f"/en/calls/{call.public_id}/").content.decode()
    assert "3 instead of 2 seats" in page
    assert "Two more rooms." in page


def test_an_opened_call_has_no_page_of_rules_and_a_strange_kind_is_not_found():
    call = draft()
    client = officer(call)
    assert client.get(f"{page_of(call)}add/lottery/").status_code == 404

    open_call(call, by=TESTER)
    assert client.get(page_of(call)).status_code == 302
    given = {"at": ids(call)[0], "seats": "1", "mode": "close", "expected_version": 99}
    page = client.post(f"{page_of(call)}add/minimum/", given)
    assert page.status_code == 422
    assert policy(call).is_empty


def test_another_owner_finds_nothing():
    call = draft()
    client = Client()
    client.force_login(make_staff(RoleKind.COORDINATOR))
    parts = ["", "basics/", "add/reserve/"]

    assert {client.get(page_of(call) + part).status_code for part in parts} == {404}
    assert client.post(f"{page_of(call)}remove/", {"key": "x"}).status_code == 404
    assert client.get(f"/en/office/places/{ids(call)[0]}/seats/").status_code == 404


def everything() -> Call:
    call, school = draft(3), make_unit()
    one, two, three = ids(call)
    add_reserve(call, at=one, for_type=school.public_id, seats=1, by=TESTER)
    add_reserve(call, at=three, for_type=school.public_id, seats=1, order="last", by=TESTER)
    add_cap(call, at=three, for_type=school.public_id, seats=1, by=TESTER)
    add_minimum(call, at=two, seats=2, by=TESTER)
    add_conditional_seats(call, at=three, seats=1, condition=ANNEX, by=TESTER)
    add_shared_quota(call, name=BALTIC, quota=3, places=[one, two], by=TESTER)
    set_seating(
        call,
        first_timers_first=True,
        types_by="school",
        withdrawals="re-run",
        appeal_days=3,
        by=TESTER,
    )
    return open_call(call, by=TESTER)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_applicants_read_every_rule_in_their_language(client, language):
    call = everything()
    page = client.get(f"/{language}/calls/{call.public_id}/").content.decode()

    assert BALTIC.get(language) in page
    assert ANNEX.get(language) in page
    assert f"/{language}/about/places/" in page


def test_applicants_read_what_each_rule_does_to_them(client):
    page = client.get(f"/en/calls/{everything().public_id}/").content.decode()

    for sentence in (
        "Whoever goes for the first time comes before everybody who has been on mobility before",
        "reserved seat, filled first",
        "reserved seat, filled last",
        "a guaranteed minimum",
        "an addition",
        "even when a seat stays free",
        "A place that would get fewer is closed",
        "everybody who remains is placed anew",
        "You can appeal for 3 days",
    ):
        assert sentence in page


def test_a_call_without_rules_says_only_what_happens_after_the_result(client):
    page = client.get(f"/en/calls/{open_call(draft(), by=TESTER).public_id}/").content.decode()

    assert "Reserved seats" not in page
    assert "is offered to the next one who got nothing" in page
    assert "You can appeal for 5 days" in page


def test_the_school_keeps_the_name_it_had_when_the_call_was_published(client):
    call = everything()
    place = call.places.first()
    amend_seats(call, place, 3, "More rooms.", by=TESTER)
    names = call.terms.last().content["type_names"]
    assert [Translated.from_dict(name).missing for name in names.values()] == [()]
