"""Small markets with everything in them, drawn by a random generator or by hypothesis alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from mobility_rules.placement.market import NOTHING, UNLIMITED, Integers, Market, SeatRules

Pick = Callable[[int, int], int]
"""A whole number between two, both included."""

STANDINGS = 3
"""So few that ties are common; the number of the applicant decides them."""

GENEROUS = 12
"""A quota that is never full: up to four places or pools with at most three seats are below."""


def seeded(seed: int) -> Pick:
    return Random(seed).randint


@dataclass(frozen=True)
class Forest:
    """Places, then groups; the group above each; those whose places share seats."""

    places: int
    parents: list[int]
    pools: frozenset[int]

    def above(self, node: int) -> list[int]:
        parent = self.parents[node]
        return [] if parent == NOTHING else [parent, *self.above(parent)]

    def pool_of(self, node: int) -> int:
        return next((group for group in self.above(node) if group in self.pools), NOTHING)


def small_market(pick: Pick, most_applicants: int = 4, most_places: int = 3) -> Market:
    """Groups within groups, pools, reserves and caps, holes, scores of one's own at each place."""
    places, types = pick(1, most_places), pick(1, 3)
    forest = _forest(pick, places)
    quotas = _quotas(pick, forest)
    bins = [place if (at := forest.pool_of(place)) == NOTHING else at for place in range(places)]
    wishes, standings = _lists(pick, pick(1, most_applicants), places)
    return Market(
        wishes=wishes,
        standings=standings,
        types=np.array([pick(0, types - 1) for _ in wishes], dtype=np.int32),
        quotas=np.array(quotas, dtype=np.int64),
        parents=np.array(forest.parents, dtype=np.int32),
        bins=np.array(bins, dtype=np.int32),
        rules=_rules(pick, forest, quotas, bins, types),
    )


def with_list(market: Market, applicant: int, order: Sequence[int], scores: Integers) -> Market:
    """The same with another list of this applicant, who has these standings at the places."""
    wishes, standings = market.wishes.copy(), market.standings.copy()
    wishes[applicant] = NOTHING
    wishes[applicant, : len(order)] = order
    standings[applicant, : len(order)] = scores[list(order)]
    return replace(market, wishes=wishes, standings=standings)


def _forest(pick: Pick, places: int) -> Forest:
    groups = pick(0, 3) if places > 1 else pick(0, 1)
    names = range(places, places + groups)
    parents = [NOTHING] * (places + groups)
    for node in (*range(places), *names[1:]):
        outer = [name for name in names if name < node or node < places]
        if outer and pick(0, 3):
            parents[node] = outer[pick(0, len(outer) - 1)]
    plain = Forest(places, parents, frozenset())
    pools: set[int] = set()
    for name in names:
        if not pick(0, 2) and not pools.intersection(plain.above(name)):
            pools.add(name)
    return replace(plain, pools=frozenset(pools))


def _quotas(pick: Pick, forest: Forest) -> list[int]:
    """Within a pool no quota is smaller than the pool's. Sometimes no group has to choose."""
    quotas = [pick(0, 3) if pick(0, 3) else 1 for _ in forest.parents]
    is_generous = not pick(0, 5)
    for node in range(len(quotas)):
        if is_generous and node >= forest.places and node not in forest.pools:
            quotas[node] = GENEROUS
        if (pool := forest.pool_of(node)) != NOTHING:
            quotas[node] = max(quotas[node], quotas[pool])
    return quotas


def _lists(pick: Pick, applicants: int, places: int) -> tuple[Integers, Integers]:
    wishes = np.full((applicants, places), NOTHING, dtype=np.int32)
    standings = np.zeros((applicants, places), dtype=np.int32)
    one_score = pick(0, 1)
    for row in range(applicants):
        left, score = list(range(places)), pick(0, STANDINGS)
        for column in range(places):
            place = left.pop(pick(0, len(left) - 1))
            if pick(0, 4):
                wishes[row, column] = place
                standings[row, column] = score if one_score else pick(0, STANDINGS)
    return wishes, standings


def _rules(pick: Pick, forest: Forest, quotas: list[int], bins: list[int], types: int) -> SeatRules:
    ruled = [bin for bin in sorted(set(bins)) if bin in forest.pools or pick(0, 1)]
    shape = (len(ruled), types)
    first, last = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int32)
    caps = np.full(shape, UNLIMITED, dtype=np.int32)
    rule_of = np.full(len(quotas), NOTHING, dtype=np.int32)
    for row, bin in enumerate(ruled):
        rule_of[bin] = row
        may_be_last = all(quotas[group] == GENEROUS for group in forest.above(bin))
        for _ in range(pick(0, quotas[bin])):
            table = last if may_be_last and pick(0, 1) else first
            table[row, pick(0, types - 1)] += 1
        for type in range(types):
            if not pick(0, 2):
                caps[row, type] = pick(0, 2)
    return SeatRules(rule_of, first, last, caps)
