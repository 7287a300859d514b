"""The checks of a result from files, each by name."""

from __future__ import annotations

import hmac
from dataclasses import replace

import numpy as np

from mobility_rules.placement.checking import (
    PROMISED,
    SECOND_OPINION_UP_TO,
    Check,
    check,
    enough_or_nobody,
    second_opinion,
)
from mobility_rules.placement.closing import Placed
from mobility_rules.placement.exact import worth
from mobility_rules.placement.lottery import commitment
from sapar.placement_files.market.market_tables import Placement, market_of
from sapar.placement_files.market.placing import least_of, place
from sapar.placement_files.tables.given import Tables


def checks(
    placement: Placement, placed: Placed, seed: str, tables: Tables | None = None
) -> list[Check]:
    """All of them; a check that was not made says why in its note. tables: what was read, for a
    second look up to `SECOND_OPINION_UP_TO` applicants."""
    found = check(placed.market, placed.granted, placement.names)
    is_exact = placement.policy.allows_envy
    if is_exact:
        found = [_excused(one) for one in found]
    if placement.policy.minimums:
        least = least_of(placement)
        found.append(enough_or_nobody(placed.market, placed.granted, placement.names, least))
    found.append(_determinism(placement, placed, seed, tables))
    if is_exact:
        found.append(Check("second-opinion", note="not run: the exact mode has one solver"))
    else:
        opinion = second_opinion(placed.market, placed.granted, placement.names, placed.engine)
        found.append(opinion)
    found.append(_lottery(placement, seed))
    return found


def _excused(one: Check) -> Check:
    if one.holds or one.name in PROMISED:
        return one
    return Check(one.name, note=f"not promised in the exact mode: {'; '.join(one.problems)}")


def _determinism(placement: Placement, placed: Placed, seed: str, tables: Tables | None) -> Check:
    """The same rows in the opposite order give the same market and the same result."""
    name = "determinism"
    if tables is None:
        return Check(name, note=f"not run: more than {SECOND_OPINION_UP_TO:,} applicants")
    reversed_tables = replace(
        tables,
        wishes=tables.wishes.backwards(),
        places=tables.places.backwards(),
        groups=tables.groups and tables.groups.backwards(),
        applicants=tables.applicants and tables.applicants.backwards(),
    )
    other = market_of(reversed_tables, seed)
    again = place(other, placed.engine, tables.policy_file)
    if placement.policy.allows_envy:
        is_same = worth(placed.granted) == worth(again.granted)
    else:
        is_same = np.array_equal(placed.granted, again.granted)
    is_same &= placement.applicants.equals(other.applicants)
    is_same &= np.array_equal(placement.market.wishes, other.market.wishes)
    problem = "the same rows in the opposite order give another result"
    return Check(name, () if is_same else (problem,))


def _lottery(placement: Placement, seed: str) -> Check:
    promised = placement.decided.commitment
    if placement.decided.ties_are_relative and not promised:
        note = "not repeated here: ties stand for the draw, which the page of the result repeats"
        return Check("lottery", note=note)
    if not promised:
        return Check("lottery", note="not made: no hash of the seed was promised")
    problem = "the seed is not the one that was promised"
    return Check("lottery", () if is_promised(promised, seed) else (problem,))


def is_promised(promised: str, seed: str) -> bool:
    """promised: the published hash, or nothing."""
    return not promised or hmac.compare_digest(commitment(seed), promised)
