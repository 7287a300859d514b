"""The invented people as the registrar's two files: the door everybody uses."""

import csv
import io
from collections.abc import Iterable

from sapar.sample.people import AS_OF
from sapar.sample.person import Person
from sapar.sample.study_records import StudyRecord

IDENTITY = (
    "registrar_number",
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
    "kind",
)

# Staff records are kept in the state language.
POSITIONS = {
    "administrator": "жүйе әкімшісі",
    "assistant": "ассистент",
    "associate-professor": "қауымдастырылған профессор",
    "coordinator": "үйлестіруші",
    "editor": "редактор",
    "laboratory-assistant": "зертханашы",
    "officer": "бөлім маманы",
    "professor": "профессор",
    "registrar": "тіркеуші",
    "senior-lecturer": "аға оқытушы",
    "specialist": "маман",
}


def learners_file(people: Iterable[Person]) -> bytes:
    return _file(
        {**_identity(p), **_studies(p), **_record(p.record), **_marks(p.record)} for p in people
    )


def staff_file(people: Iterable[Person]) -> bytes:
    return _file(
        {**_identity(p), "school": p.unit, "position": POSITIONS[p.position], **_record(p.record)}
        for p in people
    )


def _file(rows: Iterable[dict[str, object]]) -> bytes:
    rows = list(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _identity(person: Person) -> dict[str, object]:
    return {name: getattr(person, name) for name in IDENTITY} | {
        "starts_on": person.starts_on,
        "ends_on": "",
    }


def _studies(person: Person) -> dict[str, object]:
    return {
        "school": person.unit,
        "programme": person.programme,
        "level": person.level,
        "year": person.year,
    }


def _marks(record: StudyRecord) -> dict[str, object]:
    return {
        "gpa": record.gpa,
        "gpa_credits": record.credits,
        "academic_debts": record.academic_debts,
    }


def _record(record: StudyRecord) -> dict[str, object]:
    english = next((found for found in record.certificates if found.language == "en"), None)
    return {
        "as_of": AS_OF,
        "disciplinary_sanctions": record.sanctions,
        "sanctions_until": record.sanction_until or "",
        "ethics_violations": record.ethics_violations,
        "english_level": english.level if english else "",
        "english_test": english.test if english else "",
        "english_issued": english.issued if english else "",
        "english_expires": (english.expires or "") if english else "",
    }
