"""The office's screens for questions, frequent questions, contacts and events."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sapar.accounts.enums import RoleKind
from sapar.content.actions.contacts import add_public_contact
from sapar.content.actions.questions import answer_question
from sapar.content.enums import EventState, QuestionState
from sapar.content.models import Contact, Event, FrequentQuestion
from sapar.institutions.enums import UnitKind
from tests.factories.asking import (
    mails_to,
    make_attendance,
    make_event,
    make_frequent,
    make_question,
    three,
)
from tests.factories.people import TESTER, make_staff, make_unit

pytestmark = pytest.mark.django_db


def signed_in(kind: str, unit=None) -> Client:
    client = Client()
    client.force_login(make_staff(kind, unit))
    return client


@pytest.fixture
def department():
    return make_unit(UnitKind.DEPARTMENT)


def test_a_unit_sees_its_own_questions_and_the_desk_counts_them(department):
    own, other = make_question(), make_question(make_unit())
    client = signed_in(RoleKind.OFFICER)
    page = client.get("/en/office/questions/")
    assert [row[0] for row in page.context["rows"]] == [own]
    assert client.get(f"/en/office/questions/{own.public_id}/").status_code == 200
    assert client.get(f"/en/office/questions/{other.public_id}/").status_code == 404
    desk = client.get("/en/office/").content.decode()
    assert "Questions to answer" in desk


def test_others_have_no_way_in(department):
    question, event = make_question(), make_event()
    for kind in (RoleKind.REGISTRAR, RoleKind.COMMISSION_MEMBER):
        client = signed_in(kind)
        for address in (
            "questions/",
            f"questions/{question.public_id}/",
            "frequent-questions/",
            "contacts/",
            "events/",
            f"events/{event.public_id}/attendees.csv",
        ):
            assert client.get(f"/en/office/{address}").status_code == 403
    assert Client().get("/en/office/questions/").status_code == 302


def test_questions_are_filtered_by_words_topic_and_state(department):
    first = make_question(name="Әлия Сәрсенова", topic="money")
    make_question(name="Somebody else")
    answer_question(make_question(name="Done"), "Yes.", by=TESTER)
    client = signed_in(RoleKind.OFFICER)

    def found(**query):
        return [row[0].name for row in client.get("/en/office/questions/", query).context["rows"]]

    assert found(q="ӘЛИЯ") == [first.name]
    assert found(topic="money") == [first.name]
    assert found(state="answered") == ["Done"]
    assert len(found()) == 2


def test_a_name_of_mixed_alphabets_is_marked(department):
    question = make_question(name="Al\u0435xander")
    client = signed_in(RoleKind.OFFICER)
    for address in ("", f"{question.public_id}/"):
        assert "mixed alphabets" in client.get(f"/en/office/questions/{address}").content.decode()


def test_an_answer_is_sent_and_a_second_one_keeps_its_text(department):
    question = make_question()
    client = signed_in(RoleKind.OFFICER)
    address = f"/en/office/questions/{question.public_id}/answer/"
    given = {"expected_version": question.version, "answer": "Bring your passport."}
    client.post(address, given)
    question.refresh_from_db()
    assert question.state == QuestionState.ANSWERED

    late = client.post(address, {**given, "answer": "My own long answer."})
    assert late.status_code == 409
    assert "My own long answer." in late.content.decode()
    assert question.answer == "Bring your passport."


def test_a_question_handed_over_leaves_the_page_for_the_list(department):
    question, school = make_question(), make_unit()
    client = signed_in(RoleKind.OFFICER)
    page = client.post(
        f"/en/office/questions/{question.public_id}/hand-over/",
        {"expected_version": question.version, "unit": school.public_id, "reason": "Theirs."},
    )
    assert page.url == "/en/office/questions/"
    coordinator = signed_in(RoleKind.COORDINATOR, school)
    seen = coordinator.get(f"/en/office/questions/{question.public_id}/").content.decode()
    assert "Theirs." in seen  # whoever has it now reads why


def test_an_answered_question_becomes_a_frequent_one_that_an_editor_publishes(department):
    question = make_question(language="ru", text="Кто платит?")
    answer_question(question, "Вы.", by=TESTER)
    officer = signed_in(RoleKind.OFFICER)
    page = officer.post(f"/en/office/questions/{question.public_id}/publish/", follow=True)
    draft = FrequentQuestion.objects.get()
    assert page.context["form"].initial["question"].ru == "Кто платит?"

    address = f"/en/office/frequent-questions/{draft.public_id}/"
    assert officer.post(f"{address}publish/").status_code == 403
    texts = {
        f"{name}_{language}": f"{name} {language}"
        for name in ("question", "answer")
        for language in ("kk", "ru", "en")
    }
    given = {**texts, "topic": "money", "position": 1, "expected_version": draft.version}
    officer.post(address, given)
    signed_in(RoleKind.EDITOR, department).post(f"{address}publish/")
    public = Client().get("/en/questions/").content.decode()
    assert "question en" in public
    assert question.name not in public


def test_half_a_frequent_question_is_not_published(department):
    row = make_frequent(is_published=False)
    row.answer = row.answer.__class__(ru="Вы.")
    row.save()
    editor = signed_in(RoleKind.EDITOR, department)
    page = editor.post(f"/en/office/frequent-questions/{row.public_id}/publish/", follow=True)
    assert "needs its answer in each language" in page.content.decode()
    assert not FrequentQuestion.objects.get().is_published


def test_a_coordinator_keeps_the_contacts_of_the_own_school(department):
    school = make_unit()
    theirs = add_public_contact(department, duty=three("Abroad"), by=TESTER)
    own = add_public_contact(school, duty=three("Coordinator"), by=TESTER)
    client = signed_in(RoleKind.COORDINATOR, school)
    assert client.get(f"/en/office/contacts/{theirs.public_id}/").status_code == 404

    given = {"duty_kk": "a", "duty_ru": "b", "duty_en": "c", "position": "2", "room_en": "12"}
    client.post(f"/en/office/contacts/{own.public_id}/", {**given, "expected_version": 1})
    own.refresh_from_db()
    assert (own.duty.ru, own.room.en, own.position, own.version) == ("b", "12", 2, 2)

    stale = client.post(f"/en/office/contacts/{own.public_id}/", {**given, "expected_version": 1})
    assert stale.status_code == 422
    refused = client.post("/en/office/contacts/new/", {**given, "unit": department.public_id})
    assert list(refused.context["form"].errors) == ["unit"]
    client.post(f"/en/office/contacts/{own.public_id}/delete/")
    assert list(Contact.objects.all()) == [theirs]


def event_form(**fields):
    texts = {
        f"{name}_{language}": f"{name} {language}"
        for name in ("title", "summary", "where")
        for language in ("kk", "ru", "en")
    }
    times = {"starts_at": "2030-01-10T15:00", "ends_at": "2030-01-10T17:00"}
    return {**texts, **times, "seats": "30", **fields}


def test_an_event_is_entered_published_changed_and_cancelled(department):
    client = signed_in(RoleKind.OFFICER)
    client.post("/en/office/events/new/", event_form(owner=department.public_id))
    event = Event.objects.get()
    address = f"/en/office/events/{event.public_id}/"
    client.post(f"{address}publish/", {"expected_version": event.version})
    event.refresh_from_db()
    assert event.state == EventState.PUBLISHED

    attendance = make_attendance(event)
    moved = event_form(starts_at="2030-01-10T16:00", expected_version=event.version)
    client.post(f"{address}change/", moved)
    event.refresh_from_db()
    refused = client.post(f"{address}cancel/", {"expected_version": event.version, "reason": ""})
    assert refused.status_code == 422
    client.post(f"{address}cancel/", {"expected_version": event.version, "reason": "Snow."})
    subjects = [subject for subject, _text in mails_to(attendance.email)]
    assert subjects[1:] == ["Time or place changed: title en", "Cancelled: title en"]


def test_an_event_that_ends_before_it_begins_is_refused_with_the_form_kept(department):
    client = signed_in(RoleKind.OFFICER)
    page = client.post(
        "/en/office/events/new/",
        event_form(owner=department.public_id, ends_at="2030-01-10T14:00"),
    )
    assert page.status_code == 422
    assert 'value="title en"' in page.content.decode()
    assert not Event.objects.exists()


def test_attendees_are_seen_by_the_inviting_unit_alone_and_taken_away_as_seen(department):
    event = make_event()
    make_attendance(event, name="=HYPERLINK(1)", email="evil@example.org")
    make_attendance(event, name="Әлия", email="aliya@example.org")
    coordinator = signed_in(RoleKind.COORDINATOR)
    assert coordinator.get(f"/en/office/events/{event.public_id}/").status_code == 404

    client = signed_in(RoleKind.OFFICER)
    page = client.get(f"/en/office/events/{event.public_id}/").content.decode()
    file = client.get(f"/en/office/events/{event.public_id}/attendees.csv")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["Name", "'=HYPERLINK(1)", "Әлия"]
    for _name, *cells in rows:
        for cell in cells:
            assert cell.replace("\u202f", " ") in page.replace("\u202f", " ")


def test_a_name_with_a_semicolon_stays_in_its_cell(department):
    event = make_event()
    make_attendance(event, name="x;=1+1")
    file = signed_in(RoleKind.OFFICER).get(f"/en/office/events/{event.public_id}/attendees.csv")
    first = file.content.decode("utf-8-sig").splitlines()[1]
    assert first.startswith('"x;=1+1",')


@pytest.mark.parametrize(
    ("address", "make"),
    [
        ("questions/", make_question),
        ("events/", make_event),
        ("frequent-questions/", make_frequent),
    ],
)
def test_lists_cost_the_same_queries_for_one_row_and_for_many(
    department, address, make, django_assert_num_queries
):
    client = signed_in(RoleKind.OFFICER)
    make()
    client.get(f"/en/office/{address}")
    with CaptureQueriesContext(connection) as for_one:
        client.get(f"/en/office/{address}")
    for _number in range(5):
        make()
    with django_assert_num_queries(len(for_one)):
        client.get(f"/en/office/{address}")
