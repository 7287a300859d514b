"""A table in memory: names as numbers of a list of names, whole numbers as NumPy columns.

A table of wishes has millions of rows and few different names, so no row is ever a Python object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from mobility_rules.placement.market import NOTHING
from sapar.placement_files.parts import for_each
from sapar.placement_files.tables.layouts import Column, Kind, Layout
from sapar.placement_files.tables.problems import MOST, BadInput, Problem

DELETE = 0x7F
NARROW = 1 << 30
"""Up to which numbers are kept in 32 bits, and so can be the difference of any two: with millions
of rows time is spent on memory."""
MOST_WORDS = 3
"""Of eight letters, up to which names are sorted as numbers."""

Lines = Callable[[Sequence[int]], dict[int, int]]
"""From rows, counted from 0, to lines as people count them."""


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """codes: for each row the position of its name in `distinct`, where each stands once."""

    codes: NDArray[np.int32]
    distinct: pa.Array

    def __getitem__(self, row: int) -> str:
        return str(self.distinct[int(self.codes[row])].as_py())

    def all(self) -> list[str]:
        """The name of every row."""
        distinct = self.distinct.to_pylist()
        return [distinct[code] for code in self.codes.tolist()]

    def mapped(self, order: pa.Array) -> NDArray[np.int32]:
        """For each row the position of its name in another list, or -1."""
        return self.positions(order)[self.codes]

    def positions(self, order: pa.Array) -> NDArray[np.int32]:
        """The same for each of the distinct names. No name stands twice in the other list."""
        if self.distinct.equals(order):
            return np.arange(len(order), dtype=np.int32)
        if len(self.distinct) >= len(order):
            return _found(self.distinct, order)
        # It is the shorter list for which a table of hashes pays.
        found = _found(order, self.distinct)
        is_there = found != NOTHING
        positions = np.full(len(self.distinct), NOTHING, dtype=np.int32)
        positions[found[is_there]] = np.flatnonzero(is_there)
        return positions


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """ignored: columns of the file that mean nothing here."""

    file: str
    rows: int
    names: Mapping[str, Names]
    numbers: Mapping[str, NDArray[Any]]
    ignored: tuple[str, ...]
    lines: Lines
    is_parquet: bool = False

    def has(self, column: str) -> bool:
        return column in self.names or column in self.numbers

    def backwards(self) -> Table:
        """The same rows, the last one first."""
        return replace(
            self,
            names={name: Names(one.codes[::-1], one.distinct) for name, one in self.names.items()},
            numbers={name: values[::-1] for name, values in self.numbers.items()},
        )

    def problems(self, rows: Iterable[int], column: str, say: Callable[[int], str]) -> BadInput:
        """A refusal that names these rows, at most `MOST` of them, in the order of the file."""
        ordered = sorted(int(row) for row in rows)
        told = ordered[: MOST + 1]
        line_of = self.lines(told)
        return BadInput(
            Problem(self.file, say(row), line_of[row], column, self.is_parquet) for row in told
        )


def table_of(
    read: pa.Table, layout: Layout, path: Path, ignored: tuple[str, ...], lines: Lines
) -> Table | None:
    """The table, or None when a cell holds what it must not: then a slower look says which."""
    read_columns = for_each(
        lambda name: _column(read.column(name), layout.column(name)), read.column_names
    )
    names: dict[str, Names] = {}
    numbers: dict[str, NDArray[Any]] = {}
    for name, column in zip(read.column_names, read_columns, strict=True):
        if column is None:
            return None
        if isinstance(column, Names):
            names[name] = column
        else:
            numbers[name] = column
    return Table(path.name, read.num_rows, names, numbers, ignored, lines)


def _column(values: pa.ChunkedArray, column: Column) -> Names | NDArray[Any] | None:
    """Or None when a cell holds what it must not."""
    if values.null_count:
        return None
    if column.kind is Kind.NAME:
        names = _names(values)
        return names if _are_names(names.distinct, column) else None
    least, most = _ends(values)
    if not column.least <= least <= most <= column.most:
        return None
    is_narrow = least >= -NARROW and most <= NARROW
    return _numbers(values, np.int32 if is_narrow else np.int64)


def _numbers(values: pa.ChunkedArray, kind: type[np.integer], less: int = 0) -> NDArray[Any]:
    """As one array of that kind, chunk by chunk; all of them less by so much."""
    numbers, start = np.empty(len(values), dtype=kind), 0
    for chunk in values.chunks:
        part = numbers[start : start + len(chunk)]
        np.subtract(chunk.to_numpy(), less, out=part, dtype=np.int64, casting="unsafe")
        start += len(chunk)
    return numbers


def _found(names: pa.Array, order: pa.Array) -> NDArray[np.int32]:
    found = pc.fill_null(pc.index_in(names, value_set=order), NOTHING)
    return found.to_numpy(zero_copy_only=False).astype(np.int32)


def _ends(values: pa.ChunkedArray) -> tuple[int, int]:
    """The least and the greatest."""
    found = pc.min_max(values)
    return found["min"].as_py(), found["max"].as_py()


def _names(values: pa.ChunkedArray) -> Names:
    if pa.types.is_integer(values.type):
        return _from_numbers(values)
    parts = [_shortened(chunk) for chunk in values.chunks]
    distinct, code_of = _numbered(pa.concat_arrays([names for names, _ in parts]))
    codes, start = [], 0
    for names, spread in parts:
        codes.append(spread(code_of[start : start + len(names)]))
        start += len(names)
    return Names(np.concatenate(codes), distinct)


Spread = Callable[[NDArray[np.int32]], NDArray[np.int32]]
"""From the codes of a shorter list of names to those of all rows."""


def _shortened(chunk: pa.Array) -> tuple[pa.Array, Spread]:
    """A shorter list of names. Names that come in runs are looked at once a run: so a table in
    order of its applicants is read ten times as fast."""
    if pa.types.is_dictionary(chunk.type):
        indices = chunk.indices.to_numpy()
        return chunk.dictionary.cast(pa.string()), lambda codes: codes[indices]
    starts = np.flatnonzero(_changes(chunk)) + 1
    starts = np.concatenate([[0], starts]) if len(chunk) else starts
    lengths = np.diff(starts, append=len(chunk))
    names = chunk.take(pa.array(starts)).cast(pa.string())
    return names, lambda codes: np.repeat(codes, lengths)


def _numbered(names: pa.Array) -> tuple[pa.Array, NDArray[np.int32]]:
    """Each name once, and the position of every name among them."""
    if are_in_order(names):
        begins = np.concatenate([[True], _changes(names)])[: len(names)]
        return names.filter(pa.array(begins)), np.cumsum(begins, dtype=np.int32) - 1
    encoded = names.dictionary_encode()
    return encoded.dictionary, encoded.indices.to_numpy()


def are_in_order(names: pa.Array) -> bool:
    """Whether they are sorted already, doubled ones or not."""
    if len(names) < 2:
        return True
    ascending = pc.less_equal(names.slice(0, len(names) - 1), names.slice(1))
    return bool(pc.all(ascending).as_py())


def in_order(names: pa.Array) -> NDArray[np.int64]:
    """The rows in the order of the names. Short ones are compared eight letters at once, which is
    several times as fast as text by text; no name has the NUL that fills them up."""
    if are_in_order(names):
        return np.arange(len(names))
    lengths = pc.binary_length(names).to_numpy()
    words = -(-int(lengths.max()) // 8)
    if words > MOST_WORDS:
        return pc.sort_indices(names).to_numpy().astype(np.int64)
    padded = np.zeros((len(names), words * 8), dtype=np.uint8)
    padded[np.arange(words * 8) < lengths[:, None]] = letters_of(names)
    columns = padded.view(">u8").astype(np.uint64).T
    return np.argsort(columns[0]) if words == 1 else np.lexsort(columns[::-1])


def _changes(names: pa.Array) -> NDArray[np.bool_]:
    """Whether each name but the first differs from the one before."""
    differ = pc.not_equal(names.slice(1), names.slice(0, len(names) - 1))
    return differ.to_numpy(zero_copy_only=False)


def _from_numbers(values: pa.ChunkedArray) -> Names:
    """Names that are whole numbers: without hashing where they lie close together."""
    lowest, highest = _ends(values)
    if highest - lowest > min(4 * len(values), np.iinfo(np.int32).max):
        far_apart, position = np.unique(values.to_numpy(), return_inverse=True)
        return Names(position.astype(np.int32), pa.array(far_apart).cast(pa.string()))
    codes = _numbers(values, np.int32, lowest)
    occurs = np.zeros(highest - lowest + 1, dtype=bool)
    occurs[codes] = True
    distinct = np.flatnonzero(occurs)
    if len(distinct) < len(occurs):
        codes = (np.cumsum(occurs, dtype=np.int32) - 1)[codes]
    return Names(codes, pa.array(distinct + lowest).cast(pa.string()))


def _are_names(distinct: pa.Array, column: Column) -> bool:
    """The quick form of `Column.problem`, over the distinct names alone."""
    letters = letters_of(distinct)
    if (letters < ord(" ")).any() or (letters == DELETE).any():
        return False
    if (letters == ord(" ")).any() and pc.any(
        pc.match_substring_regex(distinct, r"^\s|\s$")
    ).as_py():
        return False
    return column.blank or bool(pc.all(pc.greater(pc.binary_length(distinct), 0)).as_py())


def letters_of(names: pa.Array) -> NDArray[np.uint8]:
    """The bytes of all names, one after the other, as they lie in memory."""
    _, offsets, content = names.buffers()
    if content is None:
        return np.zeros(0, dtype=np.uint8)
    ends = np.frombuffer(offsets, dtype=np.int32)[names.offset : names.offset + len(names) + 1]
    return np.frombuffer(content, dtype=np.uint8)[ends[0] : ends[-1]]
