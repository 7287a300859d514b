"""One table from a file, whichever of the two formats it has."""

from __future__ import annotations

from pathlib import Path

from sapar.placement_files.tables.csv_reading import read_csv
from sapar.placement_files.tables.layouts import Layout
from sapar.placement_files.tables.parquet_reading import is_parquet, read_parquet
from sapar.placement_files.tables.problems import refuse
from sapar.placement_files.tables.table import Table


def read_table(path: Path, layout: Layout) -> Table:
    """The table. Raises `BadInput` with whatever is wrong with the file, its columns or cells."""
    try:
        if not path.is_file():
            raise refuse(path, f"there is no such file ({layout.name})")
        return read_parquet(path, layout) if is_parquet(path) else read_csv(path, layout)
    except OSError as error:
        raise refuse(path, f"this file cannot be read: {error.strerror}") from None
