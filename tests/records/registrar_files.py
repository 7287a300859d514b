"""The registrar's files, a row at a time, and what a preview says of them."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile

from sapar.core.actor import Actor
from sapar.sheets.actions import confirm_sheet, preview_sheet

REGISTRAR = Actor("7KQ4-M2XD", "Гүлнар Сейітова")

LEARNER = {
    "registrar_number": "S-1",
    "family_name": "Әлиева",
    "given_name": "Айгерім",
    "patronymic": "Серікқызы",
    "passport_family_name": "ALIYEVA",
    "passport_given_name": "AIGERIM",
    "born_on": "2005-03-14",
    "email": "aliyeva@example.kz",
    "phone": "+7 700 000 00 00",
    "iin": "",
    "language": "kk",
    "kind": "student",
    "school": "medicine",
    "programme": "general-medicine",
    "level": "bachelor",
    "year": "3",
    "starts_on": "2023-09-01",
    "ends_on": "",
    "as_of": "2026-09-15",
    "gpa": "3.4",
    "gpa_credits": "120",
    "academic_debts": "0",
    "disciplinary_sanctions": "0",
    "sanctions_until": "",
    "ethics_violations": "0",
    "english_level": "B2",
    "english_test": "IELTS Academic",
    "english_issued": "2026-02-10",
    "english_expires": "2028-02-10",
}
_MARKS = {"programme", "level", "year", "gpa", "gpa_credits", "academic_debts"}
MEMBER_OF_STAFF = {name: cell for name, cell in LEARNER.items() if name not in _MARKS} | {
    "registrar_number": "T-1",
    "kind": "teacher",
    "position": "Senior lecturer",
}


def person(number, **cells):
    """A learner of a name and an address of his own."""
    own = {"registrar_number": f"S-{number}", "family_name": f"Ким{number}"}
    return LEARNER | own | {"email": f"kim{number}@example.kz"} | cells


def file_of(rows, name="learners.csv", delimiter=","):
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile(name, out.getvalue().encode())


def preview(*rows, kind="learners"):
    return preview_sheet(kind, file_of(rows), by=REGISTRAR)


def upload(*rows, kind="learners"):
    """Preview and confirm."""
    return confirm_sheet(preview(*rows, kind=kind), by=REGISTRAR)


def problems_of(*rows, kind="learners"):
    """Line, column and code of each problem that the preview finds."""
    found = preview(*rows, kind=kind).problems
    return [(problem["line"], problem["column"], problem["code"]) for problem in found]
