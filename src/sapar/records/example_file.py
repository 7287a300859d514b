"""A correct file of one row to begin from, with a programme that this university has."""

from __future__ import annotations

import csv
import io

from sapar.accounts.enums import EngagementKind
from sapar.institutions.models import Programme
from sapar.records.row_rules import LEVELS_OF_KIND
from sapar.sheets.kinds import SheetKind

BYTE_ORDER_MARK = "\ufeff"  # tells spreadsheet programs that Kazakh letters follow


def example_file(kind: SheetKind) -> bytes:
    cells = kind.example()
    levels = LEVELS_OF_KIND[EngagementKind.STUDENT]
    programme = Programme.objects.filter(level__in=levels).select_related("unit").first()
    if programme:
        own = {
            "school": programme.unit.code,
            "programme": programme.code,
            "level": programme.level,
        }
        cells |= {column: cell for column, cell in own.items() if column in cells}
    out = io.StringIO()
    writer = csv.DictWriter(out, cells)
    writer.writeheader()
    writer.writerow(cells)
    return (BYTE_ORDER_MARK + out.getvalue()).encode()
