"""The arrays that the compiled engine works on, for a market with reserves, caps, shared quotas.

A bin has cells, one for each type that it tells apart, and for each kind of seat as many lines.
Only to be imported where Numba is installed.
"""

from __future__ import annotations

import numpy as np

from mobility_rules.placement.engines.heaps import NOBODY
from mobility_rules.placement.engines.tree_kernel import FIRST, FREE, LAST, Rows, State
from mobility_rules.placement.market import NOTHING, UNLIMITED, Integers, Keys, Market

BIN = "quota kinds width cell line last_seats group total in_first in_open"
"""kinds: of lines; width: types; cell, line: its first ones; group: the innermost, or NOTHING. Of
those it holds: total, in_first (in reserve-first seats), in_open."""
CELL = "bin first last cap count"
"""count: how many it holds."""
LINE = "start held"
"""start: where in the heap it stands."""
GROUP = "quota above begin end total cutoff"
"""begin, end: of the bins below it; cutoff: what one in an open seat must exceed."""


def state_of(market: Market) -> State:
    """Everything as it is before the first applicant comes."""
    chains = chains_above(market)
    rule = market.rules.rule_of[chains[0]]
    cells, bins = _cells_and_bins(market, chains[0], rule)
    bin_of = _positions(chains[0], len(market.quotas))[market.bins]
    lines, room = _lines(market, bins, cells, bin_of)
    return State(
        wishes=market.wishes.ravel(),
        standings=market.standings.ravel(),
        width=market.wishes.shape[1],
        types=market.types,
        bin_of=bin_of,
        cell_of=bins["cell"][bin_of],
        is_typed=bins["width"][bin_of] > 1,
        cutoffs=_cutoffs(bins, cells),
        bins=bins,
        cells=cells,
        lines=lines,
        groups=_groups(market, chains, bins),
        heap=np.empty(room, dtype=np.int64),
        tops=np.full(len(lines), NOBODY),
        tree=np.full(2 * len(bins), NOBODY),
    )


def chains_above(market: Market) -> Keys:
    """[height, bin]: the bins, and above each of them its groups, then NOTHING; in such an order
    that the bins of every group stand next to each other."""
    levels = [np.unique(market.bins).astype(np.int64)]
    while (levels[-1] != NOTHING).any():
        levels.append(np.where(levels[-1] == NOTHING, NOTHING, market.parents[levels[-1]]))
    chains = np.stack(levels)
    depth = (chains != NOTHING).sum(axis=0)
    from_root = np.maximum(depth - 1 - np.arange(len(chains))[:, None], -1)
    order = np.lexsort(np.take_along_axis(chains, from_root, axis=0)[::-1])
    return chains[:, order]


def _cells_and_bins(market: Market, nodes: Keys, rule: Integers) -> tuple[Rows, Rows]:
    rules = market.rules
    bins = _rows(BIN, len(nodes))
    bins["quota"] = _in_reach(market, nodes)
    bins["width"] = np.where(rule == NOTHING, 1, rules.first.shape[1])
    bins["cell"] = _starts(bins["width"])
    bin, type = _numbered(bins["width"])
    cells = _rows(CELL, len(bin))
    cells["bin"] = bin
    for name, table, absent in (
        ("first", rules.first, 0),
        ("last", rules.last, 0),
        ("cap", rules.caps, UNLIMITED),
    ):
        with_absent = np.vstack([table, np.full((1, table.shape[1]), absent)])
        cells[name] = with_absent[rule[bin], type]
    np.add.at(bins["last_seats"], bin, cells["last"])
    with_rules = np.where(bins["last_seats"] == 0, LAST, FREE + 1)
    bins["kinds"] = np.where(rule == NOTHING, FIRST, with_rules)
    bins["line"] = _starts(bins["kinds"] * bins["width"])
    return cells, bins


def _cutoffs(bins: Rows, cells: Rows) -> Keys:
    """Who takes nobody rejects everybody."""
    is_closed = (np.repeat(bins["quota"], bins["width"]) == 0) | (cells["cap"] == 0)
    return np.where(is_closed, NOBODY, np.int64(NOTHING))


def _lines(market: Market, bins: Rows, cells: Rows, bin_of: Keys) -> tuple[Rows, int]:
    """With the room they take: for each as many as it may come to hold, which is one too many, but
    never more than there are wishes, for a quota may be as good as endless."""
    bin, at = _numbered(bins["kinds"] * bins["width"])
    kind, type = np.divmod(at, bins["width"][bin])
    cell = bins["cell"][bin] + type
    seats = [bins["quota"][bin] + 1, cells["first"][cell], cells["last"][cell]]
    room = np.minimum(np.choose(kind, [*seats, seats[0]]), market.applicants)
    if room.sum() > market.wishes.size:
        room = np.minimum(room, _wishes_by_cell(market, bins, len(cells), bin_of)[cell])
    lines = _rows(LINE, len(room))
    lines["start"] = _starts(room)
    return lines, int(room.sum())


def _wishes_by_cell(market: Market, bins: Rows, cells: int, bin_of: Keys) -> Keys:
    who, column = np.nonzero(market.wishes != NOTHING)
    bin = bin_of[market.wishes[who, column]]
    type = np.where(bins["width"][bin] > 1, market.types[who], 0)
    return np.bincount(bins["cell"][bin] + type, minlength=cells)


def _groups(market: Market, chains: Keys, bins: Rows) -> Rows:
    nodes = np.setdiff1d(chains[1:], NOTHING)
    row = np.append(_positions(nodes, len(market.quotas)), NOTHING)
    groups = _rows(GROUP, len(nodes))
    groups["quota"] = _in_reach(market, nodes)
    groups["above"] = row[market.parents[nodes]]
    groups["begin"] = len(bins)
    for level in chains[1:]:
        inside = np.flatnonzero(level != NOTHING)
        np.minimum.at(groups["begin"], row[level[inside]], inside)
        np.maximum.at(groups["end"], row[level[inside]], inside + 1)
    bins["group"] = row[chains[1]] if len(chains) > 1 else NOTHING
    return groups


def _in_reach(market: Market, nodes: Keys) -> Keys:
    """Quotas that, with one too many, fit 32 bits: there are never so many applicants."""
    return np.minimum(market.quotas[nodes], UNLIMITED - 1)


def _rows(names: str, count: int) -> Rows:
    kind_of = {"cutoff": np.int64, "start": np.int64}
    return np.zeros(count, dtype=[(name, kind_of.get(name, np.int32)) for name in names.split()])


def _starts(lengths: Keys) -> Keys:
    """Where each begins when they stand one after another."""
    return np.cumsum(lengths) - lengths


def _numbered(lengths: Keys) -> tuple[Keys, Keys]:
    """For each one of so many the row that it belongs to, and its number within that."""
    row = np.repeat(np.arange(len(lengths)), lengths)
    return row, np.arange(len(row)) - _starts(lengths)[row]


def _positions(nodes: Keys, size: int) -> Keys:
    """The inverse: for each number below size its position among the nodes."""
    positions = np.full(size, NOTHING, dtype=np.int64)
    positions[nodes] = np.arange(len(nodes))
    return positions
