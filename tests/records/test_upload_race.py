"""Two people confirm at the same moment: the rows come in once, and one is told politely."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from sapar.accounts.models import Engagement
from sapar.core.errors import Conflict
from sapar.records.models import Fact
from sapar.sheets.actions import confirm_sheet
from tests.records.registrar_files import REGISTRAR, person, preview

pytestmark = pytest.mark.django_db(transaction=True)


def confirm_at_once(*runs):
    """The code of each conflict, and an empty text for what was taken."""
    barrier = Barrier(len(runs))

    def confirm(run):
        try:
            barrier.wait()
            confirm_sheet(run, by=REGISTRAR)
            return ""
        except Conflict as conflict:
            return conflict.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(runs)) as pool:
        return sorted(pool.map(confirm, runs))


def test_the_same_preview_confirmed_twice_at_once_is_taken_once(schools):
    run = preview(person(1), person(2))

    assert confirm_at_once(run, run) == ["", "sheet-already-confirmed"]
    assert Engagement.objects.count() == 2


def test_two_previews_of_the_same_rows_confirmed_at_once_come_in_once(schools):
    first, second = preview(person(1), person(2)), preview(person(2), person(1))

    assert confirm_at_once(first, second) == ["", ""]
    assert Engagement.objects.count() == 2
    assert Fact.objects.current().count() == Fact.objects.count() == 10
