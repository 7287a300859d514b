"""What is wrong with an input, said so that it can be mended: file, line, column, given, expected.

All problems up to `MOST` are collected before anything is refused: whoever prepares a table should
not have to run the program once for every mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

MOST = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """line: of the file, its header being line 1; of Parquet, which has no lines, the row."""

    file: str
    said: str
    line: int | None = None
    column: str = ""
    is_row: bool = False

    def __str__(self) -> str:
        where = [self.file]
        if self.line is not None:
            where.append(f"{'row' if self.is_row else 'line'} {self.line}")
        if self.column:
            where.append(f"column {self.column}")
        return f"{', '.join(where)}: {self.said}"


class BadInput(ValueError):
    """The input cannot be used. problems: one more than `MOST` says that there are more."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(islice(problems, MOST + 1))
        super().__init__(self.text())

    def text(self) -> str:
        """One line a problem."""
        lines = [str(problem) for problem in self.problems[:MOST]]
        if len(self.problems) > MOST:
            lines.append(f"… and more; the first {MOST} are listed")
        return "\n".join(lines)


def refuse(file: Path | str, said: str, line: int | None = None, column: str = "") -> BadInput:
    """A refusal with one problem, to be raised."""
    name = file.name or str(file) if isinstance(file, Path) else file
    return BadInput([Problem(name, said, line, column)])


def raise_any(problems: Sequence[Problem]) -> None:
    if problems:
        raise BadInput(problems)
