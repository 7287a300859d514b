"""Values of a message survive the way into JSON and back."""

import datetime as dt
import json
from decimal import Decimal

import pytest

from sapar.core.translated import Translated
from sapar.messaging.values import from_json, to_json


@pytest.mark.parametrize(
    "value",
    [
        "plain",
        7,
        None,
        ["a", dt.date(2026, 11, 24)],
        dt.datetime(2026, 11, 24, 13, 0, 5, 12, tzinfo=dt.UTC),
        {"host": Translated("Лион", "Лион", "Lyon"), "on": dt.date(2026, 1, 31)},
    ],
)
def test_value_comes_back(value):
    assert from_json(json.loads(json.dumps(to_json(value)))) == value


def test_number_with_places_comes_back_as_text():
    assert from_json(to_json(Decimal("2.7500"))) == "2.7500"


@pytest.mark.parametrize("text", ["2026-11", "on 2026-11-24", "2026-11-24T13:00:00", "2026-13-45"])
def test_text_that_only_resembles_a_date_stays_text(text):
    assert from_json(text) == text
