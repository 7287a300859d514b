"""The invented people are always the same, plausible, and plainly invented."""

import datetime as dt
from collections import Counter
from decimal import Decimal

import pytest

from sapar.sample.names import passport_spelling
from sapar.sample.people import ACCOUNTS, AS_OF, Person, Population, generate
from sapar.sample.study_records import iin_check_digit, sample_iin

CYRILLIC = set("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі-")
SEEDS = (1, 2, 2026)


@pytest.fixture(scope="module", params=SEEDS)
def population(request: pytest.FixtureRequest) -> Population:
    return generate(request.param)


@pytest.fixture(scope="module")
def cast() -> dict[str, Person]:
    return {person.email: person for person in generate(1).people}


def age_on(day: dt.date, person: Person) -> int:
    before_birthday = (day.month, day.day) < (person.born_on.month, person.born_on.day)
    return day.year - person.born_on.year - before_birthday


def share(people: tuple[Person, ...], having: list[Person]) -> float:
    return len(having) / len(people)


def test_same_seed_makes_the_same_people() -> None:
    assert generate(7) == generate(7)


def test_another_seed_makes_other_people_around_the_same_cast() -> None:
    one, other = generate(7), generate(8)
    emails = {account.email for account in ACCOUNTS}
    assert one != other
    assert [p for p in one.people if p.email in emails] == [
        p for p in other.people if p.email in emails
    ]


def test_there_are_400_learners_60_teachers_and_20_other_employees(population: Population) -> None:
    assert len(population.learners) == 400
    assert len(population.teachers) == 60
    assert len(population.employees) == 20


def test_every_level_and_kind_occurs(population: Population) -> None:
    assert {person.level for person in population.learners} == {
        "bachelor",
        "integrated",
        "master",
        "doctoral",
        "internship",
        "residency",
    }
    kinds = Counter(person.kind for person in population.learners)
    assert set(kinds) == {"student", "intern", "resident"}
    assert min(kinds.values()) >= 8


@pytest.mark.parametrize("field", ["registrar_number", "email", "iin"])
def test_nothing_is_given_twice(population: Population, field: str) -> None:
    given = [value for person in population.people if (value := getattr(person, field))]
    assert len(given) == len(set(given))
    assert len(given) == len(population.people) or field == "iin"


def test_names_are_of_kazakh_and_russian_letters(population: Population) -> None:
    for person in population.people:
        for name in (person.family_name, person.given_name, person.patronymic):
            assert set(name.lower()) <= CYRILLIC, name
        assert person.family_name[0].isupper()
        assert person.given_name[0].isupper()


def test_passport_names_are_plain_latin(population: Population) -> None:
    for person in population.people:
        for name in (person.passport_family_name, person.passport_given_name):
            assert name.isascii(), name
            assert name.replace("-", "").isalpha(), name


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Жұмабаева", "Zhumabaeva"),
        ("Щербаков", "Shcherbakov"),
        ("Әбдірахманов", "Abdirakhmanov"),
        ("Қожахметов", "Kozhakhmetov"),
        ("Юлия", "Iuliia"),
        ("Игорь", "Igor"),
    ],
)
def test_passport_spelling_follows_the_table(cyrillic: str, latin: str) -> None:
    assert passport_spelling(cyrillic) == latin


def test_patronymic_agrees_with_the_sex(population: Population) -> None:
    endings = {"female": ("қызы", "вна"), "male": ("ұлы", "вич")}
    styles: Counter[str] = Counter()
    for person in population.people:
        if person.patronymic:
            assert person.patronymic.endswith(endings[person.sex]), person
            styles[person.patronymic[-3:]] += 1
    assert set(styles) == {"ызы", "вна", "ұлы", "вич"}


def test_family_name_agrees_with_the_sex(population: Population) -> None:
    for person in population.people:
        if person.citizenship == "KZ":
            feminine = person.family_name.endswith(("ова", "ева", "ёва", "ина"))
            masculine = person.family_name.endswith(("ов", "ев", "ёв", "ин"))
            assert not (feminine and person.sex == "male"), person.family_name
            assert not (masculine and person.sex == "female"), person.family_name


def test_age_fits_the_year_of_study(population: Population) -> None:
    youngest = {"bachelor": 17, "integrated": 17, "internship": 22, "residency": 23, "master": 21}
    for person in population.learners:
        assert person.year is not None
        age = age_on(AS_OF, person)
        assert youngest.get(person.level, 24) + person.year - 1 <= age <= 40, person


def test_age_fits_the_years_of_service(population: Population) -> None:
    for person in population.teachers + population.employees:
        assert 26 <= age_on(AS_OF, person) <= 66
        assert age_on(person.starts_on, person) >= 23, person


def test_registrar_number_tells_learner_or_staff_and_the_year(population: Population) -> None:
    for person in population.people:
        letter, year, count = person.registrar_number.split("-")
        assert letter == ("S" if person in population.learners else "E")
        assert int(year) <= person.starts_on.year
        assert len(count) == 4


def test_gpa_has_four_places_and_lies_on_the_scale(population: Population) -> None:
    for person in population.learners:
        gpa = person.record.gpa
        assert gpa is not None
        assert gpa.as_tuple().exponent == -4
        assert Decimal(0) < gpa <= Decimal(4)
        assert person.record.credits


def test_staff_have_neither_gpa_nor_debts(population: Population) -> None:
    for person in population.teachers + population.employees:
        assert person.record.gpa is None
        assert person.record.credits is None
        assert person.record.academic_debts is None


def test_every_outcome_of_the_rules_occurs_and_none_prevails(population: Population) -> None:
    learners = population.learners
    gpas = [person.record.gpa for person in learners if person.record.gpa is not None]
    assert sum(Decimal("2.745") <= gpa < Decimal("2.75") for gpa in gpas) >= 3
    assert 1 <= sum(gpa < 2 for gpa in gpas) <= 25
    assert 0.6 <= sum(gpa >= Decimal("2.75") for gpa in gpas) / 400 <= 0.85
    assert 0.04 <= share(learners, [p for p in learners if p.record.academic_debts]) <= 0.12
    people = population.people
    assert 0.005 <= share(people, [p for p in people if p.record.sanctions]) <= 0.045
    assert 1 <= len([p for p in people if p.record.ethics_violations]) <= 15


def test_a_sanction_has_an_end(population: Population) -> None:
    for person in population.people:
        assert (person.record.sanction_until is None) == (person.record.sanctions == 0)


def test_six_in_ten_have_an_english_certificate_and_some_have_expired(
    population: Population,
) -> None:
    certificates = [one for person in population.learners for one in person.record.certificates]
    assert 220 <= len(certificates) <= 280
    assert {one.language for one in certificates} == {"en"}
    assert {one.level for one in certificates} == {"A2", "B1", "B2", "C1"}
    assert all(one.issued < AS_OF for one in certificates)
    assert 15 <= sum(one.expires is not None and one.expires < AS_OF for one in certificates) <= 70


def test_contact_details_lead_nowhere(population: Population) -> None:
    for person in population.people:
        assert person.email.endswith(("@example.org", ".example.org"))
        assert person.phone == "" or person.phone.startswith("+7 000 ")


def test_iin_is_valid_and_plainly_invented(population: Population) -> None:
    with_iin = [person for person in population.people if person.iin]
    assert 0.7 <= share(population.people, with_iin) <= 0.95
    for person in with_iin:
        assert person.citizenship == "KZ"
        assert person.iin[:6] == f"{person.born_on:%y%m%d}"
        odd_means_male = int(person.iin[6]) % 2 == 1
        assert odd_means_male == (person.sex == "male")
        assert person.iin[7:11] >= "9900"
        assert int(person.iin[11]) == iin_check_digit(person.iin[:11])


def test_iin_check_digit_uses_second_weights_when_the_first_give_ten() -> None:
    assert iin_check_digit("10000000009") == 1  # 1*1 + 9*11 = 100 = 9*11 + 1
    assert iin_check_digit("00000000010") == 1  # first 1*10 = 10, then 1*1 = 1


def test_two_people_of_one_birthday_get_two_iins() -> None:
    first = sample_iin(dt.date(2005, 3, 21), "female", set())
    assert sample_iin(dt.date(2005, 3, 21), "female", {first}) != first


def test_student_of_the_walk_meets_every_criterion(cast: dict[str, Person]) -> None:
    student = cast["student@example.org"]
    assert (student.programme, student.year) == ("medicine", 4)
    assert student.record.gpa == Decimal("3.6125")
    assert student.record.academic_debts == 0
    (certificate,) = student.record.certificates
    assert certificate.level == "B2"
    assert certificate.expires is not None
    assert certificate.expires > AS_OF + dt.timedelta(days=365)


def test_cast_has_its_faults(cast: dict[str, Person]) -> None:
    assert cast["debtor@example.org"].record.academic_debts == 1
    assert cast["threshold@example.org"].record.gpa == Decimal("2.7471")
    (certificate,) = cast["expired@example.org"].record.certificates
    assert certificate.expires == dt.date(2025, 10, 6)
    assert cast["international@example.org"].iin == ""


def test_every_duty_has_its_account() -> None:
    assert Counter((account.role, account.unit) for account in ACCOUNTS if account.role) == {
        ("coordinator", "school-medicine"): 1,
        ("coordinator", "school-dentistry"): 1,
        ("officer", "international-cooperation"): 2,
        ("registrar", "registrar"): 1,
        ("editor", "international-cooperation"): 1,
        ("administrator", "international-cooperation"): 1,
        ("commission-chair", "international-cooperation"): 1,
        ("commission-member", "international-cooperation"): 3,
        ("commission-chair", "school-medicine"): 1,
        ("commission-member", "school-medicine"): 3,
    }


def test_every_account_belongs_to_one_person(cast: dict[str, Person]) -> None:
    emails = [account.email for account in ACCOUNTS]
    assert len(emails) == len(set(emails))
    assert set(emails) <= set(cast)
