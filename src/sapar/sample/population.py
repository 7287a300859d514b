"""Brings the invented people in through the registrar's upload, and gives some of them sign-ins
and roles.
"""

import datetime as dt

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile

from sapar.accounts.models import Person, Role, User
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.institutions.models import Unit
from sapar.sample.cast import ACCOUNTS, Account
from sapar.sample.people import Population
from sapar.sample.registrar_files import learners_file, staff_file
from sapar.sheets.actions import confirm_sheet, preview_sheet

REGISTRAR = Actor("sample", "Sample registrar")
ROLES_FROM = dt.date(2025, 9, 1)


def load_population(population: Population) -> None:
    """Raises RuntimeError when the registrar's upload finds a problem in the sample's own rows."""
    upload("learners", learners_file(population.learners))
    upload("staff", staff_file([*population.teachers, *population.employees]))
    Person.objects.update(is_sample=True)


def upload(kind: str, content: bytes) -> None:
    file = SimpleUploadedFile(f"sample-{kind}.csv", content, "text/csv")
    run = preview_sheet(kind, file, by=REGISTRAR)
    if run.problems:
        raise RuntimeError(f"the sample's {kind}: {run.problems[:3]}")
    confirm_sheet(run, by=REGISTRAR)


def load_accounts(password: str) -> None:
    """A confirmed sign-in for each of the cast; one hash for all: hashing is slow on purpose."""
    people = {
        person.email: person
        for person in Person.objects.filter(email__in=[a.email for a in ACCOUNTS])
    }
    hashed = make_password(password)
    for account in ACCOUNTS:
        person = people[account.email]
        user = User.objects.create(
            email=account.email,
            password=hashed,
            person=person,
            language=person.language,
            is_sample=True,
            date_joined=clock.now(),
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        give_role(account, person)


def give_role(account: Account, person: Person) -> None:
    if account.role:
        unit = Unit.objects.get(code=account.unit)
        Role.objects.create(person=person, kind=account.role, unit=unit, starts_on=ROLES_FROM)
