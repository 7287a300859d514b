"""One way to word a refusal: dates and findings in it are written as people say them."""

import datetime as dt

from django.utils.translation import override

from mobility_rules.findings import Finding, Outcome
from sapar.core.wording import words

CLOSED_AT = dt.datetime(2030, 1, 15, 13, 0, tzinfo=dt.UTC)


def test_an_instant_is_told_in_the_universitys_time_and_the_readers_language() -> None:
    with override("en"):
        sentence = words("submission-too-late", {"closed_at": CLOSED_AT})
        assert "15 January 2030, 18:00 Astana time (UTC+5)" in sentence
    with override("ru"):
        assert "15 января 2030" in words("submission-too-late", {"closed_at": CLOSED_AT})


def test_a_day_is_written_out() -> None:
    with override("en"):
        values = {"host": "Vilnius", "valid_until": CLOSED_AT.date()}
        assert "15 January 2030" in words("place-agreement-ended", values)


def test_a_finding_is_its_own_sentence() -> None:
    count = {"count": "2", "until": ""}
    debt = Finding(
        "academic-debt-open",
        "no-academic-debt/1",
        outcome=Outcome.UNMET,
        seen="2",
        needed="0",
        values=count,
    )
    with override("en"):
        assert words(debt.code, {"count": "2"}) in words("criterion-not-met", {"finding": debt})
