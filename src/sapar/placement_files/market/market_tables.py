"""From tables to a market, column by column, without a Python object for each applicant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mobility_rules.placement.lottery import draw_order
from mobility_rules.placement.market import NOTHING, Integers, Keys, Market, as_standings
from mobility_rules.placement.policy import Policy
from sapar.placement_files.market.dropping import Dropping, dropped_wishes
from sapar.placement_files.market.overriding import (
    Overriding,
    check_overrides,
    find_overrides,
    with_overrides,
)
from sapar.placement_files.market.seats import Seats, read_seats
from sapar.placement_files.tables.given import Tables
from sapar.placement_files.tables.policy_file import PolicyFile
from sapar.placement_files.tables.problems import refuse
from sapar.placement_files.tables.table import Names as NameColumn
from sapar.placement_files.tables.table import Table, in_order

MOST_CELLS = 2**27
"""Applicants times the longest list: some four gigabytes. One rank of 1000 among a million lists of
ten is a slip of the pen rather than a need for a hundred times the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """A market with what its numbers stand for.

    applicants: their names, by number; by_name: their numbers in the order of their names.
    listed, scores: [applicant, rank - 1], before anything was dropped or decided. own_tiers: of
    each applicant, the greater before the others, or None; tiers: the same with what was decided.
    ties: the greater the better, or None when none are given. dropped: wishes that take no part.
    drawn: whether lots were drawn.
    """

    market: Market
    applicants: pa.Array
    by_name: Keys
    seats: Seats
    scores: Keys
    own_tiers: Keys | None
    tiers: Keys | None
    ties: Keys | None
    dropped: Dropping
    listed: Integers
    overriding: Overriding
    drawn: bool
    decided: PolicyFile

    @property
    def policy(self) -> Policy:
        return self.seats.policy

    @property
    def names(self) -> Names:
        return Names(NamesOfApplicants(self.applicants), self.seats.nodes, self.seats.types)


class NamesOfApplicants(Sequence[str]):
    """Names that become Python texts only when asked for."""

    def __init__(self, names: pa.Array) -> None:
        self._names = names

    def __len__(self) -> int:
        return len(self._names)

    def __getitem__(self, number: Any) -> Any:
        return self._names[int(number)].as_py()


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The name behind each number, as the checks want it."""

    applicants: NamesOfApplicants
    nodes: tuple[str, ...]
    types: tuple[str, ...]


def market_of(tables: Tables, seed: str) -> Placement:
    """The market. Raises `BadInput`.

    Applicants are numbered by `tie`, the lower the better, and where that says nothing by the
    lottery, the greater number being the better one.
    """
    people = _people(tables)
    order, ties, drawn = _best_last(people, tables.applicants, seed)
    number_of = np.empty(len(order), dtype=np.int64)
    number_of[order] = np.arange(len(order))
    types, type_of = _types(tables, order)
    seats = read_seats(
        tables.places, tables.groups, tables.policy.policy, types, tables.policy_file
    )
    names = people.take(pa.array(order))
    listed, scores, eligible = _lists(tables.wishes, people, number_of, seats.places)
    fixed = find_overrides(tables.policy.overrides, listed, names, seats, tables.policy_file)
    check_overrides(fixed, type_of, seats, tables.policy_file)
    if not fixed.is_listed.all():
        listed, scores, eligible = _widened(listed, scores, eligible)
    dropped = dropped_wishes(listed, eligible, seats, tables, order)
    own_tiers = _tiers(tables, order, types, type_of)
    wishes, tiers = with_overrides(dropped.applied_to(listed), own_tiers, fixed)
    market = seats.market(wishes, as_standings(scores, tiers), type_of)
    return Placement(
        market,
        names,
        number_of[in_order(people)],
        seats,
        scores,
        own_tiers,
        tiers,
        ties,
        dropped,
        listed,
        fixed,
        drawn,
        tables.policy,
    )


def _people(tables: Tables) -> pa.Array:
    """Everybody who takes part, each once: row by row those of the applicants' table, if there is
    one."""
    wishing = tables.wishes.names["applicant_id"]
    if tables.applicants is None:
        return wishing.distinct
    known = tables.applicants.names["applicant_id"]
    if len(known.distinct) < tables.applicants.rows:
        first = np.unique(known.codes, return_index=True)[1]
        again = np.setdiff1d(np.arange(tables.applicants.rows), first)
        raise tables.applicants.problems(
            again, "applicant_id", lambda row: f"'{known[row]}' stands in an earlier row, too"
        )
    missing = wishing.mapped(known.distinct) < 0
    if missing.any():
        first = np.unique(wishing.codes[missing], return_index=True)[1]
        raise tables.wishes.problems(
            np.flatnonzero(missing)[first],
            "applicant_id",
            lambda row: f"'{wishing[row]}' given; --applicants has no such applicant",
        )
    return known.distinct.take(pa.array(known.codes))


def _best_last(
    people: pa.Array, applicants: Table | None, seed: str
) -> tuple[NDArray[np.int64], Keys | None, bool]:
    """The rows of people, the best last; their ties in that order; whether lots were drawn."""
    given = applicants.numbers.get("tie") if applicants is not None else None
    if given is not None:
        order = np.argsort(-given.astype(np.int64))
        if (given[order][1:] != given[order][:-1]).all():
            return order, -given[order].astype(np.int64), False
    by_name = in_order(people)
    best_first = by_name[draw_order(seed, people.take(pa.array(by_name)).to_pylist())]
    order = best_first[::-1].copy()
    if given is None:
        return order, None, True
    worse_first = -given.astype(np.int64)
    order = order[np.argsort(worse_first[order], kind="stable")]
    return order, worse_first[order], True


def _types(tables: Tables, order: NDArray[np.int64]) -> tuple[tuple[str, ...], Integers]:
    spoken_of = set(tables.policy.policy.types())
    column = tables.applicants.names.get("type") if tables.applicants is not None else None
    if column is None:
        if spoken_of:
            said = f"type {', '.join(sorted(spoken_of))} given; the applicants have no types"
            raise refuse(tables.policy_file, f"{said}: a column 'type' in --applicants is expected")
        return ("",), np.zeros(len(order), dtype=np.int32)
    types = ("", *sorted((spoken_of | set(column.distinct.to_pylist())) - {""}))
    return types, column.mapped(pa.array(types))[order]


def _tiers(
    tables: Tables, order: NDArray[np.int64], types: Sequence[str], type_of: Integers
) -> Keys | None:
    """Who comes before all others: by `precedence`, else by what the policy says of the type."""
    first = tables.policy.policy.precedence
    tier_of_type = np.zeros(len(types), dtype=np.int64)
    for at, name in enumerate(first):
        tier_of_type[types.index(name)] = len(first) - at
    tiers = tier_of_type[type_of]
    if tables.applicants is not None and "precedence" in tables.applicants.numbers:
        own = tables.applicants.numbers["precedence"].astype(np.int64)[order]
        tiers = np.where(own > 0, own, tiers)
    return tiers if tiers.any() else None


def _lists(
    wishes: Table, people: pa.Array, number_of: NDArray[np.int64], places: Sequence[str]
) -> tuple[Integers, Keys, NDArray[np.bool_] | None]:
    """Wishes, scores and whether they may be granted, each as [applicant, rank - 1]."""
    names, ranks = wishes.names["applicant_id"], wishes.numbers["rank"]
    place_codes = _known_places(wishes, places)
    longest = int(ranks.max())
    if len(people) * longest > MOST_CELLS:
        most = MOST_CELLS // len(people)
        said = f"{longest} given; with {len(people):,} applicants up to {most} is expected"
        raise wishes.problems([int(ranks.argmax())], "rank", lambda row: said)
    first_cell = (number_of * longest - 1).astype(np.int32)
    cells = first_cell[names.mapped(people)]
    cells += ranks
    shape = (len(people), longest)
    listed = _spread(cells, place_codes, shape, NOTHING)
    if np.count_nonzero(listed != NOTHING) < wishes.rows:
        raise _doubled_ranks(wishes, names, cells)
    points = wishes.numbers["score"]
    scores = _spread(cells, points, shape, points.min())
    if "eligible" not in wishes.numbers:
        return listed, scores, None
    return listed, scores, _spread(cells, wishes.numbers["eligible"] == 1, shape, True)


def _spread(
    cells: Integers, values: NDArray[Any], shape: tuple[int, int], otherwise: Any
) -> NDArray[Any]:
    """A matrix in which each value stands in its cell."""
    matrix = np.full(shape, otherwise, dtype=values.dtype)
    matrix.ravel()[cells] = values
    return matrix


def _widened(
    listed: Integers, scores: Keys, eligible: NDArray[np.bool_] | None
) -> tuple[Integers, Keys, NDArray[np.bool_] | None]:
    """One more column, for a seat that is given without having been wished."""
    beside = ((0, 0), (0, 1))
    listed = np.pad(listed, beside, constant_values=NOTHING)
    scores = np.pad(scores, beside, constant_values=scores.min())
    if eligible is not None:
        eligible = np.pad(eligible, beside, constant_values=True)
    return listed, scores, eligible


def _known_places(wishes: Table, places: Sequence[str]) -> Integers:
    names = wishes.names["place_id"]
    codes = names.mapped(pa.array(places))
    if codes.min() < 0:
        raise wishes.problems(
            np.flatnonzero(codes < 0),
            "place_id",
            lambda row: f"'{names[row]}' given; there is no such place",
        )
    return codes


def _doubled_ranks(wishes: Table, names: NameColumn, cells: NDArray[Any]) -> Exception:
    first = np.unique(cells, return_index=True)[1]
    again = np.setdiff1d(np.arange(wishes.rows), first)
    ranks = wishes.numbers["rank"]
    return wishes.problems(
        again,
        "rank",
        lambda row: f"'{names[row]}' has rank {int(ranks[row])} in an earlier row, too",
    )
