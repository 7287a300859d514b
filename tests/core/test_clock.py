"""Everybody asks one function for now; a sample's clock can be moved, a real one cannot."""

import datetime as dt

import pytest
from pytest_django import Settings

from sapar.core import clock

NEW_YEAR = dt.datetime(2026, 12, 31, 19, 0, tzinfo=dt.UTC)


def test_time_moved_in_a_test_goes_on_and_comes_back() -> None:
    with clock.moved(to=NEW_YEAR):
        assert NEW_YEAR <= clock.now() < NEW_YEAR + dt.timedelta(seconds=5)
    assert abs(clock.now() - dt.datetime.now(dt.UTC)) < dt.timedelta(seconds=5)


def test_the_university_date_follows_its_zone() -> None:
    with clock.moved(to=NEW_YEAR):
        assert clock.today() == dt.date(2027, 1, 1)


def test_a_sample_clock_is_moved_for_everybody(settings: Settings) -> None:
    settings.SAMPLE_MODE = True
    clock.move_sample_clock(dt.timedelta(days=3))
    try:
        moved = clock.now() - dt.datetime.now(dt.UTC)
        assert abs(moved - dt.timedelta(days=3)) < dt.timedelta(seconds=5)
    finally:
        clock.move_sample_clock(dt.timedelta())


def test_a_sample_begins_at_the_same_instant_in_every_year(settings: Settings) -> None:
    settings.SAMPLE_MODE = True
    clock.start_sample_clock()
    try:
        assert abs(clock.now() - clock.SAMPLE_BEGINS) < dt.timedelta(seconds=5)
        with clock.moved(by=dt.timedelta(days=-3)):
            assert clock.now() < clock.SAMPLE_BEGINS
    finally:
        clock.move_sample_clock(dt.timedelta())


def test_a_real_clock_is_not_moved(settings: Settings) -> None:
    settings.SAMPLE_MODE = False
    with pytest.raises(RuntimeError):
        clock.move_sample_clock(dt.timedelta(days=3))
