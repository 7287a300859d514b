"""What an office decides about seats beside their number, as one document that is published.

The same document stands in the terms of a call, beside the files of ``sapar place``, and in the
stored input of a run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from mobility_rules.canonical import JsonObject


class SeatOrder(StrEnum):
    """When reserved seats are filled. FIRST is a minimum: whoever of the type would have got an
    open seat anyhow uses it up. LAST is an addition to what the type gets in the open seats."""

    FIRST = "first"
    LAST = "last"


class MinimumMode(StrEnum):
    """What to do about places that would get too few: close the emptiest and run again, or find
    the allocation with the most placed and then the smallest sum of ranks."""

    CLOSE = "close"
    EXACT = "exact"


class WithdrawalPolicy(StrEnum):
    """Who may move when seats become free: everybody (nobody remaining is worse off), everybody
    but those who confirmed, or only those who got nothing."""

    RERUN = "re-run"
    FROZEN = "frozen-confirmed"
    RESERVE_LIST = "reserve-list"


@dataclass(frozen=True, slots=True)
class Group:
    """A shared quota over the places and groups within it. parent: empty for an outermost one."""

    id: str
    quota: int
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Reserve:
    """at: a place, or a group whose places share its seats."""

    at: str
    type: str
    seats: int
    order: SeatOrder = SeatOrder.FIRST


@dataclass(frozen=True, slots=True)
class Cap:
    """At most so many of the type."""

    at: str
    type: str
    seats: int


@dataclass(frozen=True, slots=True)
class Minimum:
    """At least so many at the place, or nobody."""

    at: str
    seats: int


@dataclass(frozen=True, slots=True)
class Conditional:
    """The last so many seats of the place exist only if the condition comes true."""

    at: str
    seats: int
    condition: str


Rule = Group | Reserve | Cap | Minimum | Conditional


@dataclass(frozen=True, slots=True)
class Policy:
    """precedence: types that come before all others at every place, whatever their score, such as
    those who go for the first time; the earlier named the earlier. member_of: for a place its
    innermost group."""

    groups: tuple[Group, ...] = ()
    member_of: dict[str, str] = field(default_factory=dict)
    reserves: tuple[Reserve, ...] = ()
    caps: tuple[Cap, ...] = ()
    minimums: tuple[Minimum, ...] = ()
    minimum_mode: MinimumMode = MinimumMode.CLOSE
    conditional: tuple[Conditional, ...] = ()
    precedence: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == Policy()

    @property
    def way(self) -> MinimumMode:
        """How seats are given; without minimums there is nothing to be exact about."""
        return self.minimum_mode if self.minimums else MinimumMode.CLOSE

    @property
    def allows_envy(self) -> bool:
        """Whether the most are to be placed, whoever would be accepted elsewhere."""
        return self.way is MinimumMode.EXACT

    def ordered(self) -> Policy:
        """The same with every list in the one order in which it is written."""
        return Policy.from_json(self.to_json())

    def tier(self, type_: str) -> int:
        """What the precedence makes of a type: 0 for those it does not name."""
        if type_ not in self.precedence:
            return 0
        return len(self.precedence) - self.precedence.index(type_)

    def types(self) -> list[str]:
        """Every type it speaks of, by name."""
        reserved = {rule.type for rule in self.reserves}
        capped = {rule.type for rule in self.caps}
        return sorted(reserved | capped | set(self.precedence))

    def to_json(self) -> JsonObject:
        """Only what is decided: an empty policy is an empty object."""
        lists: dict[str, list[JsonObject]] = {
            "groups": [_row(group) for group in _by(self.groups, "id")],
            "reserves": [_row(rule) for rule in _by(self.reserves, "at", "type", "order")],
            "caps": [_row(rule) for rule in _by(self.caps, "at", "type")],
            "minimums": [_row(rule) for rule in _by(self.minimums, "at")],
            "conditional": [_row(rule) for rule in _by(self.conditional, "at", "condition")],
        }
        data: JsonObject = {name: rows for name, rows in lists.items() if rows}
        if self.member_of:
            data["member_of"] = dict(sorted(self.member_of.items()))
        if self.precedence:
            data["precedence"] = list(self.precedence)
        if self.minimum_mode is not MinimumMode.CLOSE:
            data["minimum_mode"] = self.minimum_mode.value
        return data

    @classmethod
    def from_json(cls, data: JsonObject) -> Policy:
        """The inverse of `to_json`. Raises ValueError, TypeError or KeyError for another shape."""
        return cls(
            groups=tuple(Group(**row) for row in data.get("groups", ())),
            member_of=dict(data.get("member_of", {})),
            reserves=tuple(
                Reserve(row["at"], row["type"], row["seats"], SeatOrder(row.get("order", "first")))
                for row in data.get("reserves", ())
            ),
            caps=tuple(Cap(**row) for row in data.get("caps", ())),
            minimums=tuple(Minimum(**row) for row in data.get("minimums", ())),
            minimum_mode=MinimumMode(data.get("minimum_mode", MinimumMode.CLOSE)),
            conditional=tuple(Conditional(**row) for row in data.get("conditional", ())),
            precedence=tuple(data.get("precedence", ())),
        )


def _row(rule: Rule) -> JsonObject:
    values = {name: getattr(rule, name) for name in rule.__slots__}
    said = {name: value for name, value in values.items() if value != ""}
    return {name: str(v) if isinstance(v, StrEnum) else v for name, v in said.items()}


def _by(rules: Iterable[Rule], *names: str) -> list[Rule]:
    return sorted(rules, key=lambda rule: [getattr(rule, name) for name in names])
