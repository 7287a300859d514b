"""How a call gives its seats: the kernel's policy, with the texts that people read.

`Call.placement` is the policy's JSON, with the names of shared quotas and the conditions of
conditional seats under "texts", each in three languages. The policy names places and schools by
public id, a shared quota or a condition by the key of its text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any

from mobility_rules.placement.hierarchy import nested
from mobility_rules.placement.policy import (
    Cap,
    Conditional,
    Group,
    Minimum,
    Policy,
    Reserve,
    Rule,
)
from sapar.calls.enums import Experience
from sapar.core.translated import Translated

Members = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Seating:
    policy: Policy = field(default_factory=Policy)
    texts: Mapping[str, Translated] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Seating:
        texts = {key: Translated.from_dict(text) for key, text in data.get("texts", {}).items()}
        return cls(Policy.from_json(dict(data)), texts)

    def to_json(self) -> dict[str, Any]:
        spoken_of = {group.id for group in self.policy.groups}
        spoken_of |= {rule.condition for rule in self.policy.conditional}
        texts = {key: text.as_dict() for key, text in self.texts.items() if key in spoken_of}
        data = self.policy.to_json()
        return {**data, "texts": texts} if texts else data

    @property
    def first_timers_first(self) -> bool:
        return Experience.FIRST_TIME in self.policy.precedence

    def rules(self) -> dict[str, Rule]:
        """Everything that can be taken away on its own, by key."""
        policy = self.policy
        every: tuple[Rule, ...] = (
            *policy.reserves,
            *policy.groups,
            *policy.caps,
            *policy.minimums,
            *policy.conditional,
        )
        return {key_of(rule): rule for rule in every}

    def members(self) -> Members:
        """The places within each shared quota, however deep."""
        above = {group.id: group.parent for group in self.policy.groups}
        members: dict[str, set[str]] = {name: set() for name in above}
        for place, around in self.policy.member_of.items():
            while around:
                members[around].add(place)
                around = above[around]
        return {name: frozenset(places) for name, places in members.items()}

    def with_rule(self, rule: Reserve | Cap | Minimum | Conditional) -> Seating:
        column = _COLUMNS[type(rule)]
        changed: dict[str, Any] = {column: (*getattr(self.policy, column), rule)}
        return replace(self, policy=replace(self.policy, **changed))

    def with_text(self, key: str, text: Translated) -> Seating:
        return replace(self, texts={**self.texts, key: text})

    def with_group(self, key: str, quota: int, places: Set[str]) -> Seating:
        """Nested by which places it holds. Raises `QuotasRefused` ``groups-overlap``."""
        quotas = {group.id: group.quota for group in self.policy.groups}
        return self._grouped({**quotas, key: quota}, {**self.members(), key: frozenset(places)})

    def without_rule(self, key: str) -> Seating:
        if isinstance(self.rules()[key], Group):
            members = self.members()
            del members[key.removeprefix("shared:")]
            return self._regrouped(members)
        return self._keeping(lambda rule: key_of(rule) != key)

    def without_place(self, place: str) -> Seating:
        """Without all that speaks of the place alone; a shared quota that held nothing else goes,
        too."""
        members = {name: places - {place} for name, places in self.members().items()}
        kept = {name: places for name, places in members.items() if places}
        return self._keeping(lambda rule: rule.at != place)._regrouped(kept)

    def free_key(self, kind: str) -> str:
        number = 1
        while f"{kind}-{number}" in self.texts:
            number += 1
        return f"{kind}-{number}"

    def _regrouped(self, members: Members) -> Seating:
        """Only these groups, and no rule at one that is gone."""
        quotas = {group.id: group.quota for group in self.policy.groups if group.id in members}
        gone = {group.id for group in self.policy.groups} - quotas.keys()
        return self._grouped(quotas, members)._keeping(lambda rule: rule.at not in gone)

    def _grouped(self, quotas: Mapping[str, int], members: Members) -> Seating:
        parents = nested(members)
        groups = tuple(Group(name, quota, parents[name]) for name, quota in quotas.items())
        innermost = {
            place: name
            for name in sorted(members, key=lambda name: (-len(members[name]), name))
            for place in members[name]
        }
        return replace(self, policy=replace(self.policy, groups=groups, member_of=innermost))

    def _keeping(self, is_kept: Callable[[Any], bool]) -> Seating:
        kept: dict[str, Any] = {
            column: tuple(rule for rule in getattr(self.policy, column) if is_kept(rule))
            for column in _COLUMNS.values()
        }
        return replace(self, policy=replace(self.policy, **kept))


_COLUMNS: dict[type, str] = {
    Reserve: "reserves",
    Cap: "caps",
    Minimum: "minimums",
    Conditional: "conditional",
}


def key_of(rule: Rule) -> str:
    """What tells the rule from every other one of the call."""
    match rule:
        case Reserve(at, of_type, _, order):
            return f"reserve:{at}:{of_type}:{order}"
        case Cap(at, of_type, _):
            return f"cap:{at}:{of_type}"
        case Minimum(at, _):
            return f"minimum:{at}"
        case Conditional(at, _, _):
            return f"conditional:{at}"
        case Group(name, _, _):
            return f"shared:{name}"
