"""The people who sign in: they are the same under every seed, so that they can be remembered.

Their details stand in data/cast.json; the walk through a competition counts on them.
"""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sapar.sample.names import DATA, Name
from sapar.sample.person import Identity, Person, Register
from sapar.sample.study_records import Certificate, StudyRecord
from sapar.sample.tracks import BY_PROGRAMME

CREDITS_THIS_YEAR = 10
# Was abroad in the spring and has not told of it yet.
RETURNED = ("returned@example.org",)
# Has a result that is days old, and appeals against it.
APPELLANT = "intern@example.org"

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Account:
    """A sign-in. ``role`` is empty for those who only apply; then ``unit`` is where they belong."""

    email: str
    role: str
    unit: str
    purpose: str


def read_cast() -> dict[str, list[Entry]]:
    cast: dict[str, list[Entry]] = json.loads((DATA / "cast.json").read_text("utf-8"))
    return cast


def read_accounts() -> Iterator[Account]:
    cast = read_cast()
    for entry in cast["learners"]:
        unit = BY_PROGRAMME[entry["programme"]].unit
        yield Account(entry["email"], "", unit, entry["purpose"])
    for entry in cast["staff"]:
        held_over = entry["role_unit" if "role" in entry else "unit"]
        yield Account(entry["email"], entry.get("role", ""), held_over, entry["purpose"])


ACCOUNTS = list(read_accounts())


def enrol_cast(register: Register) -> Iterator[Person]:
    for entry in read_cast()["learners"]:
        track, year = BY_PROGRAMME[entry["programme"]], entry["year"]
        record = StudyRecord(
            gpa=Decimal(entry["gpa"]),
            credits=track.credits_before(year) + CREDITS_THIS_YEAR,
            academic_debts=entry.get("debts", 0),
            certificates=certificates(entry),
        )
        yield register.enrol(identity(entry), track, year, record)


def employ_cast(register: Register) -> Iterator[Person]:
    for entry in read_cast()["staff"]:
        record = StudyRecord(None, None, None, certificates=certificates(entry))
        post = (entry["kind"], entry["unit"], entry["position"], entry["since"])
        yield register.employ(identity(entry), *post, record)


def identity(entry: Entry) -> Identity:
    keys = ("family", "given", "patronymic", "sex", "language")
    citizenship = entry.get("citizenship", "KZ")
    return Identity(
        name=Name(**{key: entry[key] for key in keys}, origin="cast"),
        born_on=dt.date.fromisoformat(entry["born_on"]),
        email=entry["email"],
        citizenship=citizenship,
        gives_iin=citizenship == "KZ",
    )


def certificates(entry: Entry) -> tuple[Certificate, ...]:
    if not entry.get("certificate"):
        return ()
    test, score, level, issued, expires = entry["certificate"]
    until = dt.date.fromisoformat(expires) if expires else None
    return (Certificate("en", test, score, level, dt.date.fromisoformat(issued), until),)
