"""From tables to a market, column by column, without a Python object for each applicant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
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
    with_decided_scores,
    with_overrides,
)
from sapar.placement_files.market.seats import Seats, read_seats
from sapar.placement_files.parts import in_parts
from sapar.placement_files.tables.given import Tables
from sapar.placement_files.tables.policy_file import PolicyFile
from sapar.placement_files.tables.problems import refuse
from sapar.placement_files.tables.table import Names as NameColumn
from sapar.placement_files.tables.table import Table, in_order

MOST_CELLS = 2**27
"""Applicants times the longest list: some four gigabytes. One rank of 1000 among a million lists of
ten is a slip of the pen rather than a need for a hundred times the memory."""


@dataclass(frozen=True, eq=False)
class Placement:
    """A market with what its numbers stand for.

    applicants: their names, by number.
    listed, scores: [applicant, rank - 1], before anything was dropped or decided. own_tiers: of
    each applicant, the greater before the others, or None; tiers: the same with what was decided.
    ties: the greater the better, or None when none are given. dropped: wishes that take no part.
    drawn: whether lots were drawn.
    """

    market: Market
    applicants: pa.Array
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

    @cached_property
    def by_name(self) -> Keys:
        """The numbers of applicants in the order of their names."""
        return in_order(self.applicants)

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
        scores = with_decided_scores(scores, listed, fixed)
    dropped = dropped_wishes(listed, eligible, seats, tables, order)
    own_tiers = _tiers(tables, order, types, type_of)
    wishes, tiers = with_overrides(dropped.applied_to(listed), own_tiers, fixed)
    market = seats.market(wishes, as_standings(scores, tiers), type_of)
    return Placement(
        market,
        names,
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
    missing = wishing.positions(known.distinct) < 0
    if missing.any():
        missing = missing[wishing.codes]
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
        order = np.argsort(-given)
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
    place_of = _known_places(wishes, places)
    longest = int(ranks.max())
    if len(people) * longest > MOST_CELLS:
        most = MOST_CELLS // len(people)
        said = f"{longest} given; with {len(people):,} applicants up to {most} is expected"
        raise wishes.problems([int(ranks.argmax())], "rank", lambda row: said)
    shape = (len(people), longest)
    points, codes = wishes.numbers["score"], wishes.names["place_id"].codes
    listed = np.full(shape, NOTHING, dtype=np.int32)
    scores = np.full(shape, points.min(), dtype=points.dtype)
    eligible = np.full(shape, True) if "eligible" in wishes.numbers else None
    before_list = (number_of * longest - 1)[names.positions(people)]

    def cells(part: slice) -> Keys:
        return before_list[names.codes[part]] + ranks[part]

    def spread(part: slice) -> None:
        at = cells(part)
        listed.ravel()[at] = place_of[codes[part]]
        scores.ravel()[at] = points[part]
        if eligible is not None:
            eligible.ravel()[at] = wishes.numbers["eligible"][part] == 1

    in_parts(spread, wishes.rows)
    if np.count_nonzero(listed != NOTHING) < wishes.rows:
        raise _doubled_ranks(wishes, names, cells(slice(None)))
    return listed, scores, eligible


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
    """The number of each of the places wished."""
    names = wishes.names["place_id"]
    numbers = names.positions(pa.array(places))
    if numbers.min() < 0:
        raise wishes.problems(
            np.flatnonzero(numbers[names.codes] < 0),
            "place_id",
            lambda row: f"'{names[row]}' given; there is no such place",
        )
    return numbers


def _doubled_ranks(wishes: Table, names: NameColumn, cells: NDArray[Any]) -> Exception:
    first = np.unique(cells, return_index=True)[1]
    again = np.setdiff1d(np.arange(wishes.rows), first)
    ranks = wishes.numbers["rank"]
    return wishes.problems(
        again,
        "rank",
        lambda row: f"'{names[row]}' has rank {int(ranks[row])} in an earlier row, too",
    )
