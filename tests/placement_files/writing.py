"""Tables written as files, in either format."""

import csv
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sapar.placement_files.tables import layouts
from sapar.placement_files.tables.reading import read_table
from sapar.placement_files.tables.table import Table

Row = dict[str, str | int]


def write_tables(folder: Path, rows: dict[str, list[Row]], suffix: str = ".csv") -> dict[str, Any]:
    """A file for each table, by its name."""
    files: dict[str, Any] = {}
    for name, table in rows.items():
        files[name] = folder / f"{name}{suffix}"
        if suffix == ".parquet":
            pq.write_table(pa.Table.from_pylist(table), files[name])
        else:
            with files[name].open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, list(table[0]))
                writer.writeheader()
                writer.writerows(table)
    return files


def read(name: str, files: dict[str, Path]) -> Table:
    return read_table(files[name], getattr(layouts, name.upper()))
