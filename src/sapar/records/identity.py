"""Whose row is it? One person may study, work and study again, each under a number of its own.

A row with a known registrar's number belongs to that number's person. A new number belongs to a
known person, or to a person of another row, when
- the IIN is the same, and the date of birth and the family or given name agree; or
- the e-mail address is the same, the names and the date of birth agree, and no IIN contradicts.
Otherwise it is a new person. An IIN or an address that belongs to somebody else is a problem, never
a reason to join two people; so is the same study or employment under two numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sapar.accounts.models import Engagement, Person
from sapar.core.folding import fold
from sapar.records.known import Known
from sapar.sheets.kinds import Row
from sapar.sheets.problems import Problem

PERSON_COLUMNS = (
    "family_name",
    "given_name",
    "patronymic",
    "passport_family_name",
    "passport_given_name",
    "born_on",
    "email",
    "phone",
    "iin",
    "language",
)


@dataclass
class Owners:
    """The person of each row, by the row's line."""

    people: dict[int, Person] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def find_owners(rows: Sequence[Row], known: Known) -> Owners:
    """Known numbers come first and every number in its order, so that lines may be shuffled."""
    owners = Owners()
    in_order = sorted(
        rows,
        key=lambda row: (row["registrar_number"] not in known.engagements, row["registrar_number"]),
    )
    for row in in_order:
        person, problems = _owner(row, known)
        owners.people[row.line] = person
        owners.problems += problems
        if not problems:
            _remember(person, row, known)
    rows_of: dict[int, list[Row]] = defaultdict(list)
    for row in in_order:
        rows_of[id(owners.people[row.line])].append(row)
    for same in rows_of.values():
        owners.problems += _disagreements(same)
        owners.problems += _doubled_engagements(same, owners.people[same[0].line], known)
    return owners


def _owner(row: Row, known: Known) -> tuple[Person, list[Problem]]:
    engagement = known.engagements.get(row["registrar_number"])
    by_iin = known.by_iin.get(row["iin"])
    by_email = known.by_email.get(row["email"])
    problems = []
    if engagement:
        person = engagement.person
        if not _is_recognised(person, row):
            problems.append(row.problem("number-of-another-person", "registrar_number"))
    elif by_iin and _is_recognised(by_iin, row):
        person = by_iin
    elif by_email and not by_iin and _is_same(by_email, row):
        person = by_email
    else:
        person = Person(**{column: row[column] for column in PERSON_COLUMNS})
    if by_iin and by_iin is not person:
        problems.append(row.problem("iin-of-another-person", "iin"))
    if by_email and by_email is not person:
        problems.append(row.problem("email-of-another-person", "email"))
    return person, problems


def _remember(person: Person, row: Row, known: Known) -> None:
    if row["iin"]:
        known.by_iin[row["iin"]] = person
    if row["email"]:
        known.by_email[row["email"]] = person


def _is_recognised(person: Person, row: Row) -> bool:
    """People marry and correct a name; nobody changes both names or is born anew."""
    same_day = person.born_on in (None, row["born_on"])
    return same_day and bool(_same_names(person, row))


def _is_same(person: Person, row: Row) -> bool:
    no_other_iin = not (person.iin and row["iin"]) or person.iin == row["iin"]
    return person.born_on == row["born_on"] and _same_names(person, row) == 2 and no_other_iin


def _same_names(person: Person, row: Row) -> int:
    names = ("family_name", "given_name")
    return sum(fold(getattr(person, name)) == fold(row[name]) for name in names)


def _disagreements(rows: list[Row]) -> Iterator[Problem]:
    """Rows of one person say the same about the person."""
    first, *others = sorted(rows, key=lambda row: row.line)
    for row in others:
        for column in PERSON_COLUMNS:
            if row[column] != first[column]:
                expected = first.cells.get(column, "")
                yield row.problem(
                    "person-rows-disagree", column, first=first.line, expected=expected
                )


def _doubled_engagements(rows: list[Row], person: Person, known: Known) -> Iterator[Problem]:
    numbers = {row["registrar_number"] for row in rows}
    others = [
        (other.registrar_number, _what(other), other.starts_on, other.ends_on)
        for other in known.engagements_of.get(person.pk, [])
        if other.registrar_number not in numbers
    ]
    for row in rows:
        what = (row["kind"], row["school"], row.values.get("programme", row.values.get("position")))
        number, starts_on, ends_on = row["registrar_number"], row["starts_on"], row["ends_on"]
        for other_number, other_what, other_start, other_end in others:
            begins_before_end = not other_end or starts_on <= other_end
            ends_after_start = not ends_on or not other_start or ends_on >= other_start
            is_new = number not in known.engagements
            if is_new and what == other_what and begins_before_end and ends_after_start:
                yield row.problem("engagement-doubled", "registrar_number", other=other_number)
        others.append((number, what, starts_on, ends_on))


def _what(engagement: Engagement) -> tuple[str, str, str]:
    programme = engagement.programme.code if engagement.programme else engagement.position
    return engagement.kind, engagement.unit.code, programme
