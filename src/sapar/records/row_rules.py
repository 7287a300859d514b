"""What must hold between the cells of one row, and between a row and the schools and programmes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sapar.accounts.enums import EngagementKind
from sapar.institutions.enums import Level, UnitKind
from sapar.records.known import Known
from sapar.sheets.kinds import Row
from sapar.sheets.problems import Problem

LEVELS_OF_KIND = {
    EngagementKind.STUDENT: (Level.BACHELOR, Level.INTEGRATED, Level.MASTER, Level.DOCTORAL),
    EngagementKind.INTERN: (Level.INTERNSHIP,),
    EngagementKind.RESIDENT: (Level.RESIDENCY,),
}
CERTIFICATE = ("english_level", "english_test", "english_issued")


def row_problems(row: Row, known: Known, today: dt.date) -> Iterator[Problem]:
    """Every problem of the row; a learner's row is one that has a programme."""
    yield from _school(row, known)
    if "programme" in row.values:
        yield from _programme(row, known)
        yield from _average(row)
    yield from _dates(row, today)
    yield from _sanctions(row)
    yield from _certificate(row, today)


def _school(row: Row, known: Known) -> Iterator[Problem]:
    is_learner = "programme" in row.values
    codes = [
        code for code, unit in known.units.items() if not is_learner or unit.kind == UnitKind.SCHOOL
    ]
    if row["school"] not in codes:
        yield row.problem("school-unknown", "school", codes=", ".join(sorted(codes)))


def _programme(row: Row, known: Known) -> Iterator[Problem]:
    levels = LEVELS_OF_KIND[row["kind"]]
    if row["level"] not in levels:
        yield row.problem(
            "level-not-of-kind", "level", kind=row["kind"], levels=", ".join(map(str, levels))
        )
    programme = known.programmes.get(row["programme"])
    if programme is None:
        codes = sorted(
            code for code, item in known.programmes.items() if item.unit.code == row["school"]
        )
        yield row.problem(
            "programme-unknown", "programme", school=row["school"], codes=", ".join(codes)
        )
        return
    if programme.unit.code != row["school"] in known.units:
        yield row.problem(
            "programme-of-other-school",
            "programme",
            programme=programme.code,
            school=programme.unit.code,
        )
    if programme.level != row["level"]:
        yield row.problem(
            "level-not-of-programme", "level", programme=programme.code, level=programme.level
        )


def _average(row: Row) -> Iterator[Problem]:
    """Who has no credits yet has no average; whoever has credits has one."""
    if row["gpa"] is None and row["gpa_credits"] > 0:
        yield row.problem("gpa-empty", "gpa", credits=row["gpa_credits"])
    if row["gpa"] is not None and row["gpa_credits"] == 0:
        yield row.problem("gpa-without-credits", "gpa_credits", gpa=str(row["gpa"]))


def _dates(row: Row, today: dt.date) -> Iterator[Problem]:
    for column in ("born_on", "as_of"):
        if row[column] > today:
            yield row.problem("date-in-future", column, today=today.isoformat())
    if row["ends_on"] and row["ends_on"] < row["starts_on"]:
        yield row.problem("ends-before-start", "ends_on", starts_on=row["starts_on"].isoformat())
    if row["born_on"] >= row["starts_on"]:
        yield row.problem("born-after-start", "born_on", starts_on=row["starts_on"].isoformat())


def _sanctions(row: Row) -> Iterator[Problem]:
    if row["sanctions_until"] and not row["disciplinary_sanctions"]:
        yield row.problem("sanctions-until-without-any", "sanctions_until")


def _certificate(row: Row, today: dt.date) -> Iterator[Problem]:
    given = [column for column in (*CERTIFICATE, "english_expires") if row[column] is not None]
    if not given:
        return
    for column in CERTIFICATE:
        if row[column] is None:
            yield row.problem("certificate-incomplete", column, columns=", ".join(CERTIFICATE))
    issued, expires = row["english_issued"], row["english_expires"]
    if issued and issued > today:
        yield row.problem("date-in-future", "english_issued", today=today.isoformat())
    if issued and expires and expires < issued:
        yield row.problem("expires-before-issued", "english_expires", issued=issued.isoformat())
