"""Reading the tables of docs/permissions.md: who gets which answer where, and whose records a list
shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"
SAMPLE = "sample mode"
ANSWERS = {"200", "302", "403", "404", "405", "409", "410", "422", "sign in", "refused", "code"}
SHOWN = {"own", "all", "none", "–"}
ACCOUNTS = (
    "account",
    "student",
    "teacher",
    "coordinator",
    "officer",
    "editor",
    "registrar",
    "member",
    "chair",
    "administrator",
)
EVERYBODY_ELSE = "everybody else"


@dataclass(frozen=True)
class Row:
    """``cells`` holds for each role what an own and what another's record answers."""

    section: str
    address: str
    method: str
    kind: str
    cells: dict[str, tuple[str, str]]

    def __str__(self) -> str:
        return f"{self.method} {self.address} {self.kind}".strip()

    @property
    def is_sample(self) -> bool:
        return self.section.lower().startswith("in " + SAMPLE)


@dataclass(frozen=True)
class ListRow:
    address: str
    kind: str
    cells: dict[str, str]

    def __str__(self) -> str:
        return f"{self.address} {self.kind}"


def read_answers(text: str) -> list[Row]:
    """The tables whose first column is ``Address``."""
    return [
        Row(
            section,
            cells.pop("Address").strip("`"),
            cells.pop("Method"),
            cells.pop("Record"),
            {role: _both(cell) for role, cell in _roles(cells).items() if role != "What it is"},
        )
        for section, cells in _rows(text, "Address")
    ]


def read_lists(text: str) -> list[ListRow]:
    """The tables whose first column is ``List``."""
    rows = []
    for _section, cells in _rows(text, "List"):
        address, kind = cells.pop("List").strip("`"), cells.pop("Record")
        unknown = set(cells.values()) - SHOWN
        if unknown:
            raise ValueError(f"{address}: no such word for a list: {unknown}")
        rows.append(ListRow(address, kind, _roles(cells)))
    return rows


def _roles(cells: dict[str, str]) -> dict[str, str]:
    """A cell for each role that signs in, where one column stands for those without their own."""
    if EVERYBODY_ELSE not in cells:
        return cells
    rest = cells.pop(EVERYBODY_ELSE)
    return cells | {role: rest for role in ACCOUNTS if role not in cells}


def _both(cell: str) -> tuple[str, str]:
    """``200 / 404`` for own and another's; one answer alone is that of every record."""
    own, _slash, another = cell.partition(" / ")
    pair = own, another or own
    if not set(pair) <= ANSWERS:
        raise ValueError(f"no such answer: {cell}")
    return pair


def _rows(text: str, first: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Heading of the section and cells by column, of every row of the tables that begin so."""
    section = ""
    names: list[str] = []
    for line in text.splitlines():
        if line.startswith("#"):
            section = line.strip("# ")
        if not line.startswith("|"):
            names = []
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not names:
            names = cells
        elif names[0] == first and not set(line) <= set("|-: "):
            yield section, dict(zip(names, cells, strict=True))
