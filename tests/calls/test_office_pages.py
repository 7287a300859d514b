"""A call from an empty draft to publication in the office, and who may not."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sapar.accounts.enums import Direction, RoleKind
from sapar.calls.actions import open_call, update_call
from sapar.calls.enums import CallState
from sapar.calls.models import Call
from sapar.core import clock
from tests.factories.calls import (
    make_agreement,
    make_condition,
    make_draft_call,
    make_partner,
    make_period,
)
from tests.factories.people import TESTER, make_staff, make_unit

pytestmark = pytest.mark.django_db


def signed_in(kind: str, unit=None) -> Client:
    client = Client()
    client.force_login(make_staff(kind, unit))
    return client


def local(at: dt.datetime) -> str:
    return at.astimezone(clock.university_zone()).strftime("%Y-%m-%dT%H:%M")


def new_call(owner, period, **fields):
    given = {
        "owner": owner.public_id,
        "audience": "learners",
        "period": period.public_id,
        "title_kk": "Шақыру",
        "title_ru": "Конкурс",
        "title_en": "A call",
        "summary_kk": "Қысқаша",
        "summary_ru": "Кратко",
        "summary_en": "In short",
        "opens_at": local(clock.now() + dt.timedelta(days=1)),
        "closes_at": local(clock.now() + dt.timedelta(days=9)),
        "response_days": "7",
    }
    return given | fields


def test_an_officer_drafts_an_external_call_and_publishes_it():
    department, period, condition = make_unit("department"), make_period(), make_condition()
    client = signed_in(RoleKind.OFFICER, department)

    client.post("/en/office/calls/new/", new_call(department, period))
    call = Call.objects.get()
    assert (call.direction, call.owner, call.state) == (Direction.EXTERNAL, department, "draft")

    address = f"/en/office/calls/{call.public_id}/"
    assert "at least one place is needed" in client.get(address).content.decode().lower()
    place = {
        "condition": condition.public_id,
        "seats": "2",
        "minimum_english": "",
        "expected_version": call.version,
    }
    client.post(f"{address}places/", place)
    call.refresh_from_db()
    preview = client.get(f"{address}publish/").content.decode()
    assert condition.agreement.partner.name.en in preview
    client.post(f"{address}publish/", {"expected_version": call.version})
    call.refresh_from_db()
    assert (call.state, call.terms.count()) == (CallState.OPENED, 1)


def test_a_coordinator_makes_internal_calls_of_the_own_school_only():
    school, department, period = make_unit(), make_unit("department"), make_period()
    client = signed_in(RoleKind.COORDINATOR, school)

    refused = client.post("/en/office/calls/new/", new_call(department, period))
    assert "owner" in refused.context["form"].errors
    client.post("/en/office/calls/new/", new_call(school, period))
    assert [call.direction for call in Call.objects.all()] == [Direction.INTERNAL]


def test_dates_that_contradict_are_said_beside_the_field_and_nothing_is_lost():
    department, period = make_unit("department"), make_period()
    client = signed_in(RoleKind.OFFICER, department)
    given = new_call(department, period, closes_at=local(clock.now()))

    page = client.post("/en/office/calls/new/", given)
    assert page.context["form"].errors["closes_at"] == [
        "The closing time has to be later than the opening time."
    ]
    assert "Конкурс" in page.content.decode()
    assert Call.objects.count() == 0


def test_publishing_an_incomplete_draft_lists_what_is_missing():
    call = make_draft_call()
    client = signed_in(RoleKind.OFFICER, call.owner)

    page = client.post(
        f"/en/office/calls/{call.public_id}/publish/", {"expected_version": call.version}
    ).content.decode()
    assert "Places: there is none yet." in page
    call.refresh_from_db()
    assert call.state == CallState.DRAFT


def test_a_form_from_an_older_version_is_refused_and_kept():
    call = make_draft_call(make_condition())
    client = signed_in(RoleKind.OFFICER, call.owner)
    update_call(call, response_days=3, by=TESTER)

    given = {"minimum_gpa": "3.1", "minimum_english": "B2", "expected_version": call.version}
    page = client.post(f"/en/office/calls/{call.public_id}/requirements/", given)
    assert page.status_code == 422
    assert "Somebody changed this" in page.context["form"].non_field_errors()[0]
    assert 'value="3.1"' in page.content.decode()
    call.refresh_from_db()
    assert call.criteria[2]["parameters"] == {"minimum": "2.75"}


def test_requirements_set_the_minimum_average_and_the_levels():
    call = make_draft_call()
    client = signed_in(RoleKind.OFFICER, call.owner)

    given = {
        "minimum_gpa": "3.1",
        "minimum_english": "B2",
        "levels": ["master"],
        "expected_version": call.version,
    }
    client.post(f"/en/office/calls/{call.public_id}/requirements/", given)
    call.refresh_from_db()
    asked = {row["clause"]: row["parameters"] for row in call.criteria}
    assert asked["gpa-at-least/1"] == {"minimum": "3.1"}
    assert asked["level-among/1"] == {"levels": ["master"]}
    assert asked["language-level/1"] == {"language": "en", "level": "B2"}


@pytest.mark.parametrize("given", ["5.2", "3,4x", "", "-1"])
def test_an_impossible_minimum_average_is_refused(given):
    call = make_draft_call()
    client = signed_in(RoleKind.OFFICER, call.owner)

    fields = {"minimum_gpa": given, "minimum_english": "B1", "expected_version": call.version}
    page = client.post(f"/en/office/calls/{call.public_id}/requirements/", fields)
    assert list(page.context["form"].errors) == ["minimum_gpa"]


def score_rows(call, **weights):
    rows = {"expected_version": call.version, "items-TOTAL_FORMS": len(call.scorecard) + 1}
    rows["items-INITIAL_FORMS"] = len(call.scorecard)
    for number, item in enumerate(call.scorecard):
        row = {f"name_{code}": item["name"][code] for code in ("kk", "ru", "en")}
        row |= {"code": item["code"], "maximum": item["maximum"], "source": item["source"]}
        row |= {"weight": weights.get(item["code"], item["weight"]), "ORDER": number + 1}
        rows |= {f"items-{number}-{name}": value for name, value in row.items()}
    untouched = f"items-{len(call.scorecard)}"
    return rows | {f"{untouched}-source": "commission", f"{untouched}-maximum": "100"}


def test_a_scorecard_that_does_not_add_up_is_kept_and_said():
    call = make_draft_call(make_condition())
    client = signed_in(RoleKind.OFFICER, call.owner)
    address = f"/en/office/calls/{call.public_id}/"

    page = client.post(f"{address}scorecard/", score_rows(call, gpa="30"), follow=True)
    assert "the weights add up to 90" in page.content.decode()
    call.refresh_from_db()
    assert (call.scorecard[0]["weight"], call.tie_break) == ("30", ["lottery"])


def test_a_new_document_gets_its_code_from_its_name():
    call = make_draft_call()
    client = signed_in(RoleKind.OFFICER, call.owner)

    rows = {
        "expected_version": call.version,
        "items-TOTAL_FORMS": 1,
        "items-INITIAL_FORMS": 0,
        "items-0-name_kk": "Ұсыным хат",
        "items-0-name_ru": "Рекомендация",
        "items-0-name_en": "Recommendation letter",
        "items-0-is_required": "on",
    }
    client.post(f"/en/office/calls/{call.public_id}/documents/", rows)
    assert [document.code for document in call.documents.all()] == ["recommendation-letter"]


def test_the_owner_says_which_document_is_an_identity_paper():
    call = make_draft_call()
    client = signed_in(RoleKind.OFFICER, call.owner)
    page = f"/en/office/calls/{call.public_id}/documents/"

    names = {"name_kk": "Куәлік", "name_ru": "Документ", "name_en": "Identity document"}
    rows = {
        "expected_version": call.version,
        "items-TOTAL_FORMS": 1,
        "items-INITIAL_FORMS": 0,
        **{f"items-0-{name}": text for name, text in names.items()},
        "items-0-is_identity_paper": "on",
    }
    client.post(page, rows)
    assert call.documents.get().is_identity_paper
    assert 'name="items-0-is_identity_paper"' in client.get(page).content.decode()


def test_the_wrong_owner_and_other_roles_find_nothing():
    host = make_agreement(make_partner("KZ"))
    internal = make_draft_call(
        make_condition(host), direction=Direction.INTERNAL, owner=make_unit()
    )
    parts = ["", "texts/", "requirements/", "scorecard/", "documents/", "places/", "publish/"]

    for client in (signed_in(RoleKind.OFFICER), signed_in(RoleKind.COORDINATOR)):
        codes = {
            client.get(f"/en/office/calls/{internal.public_id}/{part}").status_code
            for part in parts
        }
        assert codes == {404}
    assert signed_in(RoleKind.REGISTRAR).get("/en/office/calls/").status_code == 403
    assert Client().get("/en/office/calls/").status_code == 302


def test_the_list_costs_the_same_queries_for_one_call_and_for_three(django_assert_num_queries):
    client = signed_in(RoleKind.OFFICER)
    make_draft_call(make_condition())

    client.get("/en/office/calls/")
    with CaptureQueriesContext(connection) as for_one:
        client.get("/en/office/calls/")
    open_call(make_draft_call(make_condition()), by=TESTER)
    make_draft_call(make_condition())
    with django_assert_num_queries(len(for_one)):
        client.get("/en/office/calls/")
