"""Invented facts of the registrar: marks, debts, sanctions, certificates, and an invented IIN.

The shares are chosen so that every outcome of the eligibility rules occurs: most people pass, some
fail one criterion, a few stand a hair's breadth from the line.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from sapar.sample.names import Sex

FIRST_SAMPLE_SERIAL = 9900
VALIDITY = dt.timedelta(days=730)
# test, score, level of the Common European Framework, whether the certificate expires, weight
TESTS = (
    ("Cambridge A2 Key", "128", "A2", False, 6),
    ("Cambridge B1 Preliminary", "147", "B1", False, 6),
    ("IELTS Academic", "4.5", "B1", True, 10),
    ("TOEFL iBT", "58", "B1", True, 8),
    ("Duolingo English Test", "100", "B2", True, 10),
    ("Cambridge B2 First", "168", "B2", False, 6),
    ("IELTS Academic", "5.5", "B2", True, 18),
    ("IELTS Academic", "6.5", "B2", True, 16),
    ("TOEFL iBT", "84", "B2", True, 8),
    ("IELTS Academic", "7.0", "C1", True, 8),
    ("TOEFL iBT", "101", "C1", True, 4),
)


@dataclass(frozen=True, slots=True)
class Certificate:
    """``expires`` is the last day of validity, None when the test sets none."""

    language: str
    test: str
    score: str
    level: str
    issued: dt.date
    expires: dt.date | None


@dataclass(frozen=True, slots=True)
class StudyRecord:
    """``gpa``, ``credits`` and ``academic_debts`` are None for staff: nobody asks it of them."""

    gpa: Decimal | None
    credits: int | None
    academic_debts: int | None
    sanctions: int = 0
    sanction_until: dt.date | None = None
    ethics_violations: int = 0
    certificates: tuple[Certificate, ...] = ()


def learner_record(
    rng: Random, *, credits: int, near_the_line: bool, as_of: dt.date
) -> StudyRecord:
    """``near_the_line`` puts the GPA between 2.745 and 2.75, which two places would round up."""
    debts = rng.choice((1, 1, 1, 2, 3)) if rng.random() < 0.08 else 0
    gpa = rng.randrange(27450, 27500) if near_the_line else draw_gpa(rng, in_debt=debts > 0)
    sanctions, until = draw_sanction(rng, as_of)
    return StudyRecord(
        gpa=Decimal(gpa).scaleb(-4),
        credits=credits,
        academic_debts=debts,
        sanctions=sanctions,
        sanction_until=until,
        ethics_violations=int(rng.random() < 0.01),
        certificates=draw_certificates(rng, as_of),
    )


def staff_record(rng: Random, *, as_of: dt.date) -> StudyRecord:
    sanctions, until = draw_sanction(rng, as_of)
    return StudyRecord(
        gpa=None,
        credits=None,
        academic_debts=None,
        sanctions=sanctions,
        sanction_until=until,
        ethics_violations=int(rng.random() < 0.01),
        certificates=draw_certificates(rng, as_of),
    )


def draw_gpa(rng: Random, *, in_debt: bool) -> int:
    """In ten-thousandths; a debt is a failed course, so it pulls the average down."""
    middle = 2.45 if in_debt else 3.10
    return min(40000, max(12000, round(rng.gauss(middle, 0.48) * 10000)))


def draw_sanction(rng: Random, as_of: dt.date) -> tuple[int, dt.date | None]:
    if rng.random() >= 0.02:
        return 0, None
    return 1, as_of + dt.timedelta(days=rng.randrange(30, 330))


def draw_certificates(rng: Random, as_of: dt.date) -> tuple[Certificate, ...]:
    """Six in ten have one; those issued more than two years ago have mostly expired."""
    if rng.random() >= 0.60:
        return ()
    test, score, level, expires, _ = rng.choices(TESTS, [row[-1] for row in TESTS])[0]
    issued = as_of - dt.timedelta(days=rng.randrange(20, 900))
    return (Certificate("en", test, score, level, issued, issued + VALIDITY if expires else None),)


def sample_iin(born_on: dt.date, sex: Sex, taken: set[str]) -> str:
    """A number whose check digit holds and whose serial shows that it is invented.

    Serials start at 9900: with about a thousand births a day in the country, no day comes near it.
    """
    century = {("male", 19): 3, ("female", 19): 4, ("male", 20): 5, ("female", 20): 6}
    head = f"{born_on:%y%m%d}{century[sex, born_on.year // 100]}"
    for serial in range(FIRST_SAMPLE_SERIAL, 10000):
        check = iin_check_digit(f"{head}{serial}")
        if check < 10 and f"{head}{serial}{check}" not in taken:
            return f"{head}{serial}{check}"
    raise ValueError(f"no sample IIN is left for {born_on}")


def iin_check_digit(first_eleven: str) -> int:
    """Weights 1 to 11, modulo 11; at 10 again with 3 to 11, 1, 2. A second 10: never issued."""
    digits = [int(digit) for digit in first_eleven]
    for weights in (range(1, 12), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)):
        check = sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        if check < 10:
            return check
    return 10
