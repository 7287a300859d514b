"""Keys are made once, kept private, and can be rotated; an IIN is unreadable without them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from sapar.accounts.models import Person
from sapar.core.encrypted import decrypt, encrypt, lookup_hash
from sapar.core.keys import Key, load_keys

IIN = "050321650012"


def test_the_first_start_makes_a_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    (key,) = load_keys("field", tmp_path / "keys")
    file = tmp_path / "keys" / f"{key.id}.key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert load_keys("field", tmp_path / "keys") == (key,)


def test_processes_that_start_together_read_one_whole_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as starting:
        keys = set(starting.map(lambda _each: load_keys("field", tmp_path), range(32)))
    ((key,),) = keys
    assert len(key.secret) == 64
    assert [file.name for file in tmp_path.iterdir()] == ["field-001.key"]


def test_keys_may_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAPAR_KEY_FIELD", "new:aaa,old:bbb")
    assert load_keys("field", tmp_path) == (Key("new", "aaa"), Key("old", "bbb"))


def test_what_an_old_key_encrypted_is_read_after_rotation(settings: Settings) -> None:
    token = encrypt(IIN)
    settings.FIELD_KEYS = (Key("new", "another secret"), *settings.FIELD_KEYS)
    assert decrypt(token) == IIN
    assert encrypt(IIN) != token


@pytest.mark.django_db
def test_the_database_holds_no_readable_iin() -> None:
    person = Person.objects.create(family_name="Н", given_name="А", iin=IIN)
    with connection.cursor() as cursor:
        cursor.execute("SELECT iin, iin_hash FROM accounts_person WHERE id = %s", [person.pk])
        stored, hashed = cursor.fetchone()
    assert IIN not in stored
    assert hashed == lookup_hash(IIN)
    assert Person.objects.get(pk=person.pk).iin == IIN
