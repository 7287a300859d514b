"""A CSV file becomes rows of values. Every problem of every row is gathered, not just the first."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from sapar.core.errors import Refusal
from sapar.sheets.kinds import Column, Row, SheetKind
from sapar.sheets.problems import Problem, Unreadable

# What people send instead of a CSV file, and how it begins.
_NOT_TEXT = (
    (b"PK\x03\x04", "XLSX"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS"),
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)


@dataclass
class Table:
    """The rows that could be read, and what is wrong with the others."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lines: int = 0


def read_table(content: bytes, kind: SheetKind, *, name: str) -> Table:
    """Raises `Refusal` when this is no CSV text at all: ``sheet-not-csv``, ``sheet-not-utf8``,
    ``sheet-empty``. Everything else wrong stands in the table's problems."""
    text = _decode(content, name)
    table = Table()
    lines = _split(text, table)
    line, header = next(lines, (1, []))
    names = [cell.lower() for cell in header]
    if not any(names):
        raise Refusal("sheet-empty", name=name)
    table.problems += _header_problems(names, kind, line)
    if not table.problems:
        _read_rows(lines, names, kind, table)
    return table


def _decode(content: bytes, name: str) -> str:
    for start, label in _NOT_TEXT:
        if content.startswith(start):
            raise Refusal("sheet-not-csv", name=name, type=label)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refusal("sheet-not-utf8", name=name, line=line) from error
    if "\0" in text:
        raise Refusal("sheet-not-utf8", name=name, line=text.count("\n", 0, text.index("\0")) + 1)
    return unicodedata.normalize("NFC", text)


def _split(text: str, table: Table) -> Iterator[tuple[int, list[str]]]:
    """Each line that is not blank, with its number; what cannot be split ends the file."""
    header = text.split("\n", 1)[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield line, stripped
            line = reader.line_num + 1
    except csv.Error:
        table.problems.append(Problem(line, "sheet-broken-quotes"))


def _header_problems(names: list[str], kind: SheetKind, line: int) -> list[Problem]:
    expected = [column.name for column in kind.columns]
    doubled = {name for name in names if name and names.count(name) > 1}
    unknown = [name for name in dict.fromkeys(names) if name not in expected]
    return [
        *(Problem(line, "column-missing", name) for name in expected if name not in names),
        *(Problem(line, "column-doubled", name) for name in expected if name in doubled),
        *(
            Problem(line, "column-unknown", name, values={"columns": ", ".join(expected)})
            if name
            else Problem(line, "column-unnamed")
            for name in unknown
        ),
    ]


def _read_rows(
    lines: Iterator[tuple[int, list[str]]], names: list[str], kind: SheetKind, table: Table
) -> None:
    line_of_key: dict[str, int] = {}
    for line, cells in lines:
        table.lines += 1
        if len(cells) != len(names):
            values = {"has": len(cells), "expected": len(names)}
            table.problems.append(Problem(line, "row-cell-count", values=values))
            continue
        given = dict(zip(names, cells, strict=True))
        row, problems = _read_row(line, given, kind.columns)
        if key := given[kind.key]:
            first = line_of_key.setdefault(key, line)
            if first != line:
                problems.append(Problem(line, "row-doubled", kind.key, key, {"first": first}))
        table.problems += problems
        if not problems:
            table.rows.append(row)
    if not table.lines and not table.problems:
        table.problems.append(Problem(2, "sheet-no-rows"))


def _read_row(
    line: int, cells: dict[str, str], columns: tuple[Column, ...]
) -> tuple[Row, list[Problem]]:
    values, problems = {}, []
    for column in columns:
        cell = cells[column.name]
        if cell:
            try:
                values[column.name] = column.read(cell)
            except Unreadable as found:
                problems.append(Problem(line, found.code, column.name, cell, found.values))
        else:
            values[column.name] = column.empty
            if column.is_required:
                example = {"example": column.example}
                problems.append(Problem(line, "cell-empty", column.name, "", example))
    return Row(line, values, cells), problems
