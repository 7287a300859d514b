"""The named checks of a result in numbers, whoever made it: one pass, without any engine.

Each says with names what contradicts it. A wish dearer than the one granted that would be accepted
is the one kind of fault behind three names: nobody would have to leave (waste), somebody with a
lower standing would (justified envy), or somebody who sits on a seat reserved for others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mobility_rules.canonical import JsonObject
from mobility_rules.placement import engines
from mobility_rules.placement.bars import bars_over, levels, number_of, types_of
from mobility_rules.placement.market import NOTHING, NUMBER_BITS, Integers, Keys, Market
from mobility_rules.placement.seats import Held, held_seats, pools, taken_seats
from mobility_rules.placement.waiting import missed

PROMISED = ("feasibility", "individual-rationality", "minimums")
"""What holds even where the policy asks for the most placed at the price of all else."""
MOST_SHOWN = 20
"""Counterexamples that are written out; of the others it is said how many they are."""
SECOND_OPINION_UP_TO = 20_000
"""Applicants up to which every result is recomputed by another engine."""


@dataclass(frozen=True, slots=True)
class Check:
    """problems: what contradicts it, named by application numbers and places; none: it holds.
    note: why it was not made."""

    name: str
    problems: tuple[str, ...] = ()
    note: str = ""

    @property
    def holds(self) -> bool:
        return not self.problems

    def to_json(self) -> JsonObject:
        data = {"name": self.name, "holds": self.holds, "problems": list(self.problems)}
        return data | ({"note": self.note} if self.note else {})


class Names(Protocol):
    """The name behind each number, as in `Numbered`."""

    @property
    def applicants(self) -> Sequence[str]: ...
    @property
    def nodes(self) -> Sequence[str]: ...
    @property
    def types(self) -> Sequence[str]: ...


class Fault(IntEnum):
    """Why a wish that was not granted would be accepted."""

    WASTE = 0
    ENVY = 1
    RESERVE = 2


@dataclass(frozen=True, slots=True, eq=False)
class Faults:
    """Every wish dearer than the one granted that would be accepted. leaves: who would have to go
    for it, or NOTHING."""

    applicant: Keys
    column: Keys
    kind: NDArray[np.int8]
    leaves: Keys


def check(market: Market, granted: Integers, names: Names) -> list[Check]:
    """Everything that can be said of a result without solving again. When seats or wishes are
    given that do not exist the rest makes no sense and is left out."""
    unlisted = shown(_unlisted(market, granted, names))
    if unlisted:
        return [Check("individual-rationality", unlisted)]
    held = held_seats(market, granted)
    checks = [
        Check("feasibility", shown(_feasibility(market, held, names))),
        Check("individual-rationality", shown(_ungrantable(held, granted, names))),
    ]
    if not all(one.holds for one in checks):
        return [one for one in checks if not one.holds]
    found = faults(market, granted, held)
    by_kind = [shown(_told(market, names, found, kind)) for kind in Fault]
    return [
        *checks,
        Check("non-wastefulness", by_kind[Fault.WASTE]),
        Check("no-justified-envy", by_kind[Fault.ENVY]),
        Check("reserves-and-caps", by_kind[Fault.RESERVE]),
        Check("cutoff-consistency", shown(_cutoffs(market, granted, names, found))),
    ]


def enough_or_nobody(market: Market, granted: Integers, names: Names, least: Keys) -> Check:
    """No place with a minimum takes fewer. least: of each place, 0 for any number."""
    taken = taken_seats(market, granted)
    return Check(
        "minimums",
        shown(
            f"{names.nodes[place]} takes at least {least[place]} or nobody, and has {taken[place]}"
            for place in np.flatnonzero((taken > 0) & (taken < least)).tolist()
        ),
    )


def second_opinion(
    market: Market, granted: Integers, names: Names, made_by: engines.Engine | None = None
) -> Check:
    """The result recomputed by an engine that did not make it, up to 20,000 applicants.

    made_by: None for the engine that suits the size.
    """
    name = "second-opinion"
    if market.applicants > SECOND_OPINION_UP_TO:
        return Check(name, note=f"not run: more than {SECOND_OPINION_UP_TO:,} applicants")
    made_by = made_by or engines.engine_for(market)
    plain, numpy = engines.Engine.PLAIN, engines.Engine.NUMPY
    other = numpy if made_by is plain else plain
    again = engines.solve(market, other)
    differing = np.flatnonzero(again != granted).tolist()
    return Check(
        name,
        shown(
            f"{names.applicants[one]} got {_place(market, names, one, granted[one])}, and "
            f"{_place(market, names, one, again[one])} by the engine {other.value}"
            for one in differing
        ),
    )


def fingerprints(market: Market, granted: Integers) -> tuple[str, str]:
    """SHA-256 of the market and of the result as arrays: what stands for the hashes of documents
    where there are too many rows for a document."""
    rules = market.rules
    tree = (market.quotas, market.parents, market.bins)
    seats = (rules.rule_of, rules.first, rules.last, rules.caps)
    return _digest(market.wishes, market.standings, market.types, *tree, *seats), _digest(granted)


def shown(problems: Iterator[str] | Sequence[str]) -> tuple[str, ...]:
    """The first ones, and how many more there are."""
    every = iter(problems)
    first = tuple(islice(every, MOST_SHOWN))
    more = sum(1 for _ in every)
    return (*first, f"and {more:,} more") if more else first


def faults(market: Market, granted: Integers, held: Held | None = None) -> Faults:
    """All contradictions to stability, by applicant and rank."""
    table = bars_over(market, held_seats(market, granted) if held is None else held)
    width = table.beat.shape[1]
    at = missed(market, granted)
    cell = market.wishes.ravel()[at]
    if width > 1:
        row = at // market.wishes.shape[1]
        cell = cell * width + types_of(market)[row]
    # A comparison of standings rules out nearly all; only the others need their whole key.
    near = market.standings.ravel()[at] >= _standing(table.beat).ravel()[cell]
    at, cell = at[near], cell[near]
    row, column = np.divmod(at, max(market.wishes.shape[1], 1))
    key = (market.standings.ravel()[at].astype(np.int64) << NUMBER_BITS) | row
    # Equal keys are one applicant's: of two own wishes the dearer comes first.
    stays = key >= table.beat.ravel()[cell]
    row, column, key = row[stays], column[stays], key[stays]
    goes = table.leaves(cell[stays], key)
    leaves = np.where(goes == NOTHING, NOTHING, number_of(goes))
    kind = np.where(key > goes, Fault.ENVY, Fault.RESERVE).astype(np.int8)
    kind[(leaves == NOTHING) | (leaves == row)] = Fault.WASTE
    return Faults(row, column, kind, leaves)


def envious(market: Market, granted: Integers) -> int:
    """How many would be accepted at a wish dearer than the one granted."""
    return len(np.unique(faults(market, granted).applicant))


def _standing(keys: Keys) -> Integers:
    return (keys >> NUMBER_BITS).astype(np.int32)


def _unlisted(market: Market, granted: Integers, names: Names) -> Iterator[str]:
    is_listed = (granted >= NOTHING) & (granted < market.wishes.shape[1])
    for one in np.flatnonzero(~is_listed).tolist():
        yield f"{names.applicants[one]} got wish {granted[one] + 1}, which is not on the list"


def _ungrantable(held: Held, granted: Integers, names: Names) -> Iterator[str]:
    """Nobody got anything but a wish that takes part."""
    for one in held.applicant[held.place == NOTHING].tolist():
        yield f"{names.applicants[one]} got wish {granted[one] + 1}, which may not be granted"


def _feasibility(market: Market, held: Held, names: Names) -> Iterator[str]:
    """No place and no group has more than its quota, and no type more than its cap."""
    counts = np.bincount(held.place[held.place != NOTHING], minlength=len(market.quotas))
    shared = np.zeros_like(counts)
    np.add.at(shared, market.bins, counts[: market.places])
    for nodes in levels(market)[:0:-1]:
        np.add.at(shared, market.parents[nodes], shared[nodes])
    counts = np.maximum(counts, shared)
    for node in np.flatnonzero(counts > market.quotas).tolist():
        yield f"{names.nodes[node]} has {market.quotas[node]} seats and {counts[node]} admitted"
    yield from _over_caps(market, held, names)


def _over_caps(market: Market, held: Held, names: Names) -> Iterator[str]:
    if not market.rules.exist:
        return
    seats = pools(market, held)
    caps = market.rules.caps[market.rules.rule_of[seats.nodes]]
    for row, kind in np.argwhere(seats.counts > caps).tolist():
        yield (
            f"{names.nodes[seats.nodes[row]]} takes at most {caps[row, kind]} of "
            f"{names.types[kind]} and has {seats.counts[row, kind]}"
        )


def _told(market: Market, names: Names, found: Faults, kind: Fault) -> Iterator[str]:
    for row in np.flatnonzero(found.kind == kind).tolist():
        one = int(found.applicant[row])
        who = names.applicants[one]
        place = _place(market, names, one, found.column[row])
        start = f"{who} would rather have {place}, "
        if kind is Fault.WASTE:
            yield start + "which has a free seat"
            continue
        other = names.applicants[found.leaves[row]]
        if kind is Fault.ENVY:
            yield start + f"which {other} got with a lower standing"
        else:
            reserved_for = names.types[market.types[one]]
            yield start + f"where {other} holds a seat that is reserved for {reserved_for}"


def _cutoffs(market: Market, granted: Integers, names: Names, found: Faults) -> Iterator[str]:
    """Everybody holds the first wish whose cutoff they reach."""
    several, first = np.unique(found.applicant, return_index=True)
    for one, row in zip(several.tolist(), first.tolist(), strict=True):
        reached = _place(market, names, one, found.column[row])
        got = _place(market, names, one, granted[one])
        yield f"{names.applicants[one]} reaches the cutoff of {reached} and got {got}"


def _place(market: Market, names: Names, applicant: int, column: int) -> str:
    return "nothing" if column == NOTHING else names.nodes[market.wishes[applicant, column]]


def _digest(*arrays: NDArray[np.integer]) -> str:
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(f"{array.dtype.str}{array.shape}".encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()
