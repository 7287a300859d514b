"""Who comes to an event, on the page and as a file that says the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sapar.content.models import Attendance, Event
from sapar.core.formatting import format_instant_short, language_name

BOM = "\ufeff"  # without it, spreadsheet programs take Cyrillic for something else
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def attendances_of(event: Event) -> QuerySet[Attendance]:
    return event.attendances.order_by("state", "confirmed_at", "registered_at", "id")


def csv_of(attendances: Iterable[Attendance]) -> str:
    """Names come from strangers, so none may begin as a formula does; quotation marks keep those
    with a semicolon whole where spreadsheet programs take it for the end of a cell.
    """
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([_("Name"), _("E-mail address"), _("Language"), _("State"), _("Registered")])
    for row in attendances:
        cells = [
            row.name,
            row.email,
            language_name(row.language),
            row.get_state_display(),
            format_instant_short(row.registered_at),
        ]
        writer.writerow(f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells)
    return BOM + text.getvalue()
