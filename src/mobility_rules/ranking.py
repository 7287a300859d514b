"""From points to a place in the ranking, with every ingredient kept.

How an item is scored, once and for all applicants alike:

* ``gpa``: the average score as a share of 4.00.
* ``language``: the level as a share of C2, in sixths: A1 is 1/6, C2 is 6/6.
* ``commission``: the mean of the members' points as a share of the item's maximum.

The share times the weight is computed exactly, as a fraction, and rounded half up once, to whole
thousandths of a point. The total is the sum of those, so the parts that are shown add up to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from mobility_rules.canonical import JsonObject
from mobility_rules.facts import GPA_SCALE, LANGUAGE_LEVELS, level_rank
from mobility_rules.scorecards import (
    GPA,
    LOTTERY,
    SCALE,
    Scorecard,
    ScorecardItem,
    check_scorecard,
    check_tie_break,
)

__all__ = [
    "SCALE",
    "Entry",
    "Ingredient",
    "PointsOutOfRange",
    "Ranked",
    "ScoreBreakdown",
    "Scorecard",
    "ScorecardItem",
    "check_scorecard",
    "check_tie_break",
    "rank",
    "ranking_key",
    "score",
    "tie_values",
]

GPA_PARTS = 1_000_000
"""The average score breaks a tie up to its sixth decimal place."""


class PointsOutOfRange(ValueError):
    """A member gave less than nothing or more than the item's maximum."""

    def __init__(self, item: ScorecardItem, given: Decimal) -> None:
        super().__init__(f"{item.code}: {given} is not between 0 and {item.maximum}")
        self.code = item.code
        self.given = given
        self.maximum = item.maximum


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One item's part of a score.

    points: of ``maximum``, for showing, to three places; None when there is no record or no member
    has scored yet: that counts as no points. seen: the value the points come from: the exact
    average score, the level, or the members' points with semicolons between them.
    """

    code: str
    source: str
    points: Decimal | None
    maximum: Decimal
    weight: Decimal
    thousandths: int
    seen: str

    def to_json(self) -> JsonObject:
        return {
            "code": self.code,
            "source": self.source,
            "points": None if self.points is None else str(self.points),
            "maximum": str(self.maximum),
            "weight": str(self.weight),
            "thousandths": self.thousandths,
            "seen": self.seen,
        }


@dataclass(frozen=True, slots=True)
class ScoreBreakdown:
    """A score with all its ingredients; total in thousandths of a point, 0 to 100 000."""

    ingredients: tuple[Ingredient, ...]
    total: int

    @property
    def unscored(self) -> tuple[str, ...]:
        """Items no member has scored yet; a placement waits until there are none."""
        parts = (part for part in self.ingredients if part.source == "commission")
        return tuple(part.code for part in parts if part.points is None)

    def thousandths(self, code: str) -> int:
        """The part of one item; raises KeyError for an item that is not scored."""
        return {part.code: part.thousandths for part in self.ingredients}[code]

    def to_json(self) -> JsonObject:
        parts = [part.to_json() for part in self.ingredients]
        return {"ingredients": parts, "total": self.total}


@dataclass(frozen=True, slots=True)
class Entry:
    """One applicant in a ranking. tie: a value for each link of the chain, greater is better."""

    id: str
    score: int
    tie: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """position: 1 for the best. decided_by: the link of the tie-break chain that put the entry
    below the one before it although their scores are equal; empty when the score decided."""

    position: int
    entry: Entry
    decided_by: str


def score(
    scorecard: Scorecard,
    *,
    gpa: Decimal | None = None,
    language_level: str | None = None,
    commission: Mapping[str, Sequence[Decimal]] | None = None,
) -> ScoreBreakdown:
    """Score one applicant.

    commission: the points of each member who has handed in, by code of the item; their order does
    not matter. Raises `PointsOutOfRange`, or ValueError for a level or an average
    score that does not exist.
    """
    given = commission or {}
    parts = []
    for item in scorecard.items:
        if item.source == "gpa":
            part = _computed(
                item, _gpa_share(gpa), "" if gpa is None else str(gpa), scorecard.scale
            )
        elif item.source == "language":
            share = _language_share(language_level)
            part = _computed(item, share, language_level or "", scorecard.scale)
        else:
            part = _judged(item, given.get(item.code, ()), scorecard.scale)
        parts.append(part)
    return ScoreBreakdown(tuple(parts), sum(part.thousandths for part in parts))


def tie_values(
    chain: Iterable[str], breakdown: ScoreBreakdown, *, gpa: Decimal | None, lottery: int
) -> tuple[int, ...]:
    """A whole number for each link of the chain, the greater the better.

    ``gpa`` is the average score in millionths; ``lottery`` the position in the draw, 1 the best,
    negated; any other link the thousandths of that item. Raises KeyError for an unknown item.
    """
    values = []
    for link in chain:
        if link == LOTTERY:
            values.append(-lottery)
        elif link == GPA:
            values.append(0 if gpa is None else int(gpa * GPA_PARTS))
        else:
            values.append(breakdown.thousandths(link))
    return tuple(values)


def ranking_key(entry: Entry) -> tuple[int, ...]:
    """Sorts the best first: the higher score, then the greater value at each link of the chain."""
    return (-entry.score, *(-value for value in entry.tie))


def rank(entries: Iterable[Entry], chain: Sequence[str]) -> list[Ranked]:
    """All entries, the best first. Entries equal in everything keep one position and come by id."""
    ordered = sorted(entries, key=lambda entry: (ranking_key(entry), entry.id))
    ranked: list[Ranked] = []
    for index, entry in enumerate(ordered):
        before = ranked[-1] if ranked else None
        if before is not None and ranking_key(before.entry) == ranking_key(entry):
            ranked.append(Ranked(before.position, entry, ""))
        else:
            link = _decisive_link(before.entry, entry, chain) if before else ""
            ranked.append(Ranked(index + 1, entry, link))
    return ranked


def _decisive_link(above: Entry, below: Entry, chain: Sequence[str]) -> str:
    if above.score != below.score:
        return ""
    links = zip(chain, above.tie, below.tie, strict=True)
    return next((link for link, mine, other in links if mine != other), "")


def _gpa_share(gpa: Decimal | None) -> Fraction | None:
    if gpa is None:
        return None
    if not gpa.is_finite() or not 0 <= gpa <= GPA_SCALE:
        raise ValueError(f"a GPA lies between 0 and {GPA_SCALE}, not at {gpa}")
    return Fraction(gpa) / Fraction(GPA_SCALE)


def _language_share(level: str | None) -> Fraction | None:
    return Fraction(level_rank(level), len(LANGUAGE_LEVELS)) if level else None


def _computed(item: ScorecardItem, share: Fraction | None, seen: str, scale: int) -> Ingredient:
    points = None if share is None else _to_places(share * Fraction(item.maximum))
    thousandths = 0 if share is None else _half_up(share * Fraction(item.weight) * scale)
    return Ingredient(item.code, item.source, points, item.maximum, item.weight, thousandths, seen)


def _judged(item: ScorecardItem, given: Sequence[Decimal], scale: int) -> Ingredient:
    for points in given:
        if not points.is_finite() or not 0 <= points <= item.maximum:
            raise PointsOutOfRange(item, points)
    if not given:
        return _computed(item, None, "", scale)
    mean = sum((Fraction(points) for points in given), Fraction(0)) / len(given)
    seen = "; ".join(str(points) for points in sorted(given))
    return _computed(item, mean / Fraction(item.maximum), seen, scale)


def _half_up(value: Fraction) -> int:
    """The nearest whole number, a half upwards; for values that are not negative."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def _to_places(value: Fraction) -> Decimal:
    exact_thousandths = Decimal(_half_up(value * 1000))
    return (exact_thousandths / 1000).quantize(Decimal("0.001"), rounding=ROUND_HALF_UP)
