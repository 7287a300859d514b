"""Reading a Parquet file; its problems are told by row, since it has no lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sapar.placement_files.tables.layouts import Column, Kind, Layout
from sapar.placement_files.tables.problems import BadInput, Problem, refuse
from sapar.placement_files.tables.table import Table, table_of

MAGIC = b"PAR1"
MANY = "applicant_id"
"""The one column with so many different names that a dictionary of them does not pay."""


def is_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def read_parquet(path: Path, layout: Layout) -> Table:
    """The table. Raises `BadInput`."""
    try:
        schema = pq.read_schema(path)
        _check_schema(path, schema, layout)
        known = [column.name for column in layout.columns if column.name in schema.names]
        few = [name for name in known if _is_text(schema.field(name).type) and name != MANY]
        read = pq.ParquetFile(path, read_dictionary=few, memory_map=True).read(columns=known)
    except (pa.ArrowException, OSError) as error:
        said = str(error).splitlines()[0]
        raise refuse(path, f"this Parquet file cannot be read: {said}") from None
    if read.num_rows == 0:
        raise refuse(path, "there is no row")
    read = _with_texts(read, layout)
    ignored = tuple(name for name in schema.names if name not in known)
    table = table_of(read, layout, path, ignored, _rows_as_lines)
    if table is None:
        raise BadInput(_cell_problems(path, read, layout))
    return replace(table, is_parquet=True)


def _rows_as_lines(rows: Sequence[int]) -> dict[int, int]:
    return {row: row + 1 for row in rows}


def _check_schema(path: Path, schema: pa.Schema, layout: Layout) -> None:
    problems = []
    for column in layout.columns:
        times = schema.names.count(column.name)
        if times > 1:
            said = f"{times} columns have this name"
        elif not times:
            said = f"this column is missing; given: {', '.join(schema.names)}"
            said = said if column.needed else ""
        else:
            said = _type_problem(column, schema.field(column.name).type)
        if said:
            problems.append(Problem(path.name, said, None, column.name))
    if problems:
        raise BadInput(problems)


def _type_problem(column: Column, given: pa.DataType) -> str:
    if column.kind is Kind.WHOLE:
        if pa.types.is_integer(given):
            return ""
        return f"values of type {given} given, whole numbers (an integer type) are expected"
    if _is_text(given) or pa.types.is_integer(given):
        return ""
    if column.blank and pa.types.is_null(given):
        return ""
    return f"values of type {given} given, names (text or integers) are expected"


def _is_text(given: pa.DataType) -> bool:
    if pa.types.is_dictionary(given):
        given = given.value_type
    return bool(pa.types.is_string(given) or pa.types.is_large_string(given))


def _with_texts(read: pa.Table, layout: Layout) -> pa.Table:
    """Empty texts for nulls where a cell may be empty; texts for numbers beyond 63 bits."""
    for at, name in enumerate(read.column_names):
        column, values = layout.column(name), read.column(name)
        is_nameless = column.blank and values.null_count > 0
        if is_nameless or (column.kind is Kind.NAME and pa.types.is_uint64(values.type)):
            texts = values.cast(pa.string())
            read = read.set_column(at, name, pc.fill_null(texts, "") if is_nameless else texts)
    return read


def _cell_problems(path: Path, read: pa.Table, layout: Layout) -> Iterator[Problem]:
    for name in read.column_names:
        column, values = layout.column(name), read.column(name)
        texts = pc.fill_null(values.cast(pa.string()), "")
        for row, text in enumerate(texts):
            if said := column.problem(text.as_py()):
                yield Problem(path.name, said, row + 1, name, is_row=True)
