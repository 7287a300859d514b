"""The words of uploaded acts: read by the worker, within limits, whatever the file is."""

import pytest

from sapar.content.actions.regulation_texts import read_waiting_version
from sapar.content.actions.regulations import remove_regulation_version
from sapar.content.enums import ReadingProblem
from sapar.core.errors import Refusal
from sapar.search.queries import search
from tests.documents.samples import JPEG, PDF
from tests.factories.people import TESTER
from tests.factories.regulations import locked, make_regulation, make_text, pdf_saying

pytestmark = pytest.mark.django_db


def read(version):
    assert read_waiting_version()
    version.refresh_from_db()
    return version


def test_words_inside_a_file_are_found_in_every_ending_and_gone_with_the_file():
    act = make_regulation()
    version = make_text(act, pdf_saying("О трёхстороннем соглашении"))
    assert search("трехсторонних соглашений", "ru").total == 0
    assert read(version).pages_read == version.pages == 1
    (hit,) = search("трехсторонних соглашений", "ru").hits
    assert (hit.kind, hit.record_id) == ("regulation", act.public_id)
    assert "<mark>трёхстороннем</mark> <mark>соглашении</mark>" in hit.excerpt

    remove_regulation_version(version, by=TESTER)
    assert search("трехсторонних соглашений", "ru").total == 0
    assert not read_waiting_version()


def test_a_file_of_two_thousand_pages_is_read_as_far_as_it_is_kept_and_says_so():
    version = make_text(make_regulation(), pdf_saying("мобильность " * 20, pages=2000))
    while read_waiting_version(letters=20_000, seconds=2):
        pass
    version.refresh_from_db()
    assert version.pages == 2000
    assert 50 < version.pages_read < 150
    assert len(version.text) <= 20_000


def test_reading_goes_on_where_it_stopped():
    version = make_text(make_regulation(), pdf_saying("страница", pages=30))
    turns = 0
    while read_waiting_version(seconds=0):
        turns += 1
        version.refresh_from_db()
        if turns == 1:  # no second is left for a page, so nothing was read and nothing is lost
            assert (version.read_at, version.pages_read, version.pages) == (None, 0, 30)
            break
    assert read(version).pages_read == 30
    assert version.text.startswith("страница 1\n")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (lambda: locked(pdf_saying("тайна"), "secret"), ReadingProblem.ENCRYPTED),
        (lambda: PDF, ReadingProblem.DAMAGED),
        (lambda: pdf_saying("текст")[:900] + b"%%EOF", ReadingProblem.DAMAGED),
        (lambda: pdf_saying("#rect()"), None),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_stays_open_to_readers(content, problem):
    version = read(make_text(make_regulation(), content()))
    assert version.read_at is not None
    if problem:
        assert (version.problem, version.text) == (problem, "")


def test_a_file_that_opens_without_a_password_is_read():
    version = read(make_text(make_regulation(), locked(pdf_saying("открыто"), "")))
    assert "открыто" in version.text


def test_only_pdf_is_taken():
    with pytest.raises(Refusal, match="file-type-not-allowed"):
        make_text(make_regulation(), JPEG)
