"""Queue and record of the office: who sees what, and two who decide at once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from sapar.accounts.enums import Direction, RoleKind
from sapar.accounts.models import User
from sapar.applications import actions
from sapar.applications.models import Application
from sapar.applications.queries import for_staff, visible_to
from sapar.calls.actions import cancel_call
from sapar.core import clock
from sapar.desk.queues import queues_of
from sapar.records.enums import FactKind
from tests.factories import applications as made
from tests.factories.people import TESTER, make_role, make_staff, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted() -> Application:
    return made.make_submitted()


@pytest.fixture
def coordinator(submitted: Application) -> User:
    return make_staff(RoleKind.COORDINATOR, submitted.engagement.unit)


@pytest.fixture
def officer(submitted: Application) -> User:
    return make_staff(RoleKind.OFFICER, submitted.call.owner)


def address(application: Application, deed: str = "") -> str:
    return f"/en/office/applications/{application.public_id}/{deed}"


def press(client: Client, user: User, application: Application, deed: str, **typed: str) -> int:
    client.force_login(user)
    data = {"version": str(application.version), **typed}
    return client.post(address(application, deed), data).status_code


def test_school_releases_and_department_verifies(
    client: Client, submitted: Application, coordinator: User, officer: User
) -> None:
    assert press(client, coordinator, submitted, "release/") == 302
    submitted.refresh_from_db()
    assert press(client, officer, submitted, "verify/") == 302
    submitted.refresh_from_db()
    assert submitted.state == "verified"


def test_second_of_two_officers_reads_who_was_first_and_keeps_the_text(
    client: Client, submitted: Application, coordinator: User
) -> None:
    other = make_staff(RoleKind.COORDINATOR, submitted.engagement.unit)
    assert press(client, coordinator, submitted, "release/") == 302
    client.force_login(other)
    typed = {"version": str(submitted.version), "reason": "The scan is unreadable."}
    answer = client.post(address(submitted, "refuse/"), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"{coordinator.person} was first" in page
    assert "The scan is unreadable." in page
    submitted.refresh_from_db()
    assert submitted.state == "released"


def test_officer_does_not_release_for_a_school(
    client: Client, submitted: Application, officer: User
) -> None:
    assert press(client, officer, submitted, "release/") == 403


def test_nobody_decides_on_an_own_application(client: Client, submitted: Application) -> None:
    person = submitted.engagement.person
    make_role(person, RoleKind.COORDINATOR, submitted.engagement.unit)
    assert press(client, make_user(person), submitted, "release/") == 403


def test_commission_looks_and_does_not_touch(client: Client) -> None:
    application = made.make_verified()
    member = make_staff(RoleKind.COMMISSION_MEMBER, application.call.owner)
    client.force_login(member)
    page = client.get(address(application)).content.decode()
    assert "To learn." in page
    assert "+7 700 000 00 02" not in page
    assert press(client, member, application, "refuse/", reason="No.") == 403
    application.refresh_from_db()
    assert application.state == "verified"


def test_each_sees_only_what_is_theirs(submitted: Application) -> None:
    verified = made.make_verified(made.make_call(direction=Direction.INTERNAL))
    draft = made.make_draft()
    department, school = submitted.call.owner, submitted.engagement.unit
    seen = {
        make_staff(RoleKind.COORDINATOR, school): {submitted},
        make_staff(RoleKind.COORDINATOR, make_unit()): set(),
        make_staff(RoleKind.OFFICER, department): {submitted},
        make_staff(RoleKind.COMMISSION_MEMBER, department): set(),
        make_staff(RoleKind.COMMISSION_CHAIR, verified.call.owner): {verified},
        make_staff(RoleKind.REGISTRAR): set(),
        make_staff(RoleKind.ADMINISTRATOR): set(),
    }
    for user, applications in seen.items():
        assert set(for_staff(user)) == applications
    applicant = make_user(draft.engagement.person)
    assert (set(visible_to(applicant)), set(for_staff(applicant))) == ({draft}, set())


def test_other_school_finds_nothing(client: Client, submitted: Application) -> None:
    client.force_login(make_staff(RoleKind.COORDINATOR))
    requirement = submitted.call.documents.first()
    assert requirement is not None
    pages = ("", f"versions/1/{requirement.code}/")
    assert [client.get(address(submitted, page)).status_code for page in pages] == [404, 404]
    assert client.post(address(submitted, "release/"), {"version": "2"}).status_code == 404


def test_office_reads_what_was_submitted_and_not_the_draft(
    client: Client, submitted: Application, coordinator: User
) -> None:
    actions.save_draft(submitted, by=TESTER, motivation="Not sent yet.")
    (first, *_others) = submitted.call.documents.all()
    newer = made.pdf("newer.pdf", made.PDF + b"\n")
    actions.attach_document(submitted, first, newer, by=TESTER)
    client.force_login(coordinator)
    page = client.get(address(submitted)).content.decode()
    assert "To learn." in page
    assert "Not sent yet." not in page
    served = client.get(address(submitted, f"versions/1/{first.code}/"))
    assert b"".join(served.streaming_content) == made.PDF  # type: ignore[attr-defined]


def test_unmet_criteria_are_named_and_the_button_is_gone(
    client: Client, submitted: Application, coordinator: User
) -> None:
    made.record(submitted.engagement, FactKind.ACADEMIC_DEBTS, {"count": "1"})
    client.force_login(coordinator)
    page = client.get(address(submitted)).content.decode()
    assert "It cannot go on as the records stand now" in page
    assert "Release the application" not in page
    assert press(client, coordinator, submitted, "release/") == 422


def test_missing_reason_is_named_at_its_field(
    client: Client, submitted: Application, coordinator: User
) -> None:
    client.force_login(coordinator)
    data = {"version": str(submitted.version), "reason": "", "until": "2020-01-01T10:00"}
    answer = client.post(address(submitted, "return/"), data)
    assert answer.status_code == 422
    data["reason"] = "Anew."
    answer = client.post(address(submitted, "return/"), data)
    assert answer.status_code == 422
    assert "has passed already" in answer.content.decode()
    assert "Anew." in answer.content.decode()


def test_what_was_not_corrected_in_time_is_refused_by_the_office(
    client: Client, submitted: Application, coordinator: User, officer: User
) -> None:
    until = submitted.call.closes_at + dt.timedelta(days=1)
    returned = actions.return_application(submitted, "Anew.", until, by=TESTER)
    assert press(client, coordinator, returned, "refuse/", reason="Not corrected.") == 403
    with clock.moved(to=until):
        client.force_login(officer)
        assert "Refuse the application" in client.get(address(returned)).content.decode()
        assert press(client, officer, returned, "refuse/", reason="Not corrected.") == 302


def test_nothing_can_be_decided_once_the_call_is_cancelled(
    client: Client, submitted: Application, coordinator: User
) -> None:
    cancel_call(submitted.call, reason="No agreement.", by=TESTER)
    client.force_login(coordinator)
    page = client.get(address(submitted)).content.decode()
    assert "Release the application" not in page
    assert "The call was cancelled" in page
    assert press(client, coordinator, submitted, "release/") == 422
    assert queues_of(coordinator)[0].count == 0


def test_list_is_filtered_by_its_address(
    client: Client, submitted: Application, coordinator: User
) -> None:
    other = made.make_submitted(engagement=made.make_eligible(submitted.engagement.unit))
    actions.release_application(other, by=TESTER)
    client.force_login(coordinator)

    def found(query: str) -> list[str]:
        page = client.get(f"/en/office/applications/?{query}").context["rows"]
        return [application.public_id for application, _standing in page]

    assert found("") == [submitted.public_id, other.public_id]
    assert found("state=released") == [other.public_id]
    assert found(f"q={submitted.public_id.lower()}") == [submitted.public_id]
    assert found(f"q={other.engagement.person.family_name.upper()}") == [other.public_id]
    assert found(f"call={submitted.call.public_id}") == [submitted.public_id]
    assert found("state=nonsense") == []


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_pages_open_in_every_language(
    client: Client, submitted: Application, coordinator: User, language: str
) -> None:
    client.force_login(coordinator)
    for path in ("", f"{submitted.public_id}/"):
        answer = client.get(f"/{language}/office/applications/{path}")
        assert answer.status_code == 200
