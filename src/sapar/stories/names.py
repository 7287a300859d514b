"""How people are named to readers: never by their address, and by as much as they chose."""

from __future__ import annotations

from sapar.accounts.enums import RoleKind
from sapar.accounts.models import Person, User
from sapar.accounts.queries import person_of, roles_of
from sapar.institutions.models import Unit
from sapar.stories.enums import ShownName

SPEAKERS = (RoleKind.OFFICER, RoleKind.COORDINATOR)


def short_name(person: Person) -> str:
    """Given name and initial: who commented is told apart and not looked up."""
    return f"{person.given_name} {person.family_name[:1]}.".strip()


def name_of(user: User) -> str:
    """The name under a comment; empty when the registrar does not know the account."""
    person = person_of(user)
    return short_name(person) if person else ""


def name_shown(person: Person, choice: str) -> str:
    """The name under a story; empty when the author shows none."""
    if choice == ShownName.FULL:
        return f"{person.given_name} {person.family_name}".strip()
    return person.given_name if choice == ShownName.GIVEN else ""


def unit_spoken_for(user: User) -> Unit | None:
    """The unit in whose name somebody may answer, because of the role held there today."""
    role = roles_of(user, *SPEAKERS).select_related("unit").order_by("pk").first()
    return role.unit if role else None
