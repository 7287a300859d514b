"""From names to numbers and back: the market of an instance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mobility_rules.placement.instance import Applicant, Instance
from mobility_rules.placement.market import NOTHING, Integers, Keys, Market, as_standings
from mobility_rules.placement.tree import Tree, with_policy


@dataclass(frozen=True, slots=True, eq=False)
class Numbered:
    """applicants, nodes, types: the name behind each number; nodes are places, then groups."""

    market: Market
    applicants: tuple[str, ...]
    nodes: tuple[str, ...]
    types: tuple[str, ...]

    def places(self) -> tuple[str, ...]:
        return self.nodes[: self.market.places]


def numbered(instance: Instance) -> Numbered:
    """The market of an instance, a wish keeping the rank it has on the list as handed in.

    Raises `QuotasRefused` when groups, reserves and caps contradict each other.
    """
    ordered = sorted(instance.applicants.values(), key=lambda one: one.id, reverse=True)
    ordered.sort(key=lambda one: one.tie)
    tree = tree_of(instance)
    wishes, scores = _lists(ordered, instance)
    type_numbers = {name: number for number, name in enumerate(tree.types)}
    types = [type_numbers[one.type] for one in ordered]
    standings = as_standings(scores, _tiers(ordered, instance))
    market = tree.market(wishes, standings, np.array(types, dtype=np.int32))
    return Numbered(market, tuple(one.id for one in ordered), tree.nodes, tree.types)


def tree_of(instance: Instance) -> Tree:
    """The seats of an instance. Raises `QuotasRefused` as `numbered` does."""
    quotas = np.array([place.quota for place in instance.places.values()], dtype=np.int64)
    return with_policy(tuple(instance.places), quotas, ("", *_types(instance)), instance.policy)


def _types(instance: Instance) -> list[str]:
    named = {one.type for one in instance.applicants.values()} | set(instance.policy.types())
    return sorted(named - {""})


def _tiers(ordered: Sequence[Applicant], instance: Instance) -> Keys | None:
    tiers = [instance.tier(one.id) for one in ordered]
    return np.array(tiers, dtype=np.int64) if any(tiers) else None


def _lists(ordered: Sequence[Applicant], instance: Instance) -> tuple[Integers, Keys]:
    number_of = {name: number for number, name in enumerate(instance.places)}
    longest = max((len(one.wishes) for one in ordered), default=0)
    wishes = np.full((len(ordered), longest), NOTHING, dtype=np.int32)
    scores = np.zeros((len(ordered), longest), dtype=np.int64)
    gone = {(drop.applicant, drop.rank) for drop in instance.dropped}
    for row, one in enumerate(ordered):
        scores[row] = one.score
        for column, place in enumerate(one.wishes):
            if (one.id, column + 1) not in gone:
                wishes[row, column] = number_of[place]
                scores[row, column] = one.score_at(place)
    return wishes, scores
