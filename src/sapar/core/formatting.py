"""Instants, days, periods, countries, languages and numbers as people of each language write them.

Pages, mails and PDFs all ask here. ``language`` is the active one unless given.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from babel import Locale, dates, numbers
from django.utils.translation import get_language, gettext, override

from sapar.core import clock

# English dates in the order the other two languages and the rest of Europe use.
_LOCALES = {"kk": "kk", "ru": "ru", "en": "en_GB"}
_SIZES = {"kk": ("КБ", "МБ"), "ru": ("КБ", "МБ"), "en": ("kB", "MB")}


def format_instant(value: dt.datetime, language: str | None = None) -> str:
    """24 November 2026, 18:00 Astana time (UTC+5): at the university, with the zone named."""
    local = value.astimezone(clock.university_zone())
    parts = {
        "day": format_day(local.date(), language),
        "time": f"{local:%H:%M}",
        "offset": _offset(local),
    }
    with override(_language(language)):
        if clock.university_zone().key == "Asia/Almaty":
            return gettext("%(day)s, %(time)s Astana time (%(offset)s)") % parts
        return gettext("%(day)s, %(time)s (%(offset)s)") % parts


def format_instant_short(value: dt.datetime, language: str | None = None) -> str:
    """For dense tables: 24 Nov 2026, 18:00 UTC+5."""
    local = value.astimezone(clock.university_zone())
    return f"{format_day_short(local.date(), language)}, {local:%H:%M} {_offset(local)}"


def format_zone(language: str | None = None) -> str:
    """Astana time (UTC+5): how the zone of the university is called beside a field."""
    offset = _offset(clock.now().astimezone(clock.university_zone()))
    with override(_language(language)):
        if clock.university_zone().key == "Asia/Almaty":
            return gettext("Astana time (%(offset)s)") % {"offset": offset}
        return gettext("the university's time (%(offset)s)") % {"offset": offset}


def format_time(value: dt.datetime) -> str:
    """The time of day at the university, for something that happened a moment ago."""
    return f"{value.astimezone(clock.university_zone()):%H:%M}"


def format_day(value: dt.date, language: str | None = None) -> str:
    """24 November 2026; for an instant, its day at the university."""
    return _spaced(dates.format_date(_day(value), "long", locale=_locale(language)))


def format_day_short(value: dt.date, language: str | None = None) -> str:
    """24 Nov 2026"""
    return _spaced(dates.format_date(_day(value), "medium", locale=_locale(language)))


def format_period(start: dt.date, end: dt.date, language: str | None = None) -> str:
    """From a day to a day, both included, saying month and year once where they agree."""
    words = dates.format_interval(_day(start), _day(end), "yMMMd", locale=_locale(language))
    return _spaced(words)


def country_name(code: str, language: str | None = None) -> str:
    """The country of an ISO 3166-1 code; an unknown code stays as it is."""
    return str(Locale.parse(_locale(language)).territories.get(code.upper(), code))


def language_name(code: str, language: str | None = None) -> str:
    """The language of an ISO 639 code; an unknown code stays as it is."""
    return str(Locale.parse(_locale(language)).languages.get(code.lower(), code))


def format_number(value: Decimal | int, language: str | None = None) -> str:
    """Grouped as the language does, unrounded."""
    return numbers.format_decimal(value, locale=_locale(language), decimal_quantization=False)


def format_decimal(value: Decimal | int, places: int, language: str | None = None) -> str:
    """With a fixed number of places, rounded half up; what is compared must not be this."""
    pattern = "#,##0" + ("." + "0" * places if places else "")
    with numbers.decimal.localcontext() as context:
        context.rounding = numbers.decimal.ROUND_HALF_UP
        return numbers.format_decimal(value, format=pattern, locale=_locale(language))


def format_size(size: int, language: str | None = None) -> str:
    """The size of a file: 471 kB, 2.4 MB."""
    kilobyte, megabyte = _SIZES[_language(language)]
    if size < 2**20:
        return f"{max(1, round(size / 2**10))}\N{NO-BREAK SPACE}{kilobyte}"
    shown = format_number(Decimal(f"{size / 2**20:.1f}").normalize(), language)
    return f"{shown}\N{NO-BREAK SPACE}{megabyte}"


def _language(language: str | None) -> str:
    code = (language or get_language() or "en")[:2]
    return code if code in _LOCALES else "en"


def _locale(language: str | None) -> str:
    return _LOCALES[_language(language)]


def _day(value: dt.date) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.astimezone(clock.university_zone()).date()
    return value


def _spaced(words: str) -> str:
    """The narrow spaces of the locale data all but vanish in most typefaces."""
    return words.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")


def _offset(local: dt.datetime) -> str:
    """UTC+5, UTC+5:30 or UTC−3."""
    minutes = int((local.utcoffset() or dt.timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
