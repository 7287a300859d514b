"""The worker does what is due, once, and a deed that fails does not stop the others."""

import datetime as dt

import pytest

from sapar.core.schedule import Every
from sapar.jobs import worker
from sapar.jobs.models import ScheduledDeed

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A schedule of our own: two deeds that note they were done and one between them that fails."""
    done: list[str] = []

    def fail() -> None:
        raise ValueError("no paper")

    entries = [
        Every("first", HOUR, lambda: done.append("first")),
        Every("broken", HOUR, fail),
        Every("last", HOUR, lambda: done.append("last")),
    ]
    monkeypatch.setattr(worker, "_entries", lambda: entries)
    return done


def test_does_what_is_due_and_then_waits_for_the_next_turn(done: list[str]) -> None:
    worker.run_due()
    worker.run_due()
    assert done == ["first", "last"]


def test_a_failure_is_noted_and_tried_again_at_its_turn(done: list[str]) -> None:
    worker.run_due()
    row = ScheduledDeed.objects.get(name="broken")
    assert row.last_error == "ValueError: no paper"
    assert row.leased_until is None
    assert row.next_at > dt.datetime.now(dt.UTC)


def test_what_another_worker_holds_is_left_to_it(done: list[str]) -> None:
    now = dt.datetime.now(dt.UTC)
    ScheduledDeed.objects.create(name="first", next_at=now - HOUR, leased_until=now + HOUR)
    worker.run_due()
    assert done == ["last"]


def test_a_lease_that_ran_out_belongs_to_nobody(done: list[str]) -> None:
    now = dt.datetime.now(dt.UTC)
    ScheduledDeed.objects.create(name="first", next_at=now - HOUR, leased_until=now - HOUR)
    worker.run_due()
    assert done == ["first", "last"]


def test_the_installed_schedule_has_no_two_entries_of_one_name() -> None:
    names = [entry.name for entry in worker._entries()]
    assert sorted(set(names)) == sorted(names)
    assert {"seal-audit"} <= set(names)
