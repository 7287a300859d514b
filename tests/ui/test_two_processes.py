"""A change in one process, and the next page of another: real processes over one database."""

import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client

CHANGE = """
import django
django.setup()
from sapar.content.models import MenuEntry
from sapar.core.translated import Translated
label = Translated(kk="Elsewhere", ru="Elsewhere", en="Elsewhere")
MenuEntry.objects.create(place="header", label=label, target="calls/")
"""


def address_of_database() -> str:
    """Where this test's tables are, as DATABASE_URL says it."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    secret = f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else ""
    return f"postgresql://{given['USER']}{secret}@{given['HOST']}:{given['PORT']}/{given['NAME']}"


def change_in_another_process() -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "sapar.config.settings",
        "DATABASE_URL": address_of_database(),
    }
    subprocess.run([sys.executable, "-c", CHANGE], env=environment, check=True)


@pytest.mark.django_db(transaction=True)
def test_a_change_in_another_process_is_on_the_very_next_page(client: Client):
    assert "Elsewhere" not in client.get("/en/").content.decode()
    change_in_another_process()
    assert "Elsewhere" in client.get("/en/").content.decode()
