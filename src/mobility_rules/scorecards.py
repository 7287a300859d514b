"""A scorecard: which items are scored, how much each weighs, and what breaks a tie.

Weights are points of a hundred. A score is kept in whole thousandths of such a point, 0 to 100 000,
so that comparing two scores is exact and no sum depends on its order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from mobility_rules.canonical import JsonObject, exact_decimal
from mobility_rules.findings import Finding

CLAUSE = "scorecard/1"
SOURCES = ("gpa", "language", "commission")
"""Where an item's points come from: the average score, the language level, the commission."""
SCALE = 1000
"""Parts of a point: scores are whole thousandths."""
FULL_WEIGHT = Decimal(100)
CODES = (
    "scorecard-empty",
    "scorecard-weights-not-100",
    "scorecard-item-doubled",
    "scorecard-item-without-code",
    "scorecard-item-code-reserved",
    "scorecard-weight-not-positive",
    "scorecard-maximum-not-positive",
    "scorecard-source-unknown",
    "tie-break-item-unknown",
    "tie-break-item-doubled",
    "tie-break-without-lottery",
    "tie-break-lottery-not-last",
)
"""Every code a scorecard or a tie-break can be found wrong by."""
GPA, LOTTERY = "gpa", "lottery"
"""Links of a tie-break chain that are no items: the exact average score, and the draw."""


@dataclass(frozen=True, slots=True)
class ScorecardItem:
    """weight: points of a hundred the item is worth. maximum: the most points that can be given."""

    code: str
    weight: Decimal
    maximum: Decimal
    source: str

    @classmethod
    def from_json(cls, data: JsonObject) -> ScorecardItem:
        """From ``{"code", "weight", "maximum", "source"}``, numbers as text; ignores the rest."""
        weight, maximum = exact_decimal(data["weight"]), exact_decimal(data["maximum"])
        return cls(data["code"], weight, maximum, data["source"])

    def to_json(self) -> JsonObject:
        return {
            "code": self.code,
            "weight": str(self.weight),
            "maximum": str(self.maximum),
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The items in their published order; scale: parts of a point a score is counted in."""

    items: tuple[ScorecardItem, ...]
    scale: int = SCALE

    @classmethod
    def from_json(cls, data: Iterable[JsonObject]) -> Scorecard:
        return cls(tuple(ScorecardItem.from_json(item) for item in data))

    def to_json(self) -> list[JsonObject]:
        return [item.to_json() for item in self.items]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(item.code for item in self.items)

    @property
    def commission_items(self) -> tuple[ScorecardItem, ...]:
        """What members score by hand."""
        return tuple(item for item in self.items if item.source == "commission")


def check_scorecard(scorecard: Scorecard) -> tuple[Finding, ...]:
    """Everything that keeps the scorecard from being used; nothing when it adds up."""
    return (*_whole(scorecard), *_items(scorecard))


def check_tie_break(scorecard: Scorecard, chain: tuple[str, ...]) -> tuple[Finding, ...]:
    """The chain names items of the scorecard (or ``gpa``), none twice, and ends in the lottery."""
    known = {*scorecard.codes, GPA, LOTTERY}
    found = [
        _problem("tie-break-item-unknown", "tie_break", link, "", item=link)
        for link in chain
        if link not in known
    ]
    found += [
        _problem("tie-break-item-doubled", "tie_break", link, "", item=link)
        for link in _doubled(chain)
    ]
    if LOTTERY not in chain:
        last = chain[-1] if chain else ""
        found.append(_problem("tie-break-without-lottery", "tie_break", last, LOTTERY))
    elif chain.index(LOTTERY) != len(chain) - 1:
        found.append(_problem("tie-break-lottery-not-last", "tie_break", chain[-1], LOTTERY))
    return tuple(found)


def _whole(scorecard: Scorecard) -> Iterator[Finding]:
    if not scorecard.items:
        yield _problem("scorecard-empty", "scorecard", "0", "1")
        return
    total = sum((item.weight for item in scorecard.items), Decimal(0))
    if total != FULL_WEIGHT:
        yield _problem("scorecard-weights-not-100", "scorecard", _shown(total), "100")
    for code in _doubled(scorecard.codes):
        yield _problem("scorecard-item-doubled", "scorecard", code, "", item=code)


def _items(scorecard: Scorecard) -> Iterator[Finding]:
    for item in scorecard.items:
        code = item.code
        if not code:
            yield _problem("scorecard-item-without-code", "code", "", "")
        if code == LOTTERY or (code == GPA and item.source != "gpa"):
            yield _problem("scorecard-item-code-reserved", "code", code, "", item=code)
        if not item.weight.is_finite() or item.weight <= 0:
            yield _problem("scorecard-weight-not-positive", "weight", str(item.weight), item=code)
        if not item.maximum.is_finite() or item.maximum <= 0:
            yield _problem(
                "scorecard-maximum-not-positive", "maximum", str(item.maximum), item=code
            )
        if item.source not in SOURCES:
            expected = ", ".join(SOURCES)
            yield _problem("scorecard-source-unknown", "source", item.source, expected, item=code)


def _problem(code: str, field: str, given: str, expected: str = "", **values: str) -> Finding:
    stated = {"field": field, "given": given, "expected": expected, **values}
    return Finding(code, CLAUSE, curable=True, seen=given, needed=expected, values=stated)


def _doubled(words: tuple[str, ...]) -> list[str]:
    return [word for word in dict.fromkeys(words) if words.count(word) > 1]


def _shown(value: Decimal) -> str:
    return f"{value.normalize():f}" if value.is_finite() else str(value)
