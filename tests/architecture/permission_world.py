"""A small university in which every kind of record exists twice: as one's own and as another's.

The words for roles and for kinds of records are those of docs/permissions.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sapar.accounts.enums import Audience, Direction, EngagementKind, RoleKind
from sapar.accounts.models import Engagement, User
from sapar.accounts.sample_guard import SAMPLE_PASSWORD
from sapar.core.actor import Recipient
from sapar.core.translated import Translated
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Unit
from sapar.links.actions import browser_proof, mint_link, revoke_links
from sapar.messaging.actions import queue_mail
from sapar.nominations.notices import HOST_PAGE
from sapar.partnerships.actions import add_contact
from sapar.portal.views.hosts import cookie_of
from tests.architecture.permission_competitions import Competition
from tests.architecture.permission_portal import add_portal
from tests.architecture.permission_voices import add_voices
from tests.factories.applications import make_eligible
from tests.factories.calls import make_agreement, make_condition, make_partner
from tests.factories.people import (
    TESTER,
    make_person,
    make_programme,
    make_role,
    make_staff,
    make_unit,
    make_user,
)
from tests.records.registrar_files import person as registrar_row
from tests.records.registrar_files import preview


@dataclass(frozen=True)
class Record:
    """What an address leads to, whose own it is, and words that nobody else may read."""

    subject: Any
    address: tuple[Any, ...] = ()
    own_of: frozenset[str] = frozenset()
    secrets: frozenset[str] = frozenset()


@dataclass
class World:
    """Accounts by role, records by kind, and for a host's coordinator the links and the browser."""

    users: dict[str, User] = field(default_factory=dict)
    records: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(
        self,
        kind: str,
        subject: Any,
        *address: Any,
        own_of: Iterable[str] = (),
        secrets: Iterable[str] = (),
    ) -> None:
        """With no ``address`` the public id is the address."""
        record = Record(
            subject, address or (subject.public_id,), frozenset(own_of), frozenset(secrets)
        )
        self.records[kind].append(record)

    def all_of(self, kind: str) -> list[Record]:
        """The records of a kind; a page without a record has one that is nothing."""
        if not kind:
            return [Record(None)]
        if kind not in self.records:
            raise KeyError(f"no such kind of record: {kind}")
        return self.records[kind]


def build_world() -> World:
    world = World()
    school, other_school = make_unit(code="medicine"), make_unit()
    make_programme(school, code="general-medicine")
    department = make_unit(UnitKind.DEPARTMENT)
    student, classmate = make_eligible(school), make_eligible(school)
    teacher = make_eligible(school, EngagementKind.TEACHER)
    stranger = make_eligible(other_school)
    _seat_people(world, school, department, student, teacher)
    for unit in (school, other_school):
        make_role(make_person(), RoleKind.COMMISSION_MEMBER, unit)
        make_role(make_person(), RoleKind.COMMISSION_CHAIR, unit)

    external, internal = Direction.EXTERNAL, Direction.INTERNAL
    for competition in (
        Competition(world, department, external, [student, stranger], {"student"}),
        Competition(world, school, internal, [classmate], {"student"}),
        Competition(world, other_school, internal, [stranger]),
        Competition(world, school, internal, [teacher], {"teacher"}, Audience.STAFF),
    ):
        competition.run()
    for engagement in (student, teacher, classmate, stranger):
        own_of = {"coordinator"} if engagement.unit == school else set()
        world.add("record", engagement, own_of=own_of, secrets=[engagement.person.family_name])
    _add_partners(world)
    _add_accounts(world)
    _add_uploads(world)
    _add_links(world)
    nobody = frozenset[str]()
    keepers = {school: {"coordinator"}, department: {"officer", "editor"}, other_school: nobody}
    add_portal(world, {unit: frozenset(roles) for unit, roles in keepers.items()})
    add_voices(world, department, student, stranger)
    return world


def _seat_people(
    world: World, school: Unit, department: Unit, student: Engagement, teacher: Engagement
) -> None:
    world.users = {
        "account": make_user(),
        "student": make_user(student.person),
        "teacher": make_user(teacher.person),
        "coordinator": make_staff(RoleKind.COORDINATOR, school),
        "officer": make_staff(RoleKind.OFFICER, department),
        "editor": make_staff(RoleKind.EDITOR, department),
        "registrar": make_staff(RoleKind.REGISTRAR),
        "member": make_staff(RoleKind.COMMISSION_MEMBER, department),
        "chair": make_staff(RoleKind.COMMISSION_CHAIR, department),
        "administrator": make_staff(RoleKind.ADMINISTRATOR),
    }


def _add_partners(world: World) -> None:
    """Those in Kazakhstan are a coordinator's own, those abroad an officer's."""
    inland = Translated("Алматы ауруханасы", "Больница Алматы", "Hospital of Almaty")
    abroad = Translated("Вильнюс академиясы", "Академия Вильнюса", "Academy of Vilnius")
    for country, name, keeper in (("KZ", inland, "coordinator"), ("LT", abroad, "officer")):
        partner = make_partner(country, name=name)
        contact = add_contact(partner, by=TESTER, name="Host", email="host@example.org")
        agreement = make_agreement(partner)
        kept = {"own_of": {keeper}, "secrets": [partner.name.en]}
        world.add("partner", partner, **kept)
        world.add("host's coordinator", contact, **kept)
        world.add("agreement", agreement, **kept)
        world.add("condition", make_condition(agreement), **kept)


def _add_accounts(world: World) -> None:
    """People and roles to grant and to end; the sample's accounts and mails."""
    person = make_person()
    role = make_role(person, RoleKind.COORDINATOR)
    world.add("person", person, secrets=[person.family_name])
    world.add("role", role, secrets=[person.family_name])
    world.add("sample account", make_user(is_sample=True, password=SAMPLE_PASSWORD))
    world.add("account", make_user())
    link = world.records["letter"][0].subject
    message = queue_mail("link-code", Recipient("host@example.org", "en"), code=link.pk)
    world.add("mail", message)
    world.add("link of no mail", None, "x" * 43)
    world.add("key of no mail", None, "7KQ4-M2XD", "x-x")


def _add_uploads(world: World) -> None:
    world.add("kind of upload", None, "learners")
    world.add("upload", preview(registrar_row(1)), secrets=["Ким1"])


def _add_links(world: World) -> None:
    """Links to the letter of the first nomination: good in a known browser, in a new one, ended."""
    nominations = world.records["nomination to answer"]
    letter = nominations[0].subject.letter
    nominations[0] = replace(nominations[0], own_of=nominations[0].own_of | {"code entered"})
    ended, *good = [
        mint_link(HOST_PAGE, letter.public_id, "host@example.org", "en", letter.link_expires_at)
        for _number in range(3)
    ]
    revoke_links(HOST_PAGE, letter.public_id)
    (known, known_token), (_new, new_token) = good
    for link, _token in good:
        link.revoked_at = None
        link.save()
    world.links = {
        "code entered": known_token,
        "no code yet": new_token,
        "link ended": ended[1],
        "no such link": "x" * 43,
    }
    world.cookies = {"code entered": {cookie_of(known): browser_proof(known)}}
    world.add("language", None, "en")
