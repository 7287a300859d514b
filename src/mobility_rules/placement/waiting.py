"""The wishes that were missed, and who waits for a place in which order."""

from __future__ import annotations

import numpy as np

from mobility_rules.placement.market import NOTHING, Integers, Keys, Market
from mobility_rules.placement.positions import positions


def missed(market: Market, granted: Integers) -> Keys:
    """The flat indices (applicant * columns + column) of all wishes dearer than the one granted."""
    return missed_among(market.wishes, granted)


def missed_among(wishes: Integers, granted: Integers) -> Keys:
    """The same for some lists alone, as if nobody else were there."""
    length = wishes.shape[1]
    # Row c has the columns below c; the last one, which NOTHING (-1) finds, has them all.
    below = np.tri(length + 1, length, -1, dtype=bool)
    at = np.flatnonzero(below.take(granted, axis=0, mode="wrap"))
    is_hole = wishes.ravel()[at] == NOTHING
    return at[~is_hole] if is_hole.any() else at


def waiting_positions(market: Market, granted: Integers) -> Integers:
    """[applicant, rank - 1]: the position, from 1, among all who missed the place and got nothing
    dearer, placed lower down or not; 0 where nothing was missed."""
    table = np.zeros(market.wishes.size, dtype=np.int32)
    at = missed(market, granted)
    table[at] = positions_at(market, at)
    return table.reshape(market.wishes.shape)


def positions_at(market: Market, at: Keys) -> Integers:
    """The same for the missed wishes given by their flat indices."""
    return positions(market.wishes.ravel()[at], market.standings.ravel()[at], market.places)
