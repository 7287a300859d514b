"""Which spreadsheets exist: each app registers its columns and what its rows do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.utils.functional import Promise

from sapar.core.actor import Actor
from sapar.sheets.cells import Reader
from sapar.sheets.models import SheetRun
from sapar.sheets.problems import Problem


@dataclass(frozen=True, slots=True)
class Column:
    """``is_required``: no cell of it may be empty. An empty cell reads as ``empty``."""

    name: str
    read: Reader
    description: Promise
    example: str = ""
    is_required: bool = True
    empty: Any = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file whose every cell could be read; ``cells`` is the text as it was given."""

    line: int
    values: Mapping[str, Any]
    cells: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def problem(self, code: str, column: str = "", **values: Any) -> Problem:
        return Problem(self.line, code, column, self.cells.get(column, ""), values)


class Plan(Protocol):
    """What the rows of a file would do to the records, found out without doing it."""

    @property
    def problems(self) -> Sequence[Problem]: ...
    @property
    def new(self) -> int: ...
    @property
    def changed(self) -> int: ...
    @property
    def same(self) -> int: ...

    def carry_out(self, run: SheetRun, *, by: Actor) -> None:
        """Do it all; called within a transaction and only when there are no problems."""


@dataclass(frozen=True, slots=True)
class SheetKind:
    """``key`` names the column by which a row is known: the same key twice is a problem."""

    name: str
    title: Promise
    columns: tuple[Column, ...]
    key: str
    plan: Callable[[Sequence[Row]], Plan]

    def example(self) -> dict[str, str]:
        return {column.name: column.example for column in self.columns}


_KINDS: dict[str, SheetKind] = {}


def register(kind: SheetKind) -> None:
    """Called from ``AppConfig.ready``. A name may be claimed once."""
    if kind.name in _KINDS:
        raise ValueError(f"two kinds of spreadsheets named {kind.name}")
    _KINDS[kind.name] = kind


def sheet_kind(name: str) -> SheetKind:
    """Raises KeyError for a kind that nobody registered."""
    return _KINDS[name]


def sheet_kinds() -> list[SheetKind]:
    return list(_KINDS.values())
