"""Whom a place and the groups above it keep of those who propose, step by step as it is published.

This is the definition: slow and plain. The engines, which are quick, and the certificate, which
must not believe them, are measured against it. The steps are those of ``market``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mobility_rules.placement.market import (
    NOTHING,
    NUMBER_BITS,
    RESERVED,
    Integers,
    Market,
)


class Proposal(NamedTuple):
    """An applicant before a place. Of one applicant's own proposals the dearer comes first."""

    key: int
    nearness: int
    applicant: int
    place: int
    type: int


def proposal(market: Market, applicant: int, column: int) -> Proposal:
    """The wish in that column, proposed."""
    key = int(market.standings[applicant, column]) << NUMBER_BITS | applicant
    place, kind = int(market.wishes[applicant, column]), int(market.types[applicant])
    return Proposal(key, -column, applicant, place, kind)


def choose(
    market: Market, bin: int, proposals: Iterable[Proposal]
) -> tuple[list[Proposal], list[Proposal]]:
    """Those whom a bin keeps: in reserved seats, and in open ones."""
    quota, row = int(market.quotas[bin]), int(market.rules.rule_of[bin])
    rest = sorted(proposals, reverse=True)
    if row == NOTHING:
        return [], rest[:quota]
    first, last = market.rules.first[row].tolist(), market.rules.last[row].tolist()
    capped, _ = _best_of_each_type(rest, market.rules.caps[row].tolist())
    in_first, rest = _best_of_each_type(capped, first)
    open_seats = quota - len(in_first) - sum(last)
    in_open, rest = rest[:open_seats], rest[open_seats:]
    in_last, rest = _best_of_each_type(rest, last)
    still_free = quota - len(in_first) - len(in_open) - len(in_last)
    return in_first + in_last, in_open + rest[:still_free]


def _best_of_each_type(
    ordered: Sequence[Proposal], seats: Sequence[int]
) -> tuple[list[Proposal], list[Proposal]]:
    """As many of each type as it has seats, and the others; both in order."""
    taken: Counter[int] = Counter()
    kept: list[Proposal] = []
    others: list[Proposal] = []
    for one in ordered:
        taken[one.type] += 1
        (kept if taken[one.type] <= seats[one.type] else others).append(one)
    return kept, others


def choose_in_tree(market: Market, root: int, proposals: Iterable[Proposal]) -> set[Proposal]:
    """Those whom a whole tree keeps: bins choose, then group after group trims to its quota."""
    before_bins: dict[int, list[Proposal]] = {}
    for one in proposals:
        before_bins.setdefault(int(market.bins[one.place]), []).append(one)
    return {one for _, one in _kept_below(market, root, before_bins)}


def _kept_below(
    market: Market, node: int, before_bins: dict[int, list[Proposal]]
) -> list[tuple[int, Proposal]]:
    """With the rank that each has in the eyes of the groups above."""
    if node in market.bins:
        reserved, in_open = choose(market, node, before_bins.get(node, []))
        return [(one.key | int(RESERVED), one) for one in reserved] + [
            (one.key, one) for one in in_open
        ]
    kept = [
        ranked
        for child, parent in enumerate(market.parents)
        if parent == node
        for ranked in _kept_below(market, child, before_bins)
    ]
    return sorted(kept, reverse=True)[: int(market.quotas[node])]


def held(market: Market, granted: Integers, root: int) -> set[Proposal]:
    """What a tree holds in an assignment."""
    seats = (proposal(market, one, int(column)) for one, column in _seated(granted))
    return {seat for seat in seats if market.chain(seat.place)[-1] == root}


def is_accepted(market: Market, granted: Integers, applicant: int, column: int) -> bool:
    """Whether the tree over a wish, choosing again with it, would keep it."""
    wish = proposal(market, applicant, column)
    root = market.chain(wish.place)[-1]
    return wish in choose_in_tree(market, root, held(market, granted, root) | {wish})


def is_feasible(market: Market, granted: Integers) -> bool:
    """Everybody sits at a wish, and every tree keeps all whom it holds."""
    if any(market.wishes[one, column] == NOTHING for one, column in _seated(granted)):
        return False
    roots = {market.chain(place)[-1] for place in range(market.places)}
    by_root = ((root, held(market, granted, root)) for root in roots)
    return all(choose_in_tree(market, root, seats) == seats for root, seats in by_root)


def is_stable(market: Market, granted: Integers) -> bool:
    """Feasible, and no wish dearer than the one granted would be accepted."""
    return is_feasible(market, granted) and not any(
        is_accepted(market, granted, one, column) for one, column in dearer(market, granted)
    )


def dearer(market: Market, granted: Integers) -> Iterator[tuple[int, int]]:
    """Every applicant with every wish dearer than the one granted, holes left out."""
    for one, column in enumerate(granted.tolist()):
        wishes = market.wishes[one].tolist()
        for above in range(len(wishes) if column == NOTHING else column):
            if wishes[above] != NOTHING:
                yield one, above


def _seated(granted: Integers) -> Iterator[tuple[int, int]]:
    for one, column in enumerate(granted.tolist()):
        if column != NOTHING:
            yield one, column
