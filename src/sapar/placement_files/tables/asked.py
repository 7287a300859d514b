"""Whose exact thresholds are asked for: a table with a column applicant_id, or one name a line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from sapar.placement_files.tables.layouts import ASKED
from sapar.placement_files.tables.parquet_reading import is_parquet
from sapar.placement_files.tables.problems import refuse
from sapar.placement_files.tables.reading import read_table
from sapar.placement_files.tables.table import Table, table_of

COLUMN = ASKED.columns[0].name


def read_asked(path: Path) -> Table:
    """The list. Raises `BadInput`."""
    if is_parquet(path) or COLUMN in _first_line(path):
        return read_table(path, ASKED)
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise refuse(path, "this is no text in UTF-8") from None
    rows = [(line, name.strip()) for line, name in enumerate(lines, start=1) if name.strip()]
    if not rows:
        raise refuse(path, "the file is empty", 1)

    def line_of(numbers: Sequence[int]) -> dict[int, int]:
        return {number: rows[number][0] for number in numbers}

    names = pa.table({COLUMN: pa.array([name for _, name in rows], pa.string())})
    table = table_of(names, ASKED, path, (), line_of)
    if table is None:
        raise refuse(path, "one name a line is expected, without control characters")
    return table


def _first_line(path: Path) -> str:
    with path.open("rb") as file:
        return file.readline().decode("utf-8-sig", errors="replace")
