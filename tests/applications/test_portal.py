"""An applicant's way through the pages, as a visitor without scripts goes it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sapar.accounts.models import User
from sapar.applications import actions
from sapar.applications.drafts import version_of
from sapar.applications.models import Application
from sapar.core import clock
from sapar.records.enums import FactKind
from tests.factories import applications as made
from tests.factories.people import TESTER, make_engagement, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Application:
    return made.make_draft()


@pytest.fixture
def applicant(draft: Application) -> User:
    return make_user(draft.engagement.person)


@pytest.fixture
def visitor(client: Client, applicant: User) -> Client:
    client.force_login(applicant)
    return client


def address(application: Application, page: str = "") -> str:
    return f"/en/applications/{application.public_id}/{page}"


def test_call_page_leads_to_a_draft(client: Client) -> None:
    engagement, call = made.make_eligible(), made.make_call()
    client.force_login(make_user(engagement.person))
    start = f"/en/calls/{call.public_id}/apply/"
    assert start in client.get(f"/en/calls/{call.public_id}/").content.decode()
    client.post(start, {"engagement": engagement.public_id})
    application = Application.objects.get()
    assert application.engagement == engagement
    assert application.public_id in client.get("/en/today/").content.decode()


def test_every_task_is_walked_to_the_confirmation(visitor: Client, draft: Application) -> None:
    visitor.post(
        address(draft, "about/"),
        {"phone": "+7 700 000 00 01", "emergency_contact": "Mother, +7 700 000 00 02"},
    )
    first, second = made.places_of(draft.call)
    for place in (first, second):
        visitor.post(address(draft, "wishes/"), {"add": place.public_id})
    visitor.post(address(draft, "wishes/"), {"up": second.public_id})
    visitor.post(address(draft, "motivation/"), {"motivation": "To learn."})
    for requirement in draft.call.documents.all():
        upload = {"attach": requirement.code, "file": made.pdf()}
        visitor.post(address(draft, "documents/"), upload)
    visitor.post(address(draft, "consents/"), {"processing": "on", "transfer": "on"})
    check = visitor.get(address(draft, "check/"))
    answer = visitor.post(address(draft, "check/"), check.context["form"].initial, follow=True)
    assert answer.redirect_chain == [(address(draft, "submitted/"), 302)]
    assert draft.public_id in answer.content.decode()
    (submission,) = draft.submissions.all()
    assert submission.content["wishes"] == [second.public_id, first.public_id]


@pytest.mark.parametrize(
    "task",
    ["", "about/", "wishes/", "motivation/", "documents/", "consents/", "check/", "withdraw/"],
)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_page_opens_in_every_language(
    visitor: Client, draft: Application, task: str, language: str
) -> None:
    made.complete(draft)
    answer = visitor.get(f"/{language}/applications/{draft.public_id}/{task}")
    assert answer.status_code == 200


def test_another_applicant_finds_nothing(client: Client, draft: Application) -> None:
    made.complete(draft)
    client.force_login(make_user(make_engagement().person))
    pages = ("", "about/", "check/", "documents/passport/", "withdraw/")
    assert [client.get(address(draft, page)).status_code for page in pages] == [404] * 5
    save = {"field": "motivation", "motivation": "Mine now."}
    assert client.post(address(draft, "save/"), save).status_code == 404


def test_stranger_is_asked_to_sign_in(client: Client, draft: Application) -> None:
    answer = client.get(address(draft))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/en/account/sign-in/")


def test_late_submission_says_when_the_call_closed(visitor: Client, draft: Application) -> None:
    made.complete(draft)
    sent = visitor.get(address(draft, "check/")).context["form"].initial
    with clock.moved(to=draft.call.closes_at):
        answer = visitor.post(address(draft, "check/"), sent)
    assert answer.status_code == 422
    assert "The time to submit ended" in answer.content.decode()
    draft.refresh_from_db()
    assert (draft.state, draft.motivation) == ("draft", "To learn.")


def test_debt_is_a_warning_with_its_source(visitor: Client, draft: Application) -> None:
    made.complete(draft)
    made.record(draft.engagement, FactKind.ACADEMIC_DEBTS, {"count": "1"})
    page = visitor.get(address(draft, "check/")).content.decode()
    assert "Academic debts are recorded (number: 1); there may be none." in page
    assert "Submit the application" in page


def test_score_is_shown_to_two_places_and_says_it_is_compared_unrounded(
    visitor: Client, draft: Application
) -> None:
    made.record(draft.engagement, FactKind.GPA, {"value": "2.7471", "credits": "120"})
    page = visitor.get(address(draft)).content.decode()
    assert "2.74" in page
    assert "Compared unrounded (2.7471), shown to two places." in page
    assert "Not for you" in page


def test_renamed_upload_is_refused_beside_its_requirement(
    visitor: Client, draft: Application
) -> None:
    (first, *_others) = draft.call.documents.all()
    renamed = SimpleUploadedFile("passport.pdf", b"PK\x03\x04 not a pdf")
    answer = visitor.post(address(draft, "documents/"), {"attach": first.code, "file": renamed})
    assert answer.status_code == 422
    assert "passport.pdf is of the type ZIP" in answer.content.decode()
    assert draft.documents.count() == 0


def test_own_document_is_served_privately(visitor: Client, draft: Application) -> None:
    made.complete(draft)
    (first, *_others) = draft.call.documents.all()
    answer = visitor.get(address(draft, f"documents/{first.code}/"))
    assert b"".join(answer.streaming_content) == made.PDF  # type: ignore[attr-defined]
    assert answer["Cache-Control"] == "private, no-store"


def test_wish_twice_is_refused_by_name(visitor: Client, draft: Application) -> None:
    (first, _second) = made.places_of(draft.call)
    add = {"add": first.public_id}
    visitor.post(address(draft, "wishes/"), add)
    answer = visitor.post(address(draft, "wishes/"), add)
    assert answer.status_code == 422
    assert f"{first.host} is among your wishes already" in answer.content.decode()


def test_place_whose_agreement_ended_says_so(visitor: Client, draft: Application) -> None:
    (first, _second) = made.places_of(draft.call)
    agreement = first.condition.agreement
    agreement.valid_until = draft.call.period.ends_on - dt.timedelta(days=1)
    agreement.save()
    answer = visitor.post(address(draft, "wishes/"), {"add": first.public_id})
    assert answer.status_code == 422
    assert f"The agreement with {first.host} ends on" in answer.content.decode()


class TestAutosave:
    def test_one_field_is_saved_and_the_time_told(
        self, visitor: Client, draft: Application
    ) -> None:
        version = version_of(draft, "phone", "emergency_contact")
        data = {"field": "phone", "phone": "+7 700 000 00 09", "version": version}
        told = visitor.post(address(draft, "save/"), data).json()
        draft.refresh_from_db()
        assert draft.phone == "+7 700 000 00 09"
        assert told["version"] == version_of(draft, "phone", "emergency_contact")
        assert len(told["saved_at"]) == 5

    def test_unreadable_phone_is_refused_in_words(
        self, visitor: Client, draft: Application
    ) -> None:
        data = {"field": "phone", "phone": "call me"}
        answer = visitor.post(address(draft, "save/"), data)
        assert answer.status_code == 422
        assert "“call me” does not read as a telephone number." in answer.json()["message"]

    def test_two_windows_keep_both_texts(self, visitor: Client, draft: Application) -> None:
        version = version_of(draft, "motivation")
        for text, status in (("From the first window.", 200), ("From the second.", 409)):
            data = {"field": "motivation", "motivation": text, "version": version}
            assert visitor.post(address(draft, "save/"), data).status_code == status
        page = visitor.get(address(draft, "motivation/")).content.decode()
        assert "From the first window." in page
        assert "From the second." in page
        visitor.post(address(draft, "set-aside/"), {"field": "motivation", "use": "1"})
        draft.refresh_from_db()
        assert (draft.motivation, draft.set_aside) == ("From the second.", {})

    def test_wishes_of_an_older_window_overwrite_nothing(
        self, visitor: Client, draft: Application
    ) -> None:
        first, second = (place.public_id for place in made.places_of(draft.call))
        version = visitor.get(address(draft, "wishes/")).context["version"]
        actions.set_wishes(draft, [first, second], by=TESTER)
        data = {"field": "wishes", "wishes": [second], "version": version}
        assert visitor.post(address(draft, "save/"), data).status_code == 409
        assert draft.wishes.count() == 2


def test_list_asks_as_much_for_one_application_as_for_three(client: Client) -> None:
    engagement = made.make_eligible(make_unit())
    client.force_login(make_user(engagement.person))
    counts = []
    for _number in range(3):
        made.make_draft(engagement=engagement)
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/today/")
        counts.append(len(queries))
    assert counts[0] == counts[2]
