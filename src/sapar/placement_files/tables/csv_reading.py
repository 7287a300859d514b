"""Reading a CSV file: quickly when it is sound, and once more, cell by cell, when it is not."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from mmap import ACCESS_READ, mmap
from pathlib import Path

import pyarrow as pa
from pyarrow import csv as arrow_csv

from sapar.placement_files.tables.layouts import Kind, Layout
from sapar.placement_files.tables.problems import MOST, BadInput, Problem, refuse
from sapar.placement_files.tables.table import Table, table_of

DELIMITERS = (",", ";", "\t")
_HEXADECIMAL = re.compile(rb'[,;\t"\n ]-?0[xX]')


@dataclass(frozen=True, slots=True)
class Header:
    """The first line."""

    names: tuple[str, ...]
    delimiter: str


def read_csv(path: Path, layout: Layout) -> Table:
    """The table. Raises `BadInput` with every problem that can be seen in single cells."""
    header = _header(path)
    _check_header(path, header, layout)
    known = [column.name for column in layout.columns if column.name in header.names]
    ignored = tuple(name for name in header.names if name not in known and name)
    lines = partial(_lines, path, header.delimiter)
    table, reason = None, ""
    for breaks_within_cells in (False, True):
        try:
            read = _read(path, header, layout, known, breaks_within_cells)
        except pa.ArrowException as error:
            reason = str(error).splitlines()[0]
        else:
            table = table_of(read, layout, path, ignored, lines)
            if table and not _may_be_hexadecimal(path):
                return table
        _look_closely(path, header, layout)
        if table:
            return table
    raise refuse(path, f"this table cannot be read: {reason}")


def _read(
    path: Path, header: Header, layout: Layout, known: list[str], breaks_within_cells: bool
) -> pa.Table:
    types = {Kind.WHOLE: pa.int64(), Kind.NAME: pa.dictionary(pa.int32(), pa.string())}
    return arrow_csv.read_csv(
        path,
        read_options=arrow_csv.ReadOptions(column_names=header.names, skip_rows=1),
        parse_options=arrow_csv.ParseOptions(
            delimiter=header.delimiter, newlines_in_values=breaks_within_cells
        ),
        convert_options=arrow_csv.ConvertOptions(
            include_columns=known,
            column_types={name: types[layout.column(name).kind] for name in known},
            null_values=[""],
            strings_can_be_null=False,
            quoted_strings_can_be_null=False,
        ),
    )


def _may_be_hexadecimal(path: Path) -> bool:
    """Whether a cell begins with 0x, which the quick reading would take for a number."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        has_any = content.find(b"0x") >= 0 or content.find(b"0X") >= 0
        return has_any and bool(_HEXADECIMAL.search(content))


def _header(path: Path) -> Header:
    with path.open("rb") as file:
        first = file.readline()
        has_rows = any(line.strip() for line in file)
    if not first.strip():
        raise refuse(path, "the file is empty" if not has_rows else "the first line is empty", 1)
    try:
        text = first.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refuse(path, "this is no text in UTF-8; save it as 'CSV UTF-8'", 1) from None
    if "\x00" in text:
        raise refuse(path, "this is no text in UTF-8 (it has NUL signs)", 1)
    if "\r" in text.rstrip("\r\n"):
        raise refuse(path, "the lines end in CR alone; LF or CR LF is expected", 1)
    delimiter = max(DELIMITERS, key=text.count)
    names = next(csv.reader([text], delimiter=delimiter))
    if not has_rows:
        raise refuse(path, "there is a header and no row after it", 1)
    return Header(tuple(name.strip() for name in names), delimiter)


def _check_header(path: Path, header: Header, layout: Layout) -> None:
    problems = []
    given = ", ".join(header.names)
    for column in layout.columns:
        times = header.names.count(column.name)
        if times > 1:
            problems.append(Problem(path.name, f"{times} columns have this name", 1, column.name))
        elif column.needed and not times:
            said = f"this column is missing; given: {given}"
            problems.append(Problem(path.name, said, 1, column.name))
    if problems:
        raise BadInput(problems)


def _look_closely(path: Path, header: Header, layout: Layout) -> None:
    """Raise `BadInput` with what single lines have wrong, if anything has."""
    found = list(islice(_cell_problems(path, header, layout), MOST + 1))
    if found:
        raise BadInput(found)


def _cell_problems(path: Path, header: Header, layout: Layout) -> Iterator[Problem]:
    known = {column.name: column for column in layout.columns}
    for line, row in _rows(path, header.delimiter):
        if len(row) != len(header.names):
            said = f"{len(row)} cells given, {len(header.names)} are expected as in the header"
            yield Problem(path.name, said, line)
            continue
        for name, text in zip(header.names, row, strict=True):
            if name in known and (said := known[name].problem(text)):
                yield Problem(path.name, said, line, name)


def _rows(path: Path, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Every row after the header with the line on which it ends; blank lines are skipped."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        try:
            next(reader)
            for row in reader:
                if row:
                    yield reader.line_num, row
        except csv.Error as error:
            raise refuse(path, f"this line cannot be read: {error}", reader.line_num) from None


def _lines(path: Path, delimiter: str, rows: Sequence[int]) -> dict[int, int]:
    wanted, last = set(rows), max(rows, default=-1)
    found = {}
    for number, (line, _) in enumerate(_rows(path, delimiter)):
        if number in wanted:
            found[number] = line
        if number >= last:
            break
    return found
