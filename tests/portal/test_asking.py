"""Asking without an account and with one, and what everybody reads on contacts and questions."""

import pytest
from django.test import Client

from sapar.content.actions.contacts import add_public_contact
from sapar.content.enums import QuestionState
from sapar.content.models import Question
from sapar.content.starter.contacts import load_contacts
from sapar.content.starter.frequent_questions import load_frequent_questions
from sapar.institutions.enums import UnitKind
from tests.factories.asking import link_in, mails_to, make_frequent, make_question, three
from tests.factories.people import TESTER, make_home, make_person, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    return make_unit(UnitKind.DEPARTMENT)


def given(**fields):
    return {
        "about": "external",
        "topic": "applying",
        "text": "Which vaccinations are wanted?",
        "name": "Aigerim",
        "email": "aigerim@example.org",
        "language": "en",
        **fields,
    }


def test_a_stranger_asks_confirms_and_sees_who_holds_it(client: Client, department):
    page = client.post("/en/contacts/ask/", given(may_be_published="on"), follow=True)
    assert "waits for you to confirm" in page.content.decode()
    assert "vaccinations" not in page.content.decode()

    path = link_in(mails_to("aigerim@example.org")[0][1])
    assert "Yes, I asked this" in client.get(path).content.decode()
    question = Question.objects.get()
    assert question.state == QuestionState.UNCONFIRMED  # opening the link changed nothing

    arrived = client.post(path, follow=True).content.decode()
    assert "The question has arrived." in arrived
    assert department.name.en in arrived
    question.refresh_from_db()
    assert (question.state, question.may_be_published) == (QuestionState.NEW, True)
    assert client.post(path, follow=True).status_code == 200


def test_whoever_is_signed_in_needs_no_confirmation(client: Client, department):
    user = make_user(make_person())
    client.force_login(user)
    assert 'name="email"' not in client.get("/en/contacts/ask/").content.decode()
    client.post("/en/contacts/ask/", given(email="other@example.org"))
    question = Question.objects.get()
    assert (question.email, question.state) == (user.email, QuestionState.NEW)


def test_internal_mobility_asks_for_the_school_and_goes_there(client: Client, department):
    school = make_unit()
    page = client.post("/en/contacts/ask/", given(about="internal"))
    assert list(page.context["form"].errors) == ["school"]
    client.post("/en/contacts/ask/", given(about="internal", school=school.public_id))
    assert Question.objects.get().unit == school


def test_an_answer_that_exists_is_offered_before_the_question_is_sent(client: Client, department):
    row = make_frequent("Which vaccinations are wanted by clinics?")
    make_frequent("Who pays for the stay?", "Mostly you.")
    page = client.post("/en/contacts/ask/", given())
    assert page.context["offered"] == [row]
    assert f"/en/questions/#{row.public_id}" in page.content.decode()
    assert Question.objects.count() == 0
    client.post("/en/contacts/ask/", given(anyway="1"))
    assert Question.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"text": "А" * 100_000}, "text"),
        ({"name": "x" * 201}, "name"),
        ({"email": "nobody"}, "email"),
        ({"text": "a\x00b"}, "text"),
        ({"language": "fr"}, "language"),
        ({"homepage": "http://spam.example"}, "homepage"),
    ],
)
def test_bad_input_is_refused_with_the_text_kept(client: Client, department, fields, wrong):
    page = client.post("/en/contacts/ask/", given(**fields))
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [wrong]
    assert page.context["form"]["text"].value() == given(**fields)["text"]
    assert Question.objects.count() == 0
    if wrong == "text" and len(fields["text"]) > 3:
        assert "at most 5000" in page.content.decode()
        assert "А" * 100_000 in page.content.decode()


def test_a_name_is_one_line_whatever_was_sent(client: Client, department):
    client.post("/en/contacts/ask/", given(name="Aigerim\r\nBcc: all@example.org"))
    assert Question.objects.get().name == "Aigerim Bcc: all@example.org"


def test_markup_in_a_question_is_shown_and_never_obeyed(client: Client, department):
    evil = "<script>alert(1)</script>"
    page = client.post("/en/contacts/ask/", given(text=evil, name=evil, email="bad"))
    assert evil not in page.content.decode()


def test_too_many_mails_to_one_address_are_refused_in_words(client: Client, department):
    for _number in range(6):
        page = client.post("/en/contacts/ask/", given())
    assert page.status_code == 422
    assert "wait an hour" in page.content.decode()


def test_a_link_that_is_not_known_leads_on(client: Client):
    page = client.get("/ru/contacts/confirm/nothing/")
    assert page.status_code == 404
    assert "/ru/contacts/ask/" in page.content.decode()


def test_frequent_questions_stand_by_topic_with_anchors_and_are_searched(client: Client):
    money = make_frequent("Who pays for the stay?", "Mostly **you**.", topic="money")
    make_frequent("Secret draft", is_published=False)
    page = client.get("/en/questions/").content.decode()
    assert f'id="{money.public_id}"' in page
    assert "<strong>you</strong>" in page
    assert "Secret draft" not in page
    for number in range(5):
        make_frequent(f"Number {number}", "Something else", topic="other")
    found = client.get("/en/questions/", {"q": "PAYS"}).context["found"]
    assert found == [money]


def test_a_question_without_a_translation_says_in_which_language_it_is(client: Client):
    row = make_frequent()
    row.question = row.question.__class__(ru="Кто платит?")
    row.answer = row.answer.__class__(ru="Вы.")
    row.save()
    page = client.get("/en/questions/").content.decode()
    assert 'lang="ru"' in page


def test_contacts_are_found_by_duty_and_topic(client: Client, department):
    make_home()
    contact = add_public_contact(
        department, duty=three("Going abroad"), topics=["money"], room=three("331"), by=TESTER
    )
    page = client.get("/kk/contacts/").content.decode()
    assert page.count(contact.public_id) == 2  # the index leads to it
    assert "openstreetmap.org/search" in page
    assert "<iframe" not in page
    assert 'href="/kk/contacts/ask/?about=external"' in page  # no mailbox is known


def test_who_comes_to_us_writes_by_the_form_about_coming(client: Client, department):
    make_home()
    add_public_contact(department, duty=three("Guests"), topics=["coming"], by=TESTER)
    assert 'href="/ru/contacts/ask/?about=incoming"' in client.get("/ru/contacts/").content.decode()


def test_a_new_portal_begins_with_contacts_and_answers_once(client: Client, department):
    make_unit()
    for _twice in range(2):
        load_contacts(by=TESTER)
        load_frequent_questions(by=TESTER)
    for language in ("kk", "ru", "en"):
        contacts = client.get(f"/{language}/contacts/").content.decode()
        questions = client.get(f"/{language}/questions/").content.decode()
        assert "331" in contacts
        assert questions.count("<article") == 17
        assert 'class="fallback"' not in contacts + questions


def test_public_pages_cost_the_same_queries_however_much_they_show(
    client: Client, department, django_assert_max_num_queries
):
    for unit in (department, make_unit(), make_unit()):
        for _number in range(3):
            add_public_contact(unit, duty=three("Duty"), topics=["other"], by=TESTER)
    for number in range(20):
        make_frequent(f"Question {number}")
    for address in ("/en/contacts/", "/en/questions/"):
        with django_assert_max_num_queries(8):
            client.get(address)


def test_the_number_of_a_question_tells_nothing_of_what_was_written(client: Client):
    question = make_question(text="My private matter", name="Zhanar")
    page = client.get(f"/en/contacts/ask/{question.public_id}/").content.decode()
    for told in ("private matter", "Zhanar", question.email):
        assert told not in page
