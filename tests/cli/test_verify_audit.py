"""The operator's check of the audit: what was altered, cut off or made anew is found."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from sapar.audit.actions import record, seal_events
from sapar.audit.models import Event
from sapar.core.actor import SYSTEM
from tests.factories.people import make_unit

pytestmark = pytest.mark.django_db


def verify(**options):
    output = StringIO()
    call_command("verify_audit", stdout=output, **options)
    return output.getvalue().splitlines()


@pytest.fixture
def three_events():
    subject = make_unit()
    with transaction.atomic():
        for deed in ("begin", "change", "end"):
            record(deed, subject, by=SYSTEM)
    seal_events()
    return list(Event.objects.order_by("seal_number"))


def test_a_whole_chain_is_reported_with_its_last_seal(three_events):
    assert verify() == [
        "3 rows sealed, the chain is whole; 0 not sealed yet",
        f"last seal, to be noted elsewhere: 3:{three_events[2].seal}",
    ]


def test_rows_that_wait_for_their_seal_are_counted(three_events):
    with transaction.atomic():
        record("add", make_unit(), by=SYSTEM)

    assert verify()[0] == "3 rows sealed, the chain is whole; 1 not sealed yet"


def test_an_altered_row_is_named(three_events):
    Event.objects.filter(pk=three_events[1].pk).update(actor_label="Somebody else")

    with pytest.raises(CommandError, match=r"broken at seal 2: .* change"):
        verify()


def test_a_row_removed_from_the_middle_is_found(three_events):
    three_events[1].delete()

    with pytest.raises(CommandError, match="broken at seal 3"):
        verify()


def test_rows_cut_off_the_end_are_found_by_a_seal_that_was_kept(three_events):
    kept = f"3:{three_events[2].seal}"
    assert verify(kept=kept)[0].startswith("3 rows sealed")

    three_events[2].delete()

    assert verify()[0].startswith("2 rows sealed")
    with pytest.raises(CommandError, match="Seal 3 is missing"):
        verify(kept=kept)


def test_a_kept_seal_that_is_no_seal_is_refused(three_events):
    with pytest.raises(CommandError, match="NUMBER:SEAL expected"):
        verify(kept="yesterday")


def test_an_audit_without_rows_is_whole():
    assert verify() == ["0 rows sealed, the chain is whole; 0 not sealed yet"]
