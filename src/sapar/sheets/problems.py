"""What is wrong with a spreadsheet: a code with values, worded when somebody reads it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from sapar.core import wording


class Unreadable(Exception):
    """A cell does not hold what its column promises."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place. ``line`` counts as an editor does, the header being 1."""

    line: int
    code: str
    column: str = ""
    value: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What is wrong and what is expected, in the reader's language."""
        return wording.words(self.code, self.values)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
