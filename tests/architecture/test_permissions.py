"""Who may what: docs/permissions.md, a table that people read, is asked for word by word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.utils.translation import override as language

from sapar.accounts.enums import RoleKind
from tests.architecture.permission_requests import Asker, addresses, name_of
from tests.architecture.permission_table import PAGE, ListRow, Row, read_answers, read_lists
from tests.architecture.permission_urls import urlpatterns
from tests.architecture.permission_world import Record, World, build_world
from tests.factories.people import LONG_AGO, make_person, make_role, make_user

pytestmark = pytest.mark.django_db
TEXT = PAGE.read_text()
ROWS = read_answers(TEXT)
LISTS = read_lists(TEXT)
TELLING_NOTHING = {"403", "404", "410", "code", "sign in"}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once; each question undoes what it changed."""
    with django_db_blocker.unblock(), language("en"), transaction.atomic():
        world = build_world()
        if connection.vendor == "postgresql":
            # Its rows are in no statistics yet, and tests before it left those of empty tables.
            connection.cursor().execute("ANALYZE")
        yield world
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def asker(world: World) -> Asker:
    return Asker(world)


def mode_of(row: Row, folder: Path) -> AbstractContextManager[Any]:
    if not row.is_sample:
        return nullcontext()
    return override_settings(
        SAMPLE_MODE=True,
        SAMPLE_CLOCK_FILE=folder / "clock",
        MAIL_FOLDER=folder,
        ROOT_URLCONF="tests.architecture.permission_urls",
    )


def records_of(world: World, row: Row, role: str) -> list[tuple[str, Record]]:
    """Each record with the answer it should give: as an own one, or as another's.

    Where every record answers the same, one of each is enough.
    """
    own, another = row.cells[role]
    records = world.all_of(row.kind)
    mine = [(own, record) for record in records if role in record.own_of]
    others = [(another, record) for record in records if role not in record.own_of]
    return [*mine[:1], *others[:1]] if own == another else [*mine, *others]


def tells(response: Any, record: Record, world: World, role: str) -> set[str]:
    """Words of the record on the page, besides the reader's own name."""
    text = b"" if response.streaming else response.content
    reader = world.users.get(role)
    own_name = {reader.person.family_name} if reader and reader.person else set()
    return {word for word in record.secrets - own_name if word in text.decode()}


def is_listed(record: Record, text: str) -> bool:
    """By its number, or by the address that an editor gave it."""
    slug = getattr(record.subject, "slug", "")
    return record.subject.public_id in text or (bool(slug) and f"/{slug}/" in text)


def test_the_table_knows_every_address_and_no_other() -> None:
    known, real = {row.address for row in ROWS}, {name_of(one) for one in addresses(urlpatterns)}
    assert (real - known, known - real) == (set(), set())


def test_without_a_token_nothing_is_done_that_could_harm() -> None:
    exempt = {
        name_of(one)
        for one in addresses(urlpatterns)
        if getattr(one.callback, "csrf_exempt", False)
    }
    assert exempt == {"set-theme", "set-legibility"}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_answers_are_those_of_the_table(
    row: Row, world: World, asker: Asker, tmp_path: Path
) -> None:
    wrong = []
    with mode_of(row, tmp_path):
        for role in row.cells:
            for expected, record in records_of(world, row, role):
                answer, response = asker.ask(role, row.method, row.address, record)
                whose = "own" if role in record.own_of else "another's"
                if answer != expected:
                    wrong.append(f"{role}, {whose}: {answer} instead of {expected}")
                if answer in TELLING_NOTHING and (told := tells(response, record, world, role)):
                    wrong.append(f"{role}, {whose}: {answer} tells {told}")
    assert not wrong, "\n".join([f"{row}:", *dict.fromkeys(wrong)])


def test_a_cell_of_two_answers_has_records_of_both_kinds(world: World) -> None:
    one_sided = [
        f"{row}: {role}"
        for row in ROWS
        for role, (own, another) in row.cells.items()
        if own != another
        and {role in record.own_of for record in world.all_of(row.kind)} != {True, False}
    ]
    assert one_sided == []


@pytest.mark.parametrize("row", LISTS, ids=str)
def test_lists_show_what_the_table_says(row: ListRow, world: World, asker: Asker) -> None:
    wrong = []
    for role, shown in row.cells.items():
        answer, response = asker.ask(role, "GET", row.address, Record(None))
        text = response.content.decode()
        listed = [one for one in world.all_of(row.kind) if is_listed(one, text)]
        should = {
            "own": [one for one in world.all_of(row.kind) if role in one.own_of],
            "all": world.all_of(row.kind),
        }.get(shown, [])
        if (answer == "200") != (shown != "–") or listed != should:
            wrong.append(f"{role}: {len(listed)} listed, {len(should)} should be; {answer}")
    assert not wrong, "\n".join([f"{row}:", *wrong])


@pytest.mark.parametrize("address", sorted({row.address for row in ROWS}))
def test_a_deed_is_not_done_by_following_a_link(address: str, world: World, asker: Asker) -> None:
    """What the table knows only as POST answers no GET."""
    rows = [row for row in ROWS if row.address == address and not row.is_sample]
    if any(row.method == "GET" for row in rows):
        return
    for row in rows[:1]:
        for role in row.cells:
            answer, _response = asker.ask(role, "GET", address, world.all_of(row.kind)[0])
            assert answer in ("405", "404", "sign in"), role


@pytest.mark.parametrize(
    ("address", "kind"), [("question", "question"), ("event", "published event")]
)
def test_what_everybody_may_open_names_nobody(
    address: str, kind: str, world: World, asker: Asker
) -> None:
    for record in world.all_of(kind):
        answer, response = asker.ask("account", "GET", address, record)
        assert (answer, tells(response, record, world, "account")) == ("200", set())


def test_the_office_is_closed_to_strangers(world: World, asker: Asker) -> None:
    answers = {
        (str(row), asker.ask("anonymous", row.method, row.address, record)[0])
        for row in ROWS
        if row.address.startswith("office-")
        for record in world.all_of(row.kind)[:1]
    }
    assert {answer for _row, answer in answers} == {"sign in"}


def test_roles_that_ended_open_nothing(world: World) -> None:
    person = make_person()
    for kind in RoleKind:
        make_role(person, kind, ends_on=LONG_AGO)
    users = {"student": world.users["student"], "former": make_user(person)}
    former = Asker(World(users, world.records))
    office = {(row.address, row.method): row for row in ROWS if row.address.startswith("office-")}
    answers = {
        former.ask("former", row.method, row.address, world.all_of(row.kind)[0])[0]
        for row in office.values()
    }
    assert answers == {"403"}


def test_a_real_university_has_no_living_page(client: Client) -> None:
    assert client.get("/en/ui/").status_code == 404
