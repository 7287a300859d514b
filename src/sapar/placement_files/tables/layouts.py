"""Which columns the tables have, and what may stand in a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

LONGEST_LIST = 1000
FARTHEST = 10**15
MOST_SEATS = 2**31 - 2
"""A quota is 32 bits, and so is everything counted against it."""
_WHOLE = re.compile(r"-?[0-9]+")
_FRACTION = re.compile(r"-?[0-9]*[.,][0-9]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Kind(StrEnum):
    """What a cell holds."""

    NAME = "name"
    WHOLE = "whole number"


@dataclass(frozen=True, slots=True)
class Column:
    """needed: the table is refused without it. blank: a cell may be empty."""

    name: str
    kind: Kind = Kind.NAME
    needed: bool = True
    blank: bool = False
    least: int = -FARTHEST
    most: int = FARTHEST

    def problem(self, text: str) -> str:
        """What is wrong with a cell, or nothing."""
        if not text.strip():
            return "" if self.blank and not text else f"empty; {self._expected()} is expected"
        if self.kind is Kind.WHOLE:
            return self._number_problem(text.strip())
        return _name_problem(text)

    def _number_problem(self, text: str) -> str:
        if not _WHOLE.fullmatch(text):
            hint = ""
            if self.name == "score" and _FRACTION.fullmatch(text):
                hint = "; multiply all of them by 10, 100 or 1000"
            return f"'{_short(text)}' given, {self._expected()} is expected{hint}"
        if len(text) > 20 or not self.least <= int(text) <= self.most:
            within = f"{self.least} to {self.most}"
            return f"{_short(text)} given, a whole number from {within} is expected"
        return ""

    def _expected(self) -> str:
        return "a name" if self.kind is Kind.NAME else "a whole number"


@dataclass(frozen=True, slots=True)
class Layout:
    """A table by its name in messages."""

    name: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def _name_problem(text: str) -> str:
    if any("\udc80" <= sign <= "\udcff" for sign in text):
        return f"{ascii(text)[:60]} given, text in UTF-8 is expected"
    if _CONTROL.search(text):
        return f"{ascii(text)[:60]} given, a name without control characters is expected"
    if text != text.strip():
        return f"'{_short(text)}' given, a name without spaces around it is expected"
    return ""


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}…"


WISHES = Layout(
    "wishes",
    (
        Column("applicant_id"),
        Column("place_id"),
        Column("rank", Kind.WHOLE, least=1, most=LONGEST_LIST),
        Column("score", Kind.WHOLE),
        Column("eligible", Kind.WHOLE, needed=False, least=0, most=1),
    ),
)
PLACES = Layout(
    "places",
    (
        Column("place_id"),
        Column("quota", Kind.WHOLE, least=0, most=MOST_SEATS),
        Column("group_id", needed=False, blank=True),
    ),
)
GROUPS = Layout(
    "groups",
    (
        Column("group_id"),
        Column("parent_id", needed=False, blank=True),
        Column("quota", Kind.WHOLE, least=0, most=MOST_SEATS),
    ),
)
APPLICANTS = Layout(
    "applicants",
    (
        Column("applicant_id"),
        Column("type", needed=False, blank=True),
        Column("tie", Kind.WHOLE, needed=False),
        Column("level", needed=False, blank=True),
        Column("terms", needed=False, blank=True),
        Column("precedence", Kind.WHOLE, needed=False, least=0, most=1000),
    ),
)
ASKED = Layout("thresholds", (Column("applicant_id"),))
