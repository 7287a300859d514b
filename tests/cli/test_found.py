"""Founding a real university: from one file, once, wholly or not at all."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from sapar.accounts.enums import RoleKind
from sapar.accounts.models import Person, Role, User
from sapar.institutions.models import AcademicYear, Institution, Programme, Unit

pytestmark = pytest.mark.django_db
EXAMPLE = Path(__file__).parents[2] / "docs" / "operator" / "university.example.yaml"


def found(file: Path) -> str:
    output = StringIO()
    call_command("found", str(file), stdout=output)
    return output.getvalue()


def changed(tmp_path: Path, change: Any) -> Path:
    content = yaml.safe_load(EXAMPLE.read_text("utf-8"))
    change(content)
    file = tmp_path / "university.yaml"
    file.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return file


def test_the_example_founds_a_university_with_an_administrator() -> None:
    assert "administrator@university.example" in found(EXAMPLE)
    assert Institution.objects.get(is_home=True).name.en == "Example Medical University"
    assert (Unit.objects.count(), Programme.objects.count()) == (3, 1)
    assert AcademicYear.objects.get().periods.count() == 1
    role = Role.objects.get()
    assert (role.kind, role.unit.code) == (RoleKind.ADMINISTRATOR, "registrar-office")
    user = User.objects.get(person=role.person)
    assert EmailAddress.objects.get(user=user).verified
    assert not user.is_sample


def test_a_university_is_founded_once() -> None:
    found(EXAMPLE)
    with pytest.raises(CommandError, match="there already"):
        found(EXAMPLE)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: c["units"][2]["name"].pop("kk"), "units: school-medicine"),
        (lambda c: c["units"][0].update(kind="faculty"), "faculty"),
        (lambda c: c["programmes"][0].update(unit="school-of-law"), "school-of-law"),
        (lambda c: c["academic_years"][0].pop("from"), "academic_years: 2026/27"),
        (lambda c: c["administrator"].pop("email"), "'email' is missing"),
        (lambda c: c["administrator"].update(unit="nowhere"), "nowhere"),
        (lambda c: c.pop("university"), "university"),
    ],
)
def test_a_file_with_a_fault_enters_nothing_and_names_it(
    tmp_path: Path, change: Any, said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        found(changed(tmp_path, change))
    assert not Institution.objects.exists()
    assert not Person.objects.exists()
