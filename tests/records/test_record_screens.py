"""What the registrar and a school's coordinator see of records, and the walk through an upload."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sapar.accounts.enums import RoleKind
from sapar.accounts.models import Engagement
from sapar.records.queries import search, visible_to
from sapar.sheets.models import SheetRun
from tests.factories.people import make_staff
from tests.records.registrar_files import LEARNER, file_of, person, preview, upload

DENTISTRY = {"programme": "dentistry", "school": "dentistry"}


@pytest.fixture
def registrar(client):
    return sign_in(client, RoleKind.REGISTRAR, family_name="Сейітова", given_name="Гүлнар")


@pytest.fixture
def coordinator(client, schools):
    return sign_in(client, RoleKind.COORDINATOR, schools["medicine"])


def sign_in(client, *role, **names):
    user = make_staff(*role, **names)
    client.force_login(user, backend="sapar.accounts.backends.SaparBackend")
    return user


def post_file(client, file, kind="learners"):
    return client.post(f"/en/office/records/upload/{kind}/", {"file": file})


def names_on(response):
    return [engagement.person.family_name for engagement in response.context["page"]]


def test_the_walk_from_file_to_record(client, registrar):
    shown = post_file(client, file_of([person(1), person(2)]))
    run = SheetRun.objects.get()
    assert shown.headers["Location"] == f"/en/office/records/uploads/{run.public_id}/"
    assert "waits for your confirmation" in client.get(shown.headers["Location"]).text

    taken = client.post(f"/en/office/records/uploads/{run.public_id}/confirm/", follow=True)
    assert "The file was taken as a whole" in taken.text

    engagement = Engagement.objects.get(registrar_number="S-1")
    page = client.get(f"/en/office/records/{engagement.public_id}/").text
    assert "3.4 over 120 credits" in page
    assert f"Registrar&#x27;s upload {run.public_id}" in page
    assert "Сейітова Гүлнар" in page


def test_a_preview_names_line_column_value_and_what_is_expected(client, registrar):
    shown = post_file(client, file_of([person(1), person(2, gpa="3,4")]))

    page = client.get(shown.headers["Location"]).text

    assert "Nothing was taken: the file has problems" in page
    for said in ("3", "gpa", "3,4", "The number has a comma. Expected is a point: 3.4"):
        assert said in page
    assert "/confirm/" not in page


def test_confirming_twice_says_politely_that_it_was_done(client, registrar):
    run = preview(person(1))
    client.post(f"/en/office/records/uploads/{run.public_id}/confirm/")

    again = client.post(f"/en/office/records/uploads/{run.public_id}/confirm/", follow=True)

    assert "was confirmed before" in again.text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("learners.csv", b"PK\x03\x04 xl/workbook.xml", "is XLSX, whatever its name says"),
        ("learners.csv", b"", "is empty"),
        ("learners.csv", "имя".encode("cp1251"), "is not in UTF-8"),
        ("learners.csv", b"a" * (12 * 1024 * 1024), "has 12 MB; at most 10 MB are possible"),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_beside_the_field(
    client, registrar, name, content, said
):
    response = post_file(client, SimpleUploadedFile(name, content))

    assert response.status_code == 422
    assert said in response.text
    assert not SheetRun.objects.exists()


def test_the_example_is_a_file_that_can_be_uploaded(client, registrar):
    for kind in ("learners", "staff"):
        example = client.get(f"/en/office/records/upload/{kind}/example.csv")
        content = b"".join(example.streaming_content) if example.streaming else example.content
        post_file(client, SimpleUploadedFile("example.csv", content), kind)

    assert [run.problems for run in SheetRun.objects.all()] == [[], []]
    assert [run.summary["new"] for run in SheetRun.objects.all()] == [1, 1]


def test_an_uploaded_file_is_kept_and_given_back_to_the_registrar(client, registrar):
    run = preview(person(1, gpa="5.2"))

    response = client.get(f"/en/office/records/uploads/{run.public_id}/file/")

    assert b"5.2" in b"".join(response.streaming_content)
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_names_stand_in_the_order_of_the_kazakh_alphabet(client, registrar):
    names = ("Ялта", "Қалиев", "Ким", "Әбенов", "Абенов")
    upload(*(person(number, family_name=name) for number, name in enumerate(names)))

    assert names_on(client.get("/kk/office/records/")) == [
        "Абенов",
        "Әбенов",
        "Ким",
        "Қалиев",
        "Ялта",
    ]


@pytest.mark.parametrize("text", ["ӘЛИЕВА", "алиева", "айгерім әли", "ALIYEVA", "s-1", "Айгерим"])
def test_search_finds_in_any_letter_case(text, registrar):
    upload(LEARNER, person(2, given_name="Данияр", passport_family_name="KIM"))

    assert [found.registrar_number for found in search(visible_to(registrar), text)] == ["S-1"]


def test_filters_stand_in_the_address(client, registrar):
    upload(person(1), person(2, **DENTISTRY))

    assert names_on(client.get("/en/office/records/?school=dentistry")) == ["Ким2"]
    assert names_on(client.get("/en/office/records/?kind=resident")) == []
    assert names_on(client.get("/en/office/records/?school=nowhere&kind=x")) == ["Ким1", "Ким2"]


def test_a_coordinator_reads_the_own_school_and_uploads_nothing(client, coordinator):
    upload(person(1), person(2, **DENTISTRY))
    own, other = Engagement.objects.order_by("registrar_number")
    run = SheetRun.objects.get()

    assert names_on(client.get("/en/office/records/")) == ["Ким1"]
    assert client.get(f"/en/office/records/{own.public_id}/").status_code == 200
    assert client.get(f"/en/office/records/{other.public_id}/").status_code == 404
    assert client.get("/en/office/records/upload/learners/").status_code == 403
    assert client.get(f"/en/office/records/uploads/{run.public_id}/").status_code == 403
    assert client.get(f"/en/office/records/uploads/{run.public_id}/file/").status_code == 403
    assert client.post(f"/en/office/records/uploads/{run.public_id}/confirm/").status_code == 403


def test_nobody_else_sees_records(client):
    upload(person(1))
    sign_in(client, RoleKind.OFFICER)

    assert client.get("/en/office/records/").status_code == 403
    assert list(visible_to(AnonymousUser())) == []


def test_an_iin_is_shown_to_nobody(client, registrar):
    upload(LEARNER | {"iin": "050314650011"})
    engagement = Engagement.objects.get()

    page = client.get(f"/en/office/records/{engagement.public_id}/").text

    assert "050314650011" not in page
    assert "Known to the registrar" in page


@pytest.mark.parametrize("address", ["/en/office/records/", "record"])
def test_pages_ask_the_database_as_often_for_three_as_for_one(client, registrar, address):
    def queries():
        page = address
        if page == "record":
            page = f"/en/office/records/{Engagement.objects.earliest('pk').public_id}/"
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200
        return len(captured)

    upload(person(1))
    client.get("/en/office/records/")
    for_one = queries()
    upload(person(1, gpa="3.5", as_of="2026-09-20"), person(2, **DENTISTRY), person(3))
    assert queries() == for_one
