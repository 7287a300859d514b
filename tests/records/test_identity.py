"""Whose row is it: a person may hold several engagements, and two people are never joined."""

from sapar.accounts.models import Engagement, Person
from tests.records.registrar_files import (
    LEARNER,
    MEMBER_OF_STAFF,
    person,
    preview,
    problems_of,
    upload,
)

IIN = "050314650011"
DENTISTRY = {"programme": "dentistry", "school": "dentistry"}


def test_a_number_twice_is_a_doubled_person():
    assert problems_of(person(1), person(2), person(1)) == [(4, "registrar_number", "row-doubled")]


def test_the_same_study_under_two_numbers_is_a_doubled_person():
    assert problems_of(LEARNER, LEARNER | {"registrar_number": "S-2"}) == [
        (3, "registrar_number", "engagement-doubled")
    ]


def test_a_study_on_record_under_another_number_is_a_doubled_person():
    upload(LEARNER)

    assert problems_of(LEARNER | {"registrar_number": "S-2"}) == [
        (2, "registrar_number", "engagement-doubled")
    ]


def test_whoever_studies_and_teaches_is_one_person():
    upload(LEARNER)
    upload(MEMBER_OF_STAFF, kind="staff")

    assert Person.objects.get().engagements.count() == 2


def test_a_second_study_at_another_school_is_one_person():
    upload(LEARNER, LEARNER | DENTISTRY | {"registrar_number": "S-2"})

    assert Person.objects.get().engagements.count() == 2


def test_the_same_programme_again_later_is_a_second_study():
    earlier = {"registrar_number": "S-0", "starts_on": "2022-09-01", "ends_on": "2023-06-30"}

    assert problems_of(LEARNER | earlier, LEARNER) == []


def test_the_iin_tells_who_it_is_even_with_a_new_family_name_and_address():
    upload(LEARNER | {"iin": IIN})

    married = {"registrar_number": "S-2", "family_name": "Оспанова", "email": "ospanova@example.kz"}
    upload(LEARNER | DENTISTRY | married | {"iin": IIN})

    assert Person.objects.get().family_name == "Оспанова"


def test_an_iin_of_somebody_else_is_a_problem():
    upload(LEARNER | {"iin": IIN})

    assert problems_of(person(2, iin=IIN, born_on="2004-01-01")) == [
        (2, "iin", "iin-of-another-person")
    ]
    assert problems_of(person(2, iin=IIN, given_name="Данияр")) == [
        (2, "iin", "iin-of-another-person")
    ]


def test_an_iin_that_two_rows_share_is_a_problem():
    assert problems_of(
        person(1, iin=IIN), person(2, iin=IIN, given_name="Данияр", born_on="2004-01-01")
    ) == [(3, "iin", "iin-of-another-person")]


def test_an_address_of_somebody_else_is_a_problem():
    upload(person(1))

    assert problems_of(person(2, email="Kim1@example.kz")) == [
        (2, "email", "email-of-another-person")
    ]


def test_an_address_that_two_rows_share_is_a_problem():
    assert problems_of(person(1), person(2, email="kim1@example.kz")) == [
        (3, "email", "email-of-another-person")
    ]


def test_the_same_name_with_another_address_is_another_person():
    upload(person(1), person(2, family_name="Ким1"))

    assert Person.objects.count() == 2


def test_a_number_given_to_somebody_else_is_a_problem():
    upload(person(1))

    other = {"family_name": "Оспанов", "given_name": "Данияр"}
    assert problems_of(person(1, **other)) == [(2, "registrar_number", "number-of-another-person")]


def test_rows_of_one_person_say_the_same():
    found = preview(
        LEARNER, LEARNER | DENTISTRY | {"registrar_number": "S-2", "phone": "+7 701 111 11 11"}
    ).problems

    assert [(problem["line"], problem["column"], problem["code"]) for problem in found] == [
        (3, "phone", "person-rows-disagree")
    ]
    assert found[0]["values"] == {"first": 2, "expected": "+7 700 000 00 00"}


def test_a_known_person_keeps_the_address_that_the_file_repeats():
    upload(person(1), person(2))

    upload(person(1, phone="+7 702 222 22 22"), person(2))

    assert Engagement.objects.get(registrar_number="S-1").person.phone == "+7 702 222 22 22"
