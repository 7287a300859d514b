"""A row of the report about placement: what was measured, beside what, and the bar for both."""

from __future__ import annotations

from dataclasses import dataclass

GIGABYTE = 1e9


@dataclass(frozen=True, slots=True)
class Row:
    """value, other: in seconds, or in the unit that is named. ratio: of the value to the other, or
    the other way round where the bar is one from below. why: what explains a bar that is missed."""

    what: str
    value: float
    beside: str = ""
    other: float = 0.0
    at_most: float | None = None
    at_least: float | None = None
    why: str = ""
    unit: str = "s"

    @property
    def ratio(self) -> float:
        return self.other / self.value if self.at_least is not None else self.value / self.other

    @property
    def is_met(self) -> bool | None:
        if self.at_most is not None:
            return self.ratio <= self.at_most
        return self.ratio >= self.at_least if self.at_least is not None else None

    @property
    def measured(self) -> str:
        return _in_words(self.value, self.unit)

    @property
    def compared(self) -> str:
        return f"{self.beside}: {_in_words(self.other, self.unit)}" if self.beside else ""

    @property
    def times(self) -> str:
        return _times(self.ratio) if self.beside else ""

    @property
    def bar(self) -> str:
        if self.at_most is not None:
            return f"at most {_times(self.at_most)}"
        return f"at least {_times(self.at_least)}" if self.at_least is not None else ""

    @property
    def verdict(self) -> str:
        return {True: "met", False: "missed", None: ""}[self.is_met]


def _in_words(value: float, unit: str) -> str:
    if unit != "s":
        return f"{value:,.2f} {unit}" if value < 100 else f"{value:,.0f} {unit}"
    if value >= 1:
        return f"{value:.2f} s"
    return f"{value * 1000:.0f} ms" if value >= 0.1 else f"{value * 1000:.2g} ms"


def _times(ratio: float) -> str:
    if ratio <= 1:
        return f"{ratio:.0%}"
    return f"{ratio:.1f}×" if ratio < 10 else f"{ratio:,.0f}×"
