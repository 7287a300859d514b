"""`sapar found FILE`: enter the university, its first administrator, its first pages."""

import secrets
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from sapar.accounts.actions import create_account, grant_role
from sapar.accounts.enums import RoleKind
from sapar.accounts.models import Person
from sapar.content.starter.loading import load_starter
from sapar.core import clock
from sapar.core.actor import SYSTEM
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.institutions.founding import found_university
from sapar.institutions.models import Unit
from sapar.stories.starter.rubric import load_rubric


class Command(BaseCommand):
    help = "Enter the university with its units, programmes, years and its first administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="see docs/operator/university.example.yaml")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            content = yaml.safe_load(file.read_text("utf-8"))
            with transaction.atomic():
                home = found_university(content)
                load_starter(by=SYSTEM)
                load_rubric(by=SYSTEM)
                administrator = appoint(content["administrator"])
        except (OSError, yaml.YAMLError) as error:
            raise CommandError(f"{file}: {error}") from error
        except KeyError as error:
            raise CommandError(f"{file}: administrator: {error} is missing") from error
        except Refusal as refusal:
            raise CommandError(words(refusal.code, refusal.values)) from refusal
        self.stdout.write(f"{home} is entered. {administrator.full_name} is its administrator and")
        self.stdout.write(f"sets a password at /en/account/password/ for {administrator.email}.")


def appoint(entry: dict[str, str]) -> Person:
    """The person, an account whose password nobody knows yet, and the role."""
    unit = Unit.objects.filter(code=entry["unit"]).first()
    if unit is None:
        values = {"where": "administrator: unit", "problem": entry["unit"]}
        raise Refusal("university-file-incomplete", **values)
    person = Person.objects.create(
        family_name=entry["family_name"],
        given_name=entry["given_name"],
        email=entry["email"],
        language=entry.get("language", "kk"),
    )
    nobody_knows, language = secrets.token_urlsafe(32), person.language
    create_account(entry["email"], nobody_knows, by=SYSTEM, person=person, language=language)
    grant_role(person, RoleKind.ADMINISTRATOR, unit, clock.today(), by=SYSTEM)
    return person
