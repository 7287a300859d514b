"""What decisions of the commission break, one by one, as a certificate in the product says it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mobility_rules.placement.market import NOTHING, Integers, Market, as_standings
from mobility_rules.placement.overrides import Decided, Override, breaks
from sapar.placement_files.market.market_tables import Placement


def decisions(placement: Placement, granted: Integers) -> list[dict[str, Any]]:
    """Each override with its reason and what it breaks, by applicant."""
    fixed = placement.overriding
    if not fixed.decisions:
        return []
    wishes = placement.dropped.applied_to(placement.listed)
    is_wish = wishes[fixed.applicants, fixed.columns] != NOTHING
    found = breaks(
        _undecided(placement, wishes, is_wish),
        granted,
        placement.names,
        Decided(fixed.applicants, fixed.columns, is_wish),
    )
    return [
        Override(one.applicant, one.place, one.reason, tuple(sorted(broken))).to_json()
        for one, broken in zip(fixed.decisions, found, strict=True)
    ]


def _undecided(placement: Placement, wishes: Integers, is_wish: NDArray[np.bool_]) -> Market:
    """The market as if every seat given by decision had been wished and nothing been decided."""
    fixed = placement.overriding
    wishes = wishes.copy()
    given = (fixed.places != NOTHING) & ~is_wish
    wishes[fixed.applicants[given], fixed.columns[given]] = fixed.places[given]
    standings = as_standings(placement.scores, placement.own_tiers)
    return placement.seats.market(wishes, standings, placement.market.types)
