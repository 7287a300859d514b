"""Who gets what in a market from tables, and what of a policy cannot be kept."""

from __future__ import annotations

from collections import Counter

import numpy as np

from mobility_rules.placement.checking import check
from mobility_rules.placement.closing import Placed, give_seats, with_empty_closed, without
from mobility_rules.placement.engines import Engine
from mobility_rules.placement.exact import worth
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.market import NOTHING, Integers, Keys
from mobility_rules.placement.policy import MinimumMode
from mobility_rules.placement.seats import taken_seats
from sapar.placement_files.market.market_tables import Placement
from sapar.placement_files.tables.problems import BadInput, Problem, raise_any, refuse

FEASIBLE = "feasibility"


def place(
    placement: Placement, engine: Engine | None = None, policy_file: str = "policy"
) -> Placed:
    """The result. Raises `BadInput` when minimums or overrides cannot be kept."""
    _check_conditional(placement, policy_file)
    placed = by_way(placement, placement.policy.way, engine, policy_file)
    _check_kept(placement, placed, policy_file)
    return placed


def by_way(
    placement: Placement,
    mode: MinimumMode,
    engine: Engine | None = None,
    policy_file: str = "policy",
) -> Placed:
    """The result by one of the two ways with minimums, which only matters where there are any."""
    fixed = placement.overriding
    required = np.full(placement.market.applicants, NOTHING, dtype=np.int32)
    required[fixed.applicants] = fixed.columns
    least, shut = least_of(placement, policy_file), closed_beforehand(placement, policy_file)
    try:
        return give_seats(
            placement.market, mode, least, required=required, shut=shut, engine=engine
        )
    except QuotasRefused:
        said = "the overrides and minimums cannot be kept together"
        raise refuse(policy_file, said) from None


def closed_beforehand(placement: Placement, file: str = "policy") -> list[int]:
    number_of = {name: number for number, name in enumerate(placement.seats.places)}
    closed = placement.decided.closed
    if unknown := [name for name in closed if name not in number_of]:
        raise refuse(file, f"closed: '{unknown[0]}' given; there is no such place")
    return sorted(number_of[name] for name in closed)


def least_of(placement: Placement, file: str = "policy") -> Keys:
    """How many each place takes at least; a place at which somebody is fixed stays open."""
    number_of = {name: number for number, name in enumerate(placement.seats.places)}
    least = np.zeros(len(number_of), dtype=np.int64)
    problems = []
    for rule in placement.policy.minimums:
        number = number_of.get(rule.at)
        if number is None:
            problems.append(f"minimums: '{rule.at}' given; there is no such place")
        elif rule.seats > (quota := int(placement.market.quotas[number])):
            problems.append(f"minimums: {rule.seats} at '{rule.at}', whose quota is {quota}")
        else:
            least[number] = rule.seats
    if problems:
        raise BadInput(Problem(file, said) for said in problems)
    fixed = placement.overriding.places
    least[fixed[fixed != NOTHING]] = 0
    return least


def _check_conditional(placement: Placement, file: str) -> None:
    """Seats on a condition are some of the seats of a place."""
    quotas = dict(zip(placement.seats.places, placement.market.quotas.tolist(), strict=False))
    on_condition: Counter[str] = Counter()
    for rule in placement.policy.conditional:
        on_condition[rule.at] += rule.seats
    problems = []
    for at, seats in sorted(on_condition.items()):
        if at not in quotas:
            problems.append(f"conditional: '{at}' given; there is no such place")
        elif seats > quotas[at]:
            problems.append(f"conditional: {seats} seats at '{at}', whose quota is {quotas[at]}")
    raise_any([Problem(file, said) for said in problems])


def of_equal_worth(placement: Placement, placed: Placed, granted: Integers) -> Placed | None:
    """Another result of the exact mode, if it is as good: it promises the most placed, the smallest
    sum of ranks, and that quotas and minimums are kept. granted: in the columns of the lists."""
    least, shut = least_of(placement), closed_beforehand(placement)
    market = without(placement.market, shut)
    taken = taken_seats(market, granted)
    fixed = placement.overriding
    is_feasible = (
        all(one.holds for one in check(market, granted, placement.names) if one.name == FEASIBLE)
        and not ((taken > 0) & (taken < least)).any()
        and np.array_equal(granted[fixed.applicants], fixed.columns)
    )
    if not is_feasible or worth(granted) != worth(placed.granted):
        return None
    return with_empty_closed(market, least, shut, granted, placed.engine)


def _check_kept(placement: Placement, placed: Placed, file: str) -> None:
    fixed = placement.overriding
    shut = set(placement.decided.closed)
    lost = np.flatnonzero(placed.granted[fixed.applicants] != fixed.columns)
    if len(lost):
        raise BadInput(
            Problem(
                file,
                f"overrides: '{one.applicant}' cannot have '{one.place}': "
                + (
                    "this place is closed"
                    if one.place in shut
                    else "seats reserved for others are needed for that"
                ),
            )
            for one in (fixed.decisions[row] for row in lost)
        )
