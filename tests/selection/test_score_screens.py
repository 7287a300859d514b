"""The commission's pages: by number, own sheet first, nothing of another commission."""

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
from sapar.selection.models import ScoreSheet
from tests.factories import selection as made
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
FULL = {"motivation": "85.5", "interview": "70", "comment": "", "version": ""}


@pytest.fixture
def application() -> Application:
    """A verified application to a closed call, not scored yet."""
    with clock.moved(by=made.BEFORE_CLOSING):
        return made.make_candidate(made.make_opened_call())


@pytest.fixture
def chair(application: Application) -> User:
    return made.make_commission(application.call)[0]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="sapar.accounts.backends.SaparBackend")
    return client


def address(name: str, record: str) -> str:
    return reverse(name, args=[record])


def test_list_names_numbers_and_no_people(application: Application, chair: User) -> None:
    page = signed_in(chair).get(address("office-scores", application.call.public_id))
    text = page.content.decode()
    assert application.public_id in text
    assert application.engagement.person.family_name not in text


def test_list_asks_the_same_number_of_queries_for_one_and_for_three(
    application: Application, chair: User
) -> None:
    client, page = signed_in(chair), address("office-scores", application.call.public_id)
    client.get(page)
    with CaptureQueriesContext(connection) as one:
        client.get(page)
    with clock.moved(by=made.BEFORE_CLOSING):
        for _number in range(2):
            made.make_candidate(application.call)
    with CaptureQueriesContext(connection) as three:
        assert client.get(page).content.decode().count("/scores/") >= 3
    assert len(one) == len(three)


def test_saved_as_draft_then_handed_in(application: Application, chair: User) -> None:
    client, page = signed_in(chair), address("office-score", application.public_id)
    assert client.post(page, FULL).status_code == 302
    sheet = ScoreSheet.objects.get()
    assert (sheet.member, sheet.handed_in_at) == (chair.person, None)
    client.post(page, {**FULL, "version": str(sheet.version), "hand-in": "1"})
    sheet.refresh_from_db()
    assert sheet.handed_in_at is not None
    assert "Scores handed in" in client.get(page).content.decode()


def test_wrong_points_are_named_at_their_field_and_kept(
    application: Application, chair: User
) -> None:
    client, page = signed_in(chair), address("office-score", application.public_id)
    answer = client.post(page, {**FULL, "motivation": "120"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Motivation: 120 was given; expected are 0 to 100 points." in text
    assert 'value="120"' in text
    assert not ScoreSheet.objects.exists()


def test_autosave_keeps_the_field_that_was_left(application: Application, chair: User) -> None:
    client, save = signed_in(chair), address("office-score-save", application.public_id)
    first = client.post(save, {"field": "motivation", "motivation": "85,5"})
    version = first.json()["version"]
    second = client.post(save, {"field": "interview", "interview": "60", "version": version})
    assert ScoreSheet.objects.get().points == {"motivation": "85.5", "interview": "60"}
    version = second.json()["version"]
    wrong = {"field": "motivation", "motivation": "lots", "version": version}
    refused = client.post(save, wrong)
    assert (refused.status_code, list(refused.json())) == (422, ["message"])
    assert (
        client.post(save, {"field": "motivation", "motivation": "1", "version": "1"}).status_code
        == 409
    )


def test_a_window_opened_before_the_first_points_overwrites_none(
    application: Application, chair: User
) -> None:
    client, page = signed_in(chair), address("office-score", application.public_id)
    assert client.post(page, FULL).status_code == 302
    other_window = client.post(page, {**FULL, "motivation": "1"})
    assert other_window.status_code == 409
    assert 'value="1"' in other_window.content.decode()
    assert ScoreSheet.objects.get().points["motivation"] == "85.5"
    page, judgement = address("office-judgement", application.public_id), {"version": ""}
    assert client.post(page, {**judgement, "is_met": "no", "reason": "Left."}).status_code == 302
    assert client.post(page, {**judgement, "is_met": "yes", "reason": "Well."}).status_code == 409
    application.refresh_from_db()
    assert application.judgement.reason == "Left."


def test_chair_judges_and_a_member_does_not(application: Application) -> None:
    chair, member = made.make_commission(application.call)
    judgement = {"is_met": "no", "reason": "Left the task.", "version": ""}
    page = address("office-judgement", application.public_id)
    assert signed_in(member).post(page, judgement).status_code == 403
    assert signed_in(chair).post(page, judgement).status_code == 302
    application.refresh_from_db()
    assert (application.judgement.is_met, application.judgement.judged_by) == (
        False,
        chair.public_id,
    )


def test_own_application_and_another_commission_are_not_found(application: Application) -> None:
    page = address("office-score", application.public_id)
    person = application.engagement.person
    made.make_role_in_commission(person, application.call)
    assert signed_in(make_user(person)).get(page).status_code == 404
    with clock.moved(by=made.BEFORE_CLOSING):
        other = made.make_opened_call(direction=Direction.INTERNAL)
    stranger = made.make_commission(other)[0]
    assert signed_in(stranger).get(page).status_code == 404
    assert (
        signed_in(stranger).get(address("office-scores", application.call.public_id)).status_code
        == 404
    )


def test_identity_papers_are_not_served_to_the_commission(
    application: Application, chair: User
) -> None:
    client = signed_in(chair)
    documents = "office-score-document"
    passport = reverse(documents, args=[application.public_id, "passport"])
    certificate = reverse(documents, args=[application.public_id, "language-certificate"])
    assert client.get(passport).status_code == 404
    served = client.get(certificate)
    assert b"".join(served.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert (
        passport not in client.get(address("office-score", application.public_id)).content.decode()
    )


def test_an_identity_paper_of_any_name_is_kept_from_the_commission(
    application: Application, chair: User
) -> None:
    application.call.documents.filter(code="transcript").update(is_identity_paper=True)
    client = signed_in(chair)
    paper = reverse("office-score-document", args=[application.public_id, "transcript"])
    in_record = reverse(
        "office-application-document", args=[application.public_id, 1, "transcript"]
    )
    assert [client.get(page).status_code for page in (paper, in_record)] == [404, 404]
    page = client.get(address("office-application", application.public_id)).content.decode()
    assert "Transcript of records" not in page


def test_owner_sees_what_is_missing_and_scores_nothing(
    application: Application, chair: User
) -> None:
    owner = signed_in(made.make_owner(application.call))
    text = owner.get(address("office-scores", application.call.public_id)).content.decode()
    assert chair.person is not None
    assert chair.person.full_name in text
    assert owner.get(address("office-score", application.public_id)).status_code == 403
