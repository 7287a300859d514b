"""Filters for mails: the words of pages as plain text. Mails load `mail`, pages load `ui`."""

import datetime as dt

from django import template

from sapar.core import formatting

register = template.Library()


@register.filter
def instant(value: dt.datetime | None) -> str:
    """Date and time with the zone named."""
    return "" if value is None else formatting.format_instant(value)


@register.filter
def day(value: dt.date | None) -> str:
    return "" if value is None else formatting.format_day(value)


@register.filter
def period(start: dt.date | None, end: dt.date | None) -> str:
    """``{{ starts_on|period:ends_on }}``"""
    return formatting.format_period(start, end) if start and end else ""
