"""Seats that exist only if a condition comes true, and who holds them."""

from __future__ import annotations

import numpy as np

from mobility_rules.placement.checking import Names
from mobility_rules.placement.deferred_acceptance import Allocation, in_numbers
from mobility_rules.placement.engines import solve
from mobility_rules.placement.instance import Instance
from mobility_rules.placement.market import NOTHING, Integers, Market
from mobility_rules.placement.numbering import numbered
from mobility_rules.placement.policy import Policy
from mobility_rules.placement.tree import with_policy


def on_condition(instance: Instance, allocation: Allocation) -> dict[str, str]:
    """Who is placed on a condition only, with the condition.

    It is whom the place would not keep without these seats: the last admitted, unless a reserve
    keeps somebody else. Of several conditions at a place the first one by name is the first to be
    missed. Raises `QuotasRefused` when the rest of the policy cannot be kept without these seats.
    """
    names = numbered(instance)
    return depending(names.market, in_numbers(names, allocation), names, instance.policy)


def depending(market: Market, granted: Integers, names: Names, policy: Policy) -> dict[str, str]:
    """The same of a market. policy: the one that its tree was made by."""
    holds = np.arange(market.wishes.shape[1]) == granted[:, None]
    seats = np.where(holds, market.wishes, np.int32(NOTHING))
    told: dict[str, str] = {}
    for place in sorted({rule.at for rule in policy.conditional}):
        number = names.nodes.index(place)
        quotas = market.quotas[: market.places].copy()
        for rule in [rule for rule in policy.conditional if rule.at == place]:
            quotas[number] = max(0, quotas[number] - rule.seats)
            fewer = with_policy(names.nodes[: market.places], quotas, names.types, policy)
            kept = solve(fewer.market(seats, market.standings, market.types))
            missing = (seats == number).any(axis=1) & (kept == NOTHING)
            called = sorted(names.applicants[row] for row in np.flatnonzero(missing).tolist())
            for one in called:
                told.setdefault(one, rule.condition)
    return told
