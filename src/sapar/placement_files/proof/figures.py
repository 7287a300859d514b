"""What came out, in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from mobility_rules.placement.closing import Placed
from mobility_rules.placement.market import NOTHING, Keys, Market
from mobility_rules.placement.seats import taken_seats
from sapar.placement_files.market.market_tables import Placement

LISTED = 20
"""Places that are named; of the others it is said how many they are."""


def figures(placement: Placement, placed: Placed) -> dict[str, Any]:
    """Counts alone: of people, wishes, places and seats, and by type where there are types."""
    granted = placed.granted
    people, places = len(granted), len(placement.seats.places)
    taken = taken_seats(placed.market, granted)
    quotas = placed.market.quotas[:places].copy()
    quotas[list(placed.closed)] = 0
    wished = placement.listed != NOTHING
    is_placed = granted != NOTHING
    found = {
        "applicants": people,
        "wishes": int(np.count_nonzero(wished)),
        "dropped_wishes": placement.dropped.count(),
        "placed": int(np.count_nonzero(is_placed)),
        "by_wish": _by_wish(placement, placed),
        "unplaced": int(np.count_nonzero(~is_placed)),
        "unplaced_without_wishes": int(np.count_nonzero(~wished[~is_placed].any(axis=1))),
        "places": places,
        "seats": int(quotas.sum()),
        "empty_seats": int((quotas - taken).sum()),
        "places_with_empty_seats": int(np.count_nonzero(quotas > taken)),
        "empty_seats_at": (emptiest := _emptiest(placement, quotas - taken)),
        "kept_back": sorted(emptiest.keys() & _in_full_groups(placement, placed.market, taken)),
        "closed_places": [placement.seats.places[number] for number in placed.closed],
    }
    if len(placement.seats.types) > 1:
        found["by_type"] = _by_type(placement, placed)
    return found


def _emptiest(placement: Placement, empty: Keys) -> dict[str, int]:
    """The places with the most empty seats, of equal ones the first by name."""
    order = np.argsort(-empty, kind="stable")[:LISTED]
    return {placement.seats.places[at]: int(empty[at]) for at in order.tolist() if empty[at]}


def _in_full_groups(placement: Placement, market: Market, taken: Keys) -> set[str]:
    """The places that can take nobody more because a quota around them is full."""
    used, is_kept = np.zeros(len(market.quotas), np.int64), np.zeros(len(taken), np.bool_)
    for inside, around in _levels(market):
        np.add.at(used, around, taken[inside])
    for inside, around in _levels(market):
        is_kept[inside] |= used[around] >= market.quotas[around]
    return {placement.seats.places[at] for at in np.flatnonzero(is_kept).tolist()}


def _levels(market: Market) -> Iterator[tuple[Keys, Keys]]:
    """Places beside the group around each; then beside the next one outwards, and so on."""
    inside = np.arange(market.places)
    around = market.parents[: market.places]
    while (is_within := around != NOTHING).any():
        inside, around = inside[is_within], around[is_within]
        yield inside, around
        around = market.parents[around]


def _by_wish(placement: Placement, placed: Placed) -> dict[str, int]:
    """How many got their first wish, their second and so on; the overridden by their own list."""
    rows = np.flatnonzero(placed.granted != NOTHING)
    columns = placed.granted[rows]
    is_listed = placement.listed[rows, columns] != NOTHING
    counts = np.bincount(columns[is_listed])
    by_rank = {str(rank): int(count) for rank, count in enumerate(counts, start=1) if count}
    unwished = int(np.count_nonzero(~is_listed))
    return by_rank | ({"not wished": unwished} if unwished else {})


def _by_type(placement: Placement, placed: Placed) -> dict[str, dict[str, int]]:
    """Also of types that the policy alone speaks of: they may be misspelt."""
    types, granted = placement.market.types, placed.granted
    kinds = len(placement.seats.types)
    everybody = np.bincount(types, minlength=kinds)
    some = np.bincount(types[granted != NOTHING], minlength=kinds)
    first = np.bincount(types[granted == 0], minlength=kinds)
    return {
        name: {
            "applicants": int(everybody[kind]),
            "placed": int(some[kind]),
            "first_wish": int(first[kind]),
        }
        for kind, name in enumerate(placement.seats.types)
        if name or everybody[kind]
    }
