"""The invented people of the sample university: the same seed always makes the same people.

First comes the cast, which no seed changes; the others are drawn, each from a generator of its own,
so that one more person does not alter the rest. Nothing here knows the database: what stands in a
`Population` can as well be written out as the registrar's files.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from sapar.sample.cast import ACCOUNTS, employ_cast, enrol_cast
from sapar.sample.names import ABROAD, Name, Sex, draw_name
from sapar.sample.person import Identity, Person, Register
from sapar.sample.study_records import learner_record, staff_record
from sapar.sample.tracks import ACADEMIC_YEAR, POSITIONS, TEACHING, TRACKS

__all__ = ["ACCOUNTS", "AS_OF", "Person", "Population", "generate"]

AS_OF = dt.date(2026, 11, 2)  # the day on which all records were true
LEARNER_COUNT, TEACHER_COUNT, EMPLOYEE_COUNT = 400, 60, 20
SEXES: tuple[Sex, ...] = (
    "female",
    "female",
    "male",
)  # two thirds of a medical university are women


@dataclass(frozen=True, slots=True)
class Population:
    learners: tuple[Person, ...]
    teachers: tuple[Person, ...]
    employees: tuple[Person, ...]

    @property
    def people(self) -> tuple[Person, ...]:
        return self.learners + self.teachers + self.employees


def generate(seed: int) -> Population:
    register = Register()
    learners = list(enrol_cast(register))
    staff = list(employ_cast(register))
    teachers = [person for person in staff if person.kind == "teacher"]
    employees = [person for person in staff if person.kind == "employee"]
    learners += drawn_learners(seed, register, LEARNER_COUNT - len(learners))
    teachers += drawn_staff(seed, register, "teacher", TEACHER_COUNT - len(teachers))
    employees += drawn_staff(seed, register, "employee", EMPLOYEE_COUNT - len(employees))
    return Population(tuple(learners), tuple(teachers), tuple(employees))


def drawn_learners(seed: int, register: Register, count: int) -> Iterator[Person]:
    for index in range(count):
        rng = generator(seed, "learner", index)
        track = rng.choices(TRACKS, [track.share for track in TRACKS])[0]
        year = rng.randint(track.first_year, track.last_year)
        name = draw_name(rng, rng.choice(SEXES), from_abroad=True)
        born_on = drawn_birthday(rng, rng.randint(*track.entry_age), track.entry_year(year))
        who = drawn_identity(rng, name, born_on, register.email(name, "students.example.org"))
        record = learner_record(
            rng,
            credits=track.credits_before(year) + rng.choice((5, 8, 10, 12)),
            near_the_line=index % 90 == 7,
            as_of=AS_OF,
        )
        yield register.enrol(who, track, year, record)


def drawn_staff(seed: int, register: Register, kind: str, count: int) -> Iterator[Person]:
    for index in range(count):
        rng = generator(seed, kind, index)
        age = rng.randint(27, 64)
        positions = [position for position, least in POSITIONS.items() if age >= least]
        position = rng.choice(positions) if kind == "teacher" else "specialist"
        unit = rng.choices(list(TEACHING), list(TEACHING.values()))[0]
        since = ACADEMIC_YEAR - rng.randint(0, age - 24)
        name = draw_name(rng, rng.choice(SEXES), from_abroad=False)
        born_on = drawn_birthday(rng, age, ACADEMIC_YEAR)
        who = drawn_identity(rng, name, born_on, register.email(name, "staff.example.org"))
        yield register.employ(who, kind, unit, position, since, staff_record(rng, as_of=AS_OF))


def generator(seed: int, kind: str, index: int) -> Random:
    return Random(f"{seed}/{kind}/{index}")  # noqa: S311  # invented people, no secret


def drawn_birthday(rng: Random, age: int, year: int) -> dt.date:
    """A birthday of somebody who is ``age`` on the first of September of ``year``."""
    return dt.date(year - age, 9, 1) - dt.timedelta(days=rng.randrange(365))


def drawn_identity(rng: Random, name: Name, born_on: dt.date, email: str) -> Identity:
    """No area code begins with a zero, so these telephones lead nowhere."""
    citizenship = ABROAD.get(name.origin, "KZ")
    phone = f"+7 000 {rng.randrange(1000):03d} {rng.randrange(10000):04d}"
    return Identity(
        name=name,
        born_on=born_on,
        email=email,
        phone=phone if rng.random() < 0.7 else "",
        citizenship=citizenship,
        gives_iin=citizenship == "KZ" and rng.random() < 0.85,
    )
