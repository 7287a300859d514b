"""Every cell that is wrong is named with its line, its column and what is expected."""

import pytest
from django.utils import translation

from sapar.core.wording import words
from tests.records.registrar_files import LEARNER, MEMBER_OF_STAFF, person, preview, problems_of

CASES = [
    ("registrar_number", "", "cell-empty"),
    ("family_name", "", "cell-empty"),
    ("family_name", "Ә" * 101, "cell-too-long"),
    ("born_on", "14.03.2005", "cell-not-a-date"),
    ("born_on", "2005-02-30", "cell-no-such-date"),
    ("born_on", "2024-01-01", "born-after-start"),
    ("email", "aliyeva", "cell-not-an-email"),
    ("iin", "05031465001", "iin-not-twelve-digits"),
    ("iin", "050314650012", "iin-check-digit"),
    ("language", "de", "cell-not-a-choice"),
    ("kind", "teacher", "cell-not-a-choice"),
    ("school", "pharmacy", "school-unknown"),
    ("programme", "pharmacy", "programme-unknown"),
    ("programme", "dentistry", "programme-of-other-school"),
    ("level", "doctor", "cell-not-a-choice"),
    ("level", "master", "level-not-of-programme"),
    ("year", "0", "cell-out-of-range"),
    ("year", "third", "cell-not-whole"),
    ("ends_on", "2023-08-31", "ends-before-start"),
    ("as_of", "", "cell-empty"),
    ("as_of", "2026-10-02", "date-in-future"),
    ("gpa", "5.2", "cell-out-of-range"),
    ("gpa", "3,4", "cell-decimal-comma"),
    ("gpa", "", "gpa-empty"),
    ("gpa", "-1", "cell-negative"),
    ("gpa", "-0.5", "cell-negative"),
    ("gpa", "good", "cell-not-a-number"),
    ("gpa", "1e0", "cell-not-a-number"),
    ("gpa", "NaN", "cell-not-a-number"),
    ("gpa", "3.12345", "cell-too-many-places"),
    ("gpa_credits", "-5", "cell-negative"),
    ("gpa_credits", "0", "gpa-without-credits"),
    ("academic_debts", "", "cell-empty"),
    ("academic_debts", "1.5", "cell-not-whole"),
    ("disciplinary_sanctions", "-1", "cell-negative"),
    ("sanctions_until", "2026-12-31", "sanctions-until-without-any"),
    ("ethics_violations", "no", "cell-not-whole"),
    ("english_level", "B3", "cell-not-a-choice"),
    ("english_test", "", "certificate-incomplete"),
    ("english_issued", "2026-10-02", "date-in-future"),
    ("english_expires", "2026-02-09", "expires-before-issued"),
]


@pytest.mark.parametrize(("column", "cell", "code"), CASES)
def test_a_wrong_cell_is_named(column, cell, code):
    run = preview(LEARNER | {column: cell})

    assert [(found["line"], found["column"], found["code"]) for found in run.problems] == [
        (2, column, code)
    ]
    assert run.problems[0]["value"] == cell


def test_every_problem_of_every_row_is_gathered():
    assert problems_of(
        person(1, gpa="3,4", year="x"), person(2), person(3, gpa="5.2", school="?")
    ) == [
        (2, "year", "cell-not-whole"),
        (2, "gpa", "cell-decimal-comma"),
        (4, "gpa", "cell-out-of-range"),
    ]


def test_problems_between_cells_are_gathered_too():
    assert problems_of(person(1, gpa="", ends_on="2020-01-01", english_test="")) == [
        (2, "gpa", "gpa-empty"),
        (2, "ends_on", "ends-before-start"),
        (2, "english_test", "certificate-incomplete"),
    ]


def test_a_level_fits_the_kind_of_learner():
    resident = {"kind": "resident", "programme": "therapy", "level": "residency"}

    assert problems_of(LEARNER | resident) == []
    assert problems_of(LEARNER | resident | {"kind": "intern"}) == [
        (2, "level", "level-not-of-kind")
    ]


def test_whoever_has_no_credits_yet_has_no_average():
    assert problems_of(LEARNER | {"gpa": "", "gpa_credits": "0"}) == []


def test_an_expired_certificate_is_a_fact_and_no_problem():
    assert problems_of(LEARNER | {"english_expires": "2026-09-30"}) == []


def test_staff_belong_to_any_unit_and_have_no_marks(schools):
    assert problems_of(MEMBER_OF_STAFF, kind="staff") == []
    assert problems_of(MEMBER_OF_STAFF | {"position": ""}, kind="staff") == [
        (2, "position", "cell-empty")
    ]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(("column", "cell", "code"), CASES)
def test_every_problem_has_words_in_every_language(language, column, cell, code):
    problem = preview(LEARNER | {column: cell}).problems[0]

    with translation.override(language):
        assert "%(" not in words(problem["code"], problem["values"])


def test_a_comma_in_a_number_is_answered_with_the_number_expected():
    problem = preview(LEARNER | {"gpa": "3,4"}).problems[0]

    assert words(problem["code"], problem["values"]) == (
        "The number has a comma. Expected is a point: 3.4"
    )
