"""The inspection itself: what it finds on a page, and what it lets pass."""

import pytest

from tests.journeys.languages import foreign_texts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Calls", "kk"),
        ("Something nobody translated", "ru"),
        ("Submit the application", "ru"),
        ("Конкурсы", "kk"),
        ("gpa-minimum", "kk"),
        ("Өтінім", "ru"),
        ("Осталось None", "ru"),
    ],
)
def test_a_text_of_another_language_is_found(text, language):
    assert foreign_texts([text], language) == [text]


def test_texts_of_the_pages_own_language_pass():
    assert foreign_texts(["Конкурсы", "Sapar", "IELTS Academic 6.5", "7KQ4-M2XD"], "ru") == []
