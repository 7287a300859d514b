"""Dates, sizes and names as each language writes them."""

import datetime as dt
from decimal import Decimal

import pytest

from sapar.core import formatting

NOON = dt.datetime(2026, 11, 24, 7, 5, tzinfo=dt.UTC)


def plain(text):
    """Without the difference between spaces that break and those that do not."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("kk", "2026 ж. 24 қараша, 12:05, Астана уақытымен (UTC+5)"),
        ("ru", "24 ноября 2026 г., 12:05 по времени Астаны (UTC+5)"),
        ("en", "24 November 2026, 12:05 Astana time (UTC+5)"),
    ],
)
def test_an_instant_names_its_zone(language, expected):
    assert plain(formatting.format_instant(NOON, language)) == expected


def test_an_instant_is_shown_at_the_university_across_midnight():
    evening = dt.datetime(2026, 12, 31, 20, 0, tzinfo=dt.UTC)
    assert formatting.format_instant(evening, "en").startswith("1 January 2027, 01:00")
    assert plain(formatting.format_day(evening, "ru")) == "1 января 2027 г."


def test_the_offset_is_the_one_of_that_day():
    before_the_change = dt.datetime(2024, 2, 1, 6, 0, tzinfo=dt.UTC)
    assert "12:00 Astana time (UTC+6)" in formatting.format_instant(before_the_change, "en")


def test_another_zone_is_not_called_astana(settings):
    settings.UNIVERSITY_TIME_ZONE = "Asia/Kolkata"
    assert formatting.format_instant(NOON, "en") == "24 November 2026, 12:35 (UTC+5:30)"
    assert formatting.format_zone("en") == "the university's time (UTC+5:30)"


@pytest.mark.parametrize(
    ("language", "within_a_year", "across_years"),
    [
        ("kk", "2026 ж. 1 қыр. – 24 қар.", "2026 ж. 1 қыр. – 2027 ж. 5 қаң."),
        ("ru", "1 сент. – 24 нояб. 2026 г.", "1 сент. 2026 г. – 5 янв. 2027 г."),
        ("en", "1 Sept – 24 Nov 2026", "1 Sept 2026 – 5 Jan 2027"),
    ],
)
def test_a_period_says_once_what_its_ends_share(language, within_a_year, across_years):
    start = dt.date(2026, 9, 1)

    def period(end):
        return plain(formatting.format_period(start, end, language)).replace("\N{THIN SPACE}", " ")

    assert period(dt.date(2026, 11, 24)) == within_a_year
    assert period(dt.date(2027, 1, 5)) == across_years


@pytest.mark.parametrize(
    ("language", "turkey", "english", "average", "size"),
    [
        ("kk", "Түркия", "ағылшын тілі", "2,75", "2,4 МБ"),
        ("ru", "Турция", "английский", "2,75", "2,4 МБ"),
        ("en", "Türkiye", "English", "2.75", "2.4 MB"),
    ],
)
def test_names_and_numbers(language, turkey, english, average, size):
    assert formatting.country_name("tr", language) == turkey
    assert formatting.language_name("en", language) == english
    assert formatting.format_decimal(Decimal("2.745"), 2, language) == average
    assert plain(formatting.format_size(2_500_000, language)) == size


def test_unknown_codes_stay_as_they_are():
    assert formatting.country_name("ZQ", "en") == "ZQ"
    assert formatting.language_name("qqq", "en") == "qqq"


def test_a_number_is_not_rounded():
    assert formatting.format_number(Decimal("12345.67891"), "en") == "12,345.67891"
    assert plain(formatting.format_number(Decimal("12345.67891"), "ru")) == "12 345,67891"


def test_a_small_file_is_not_empty():
    assert plain(formatting.format_size(12, "en")) == "1 kB"
    assert plain(formatting.format_size(10 * 2**20, "en")) == "10 MB"
