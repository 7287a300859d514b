"""Places, groups and the policy put together: the tree of seats, or what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mobility_rules.placement.hierarchy import QuotasRefused, check_chains, nested
from mobility_rules.placement.market import Integers, Market
from mobility_rules.placement.policy import Group, Policy
from mobility_rules.placement.tree import Tree, with_policy
from sapar.placement_files.tables.problems import BadInput, Problem, raise_any
from sapar.placement_files.tables.refusals import in_words
from sapar.placement_files.tables.table import Table


@dataclass(frozen=True, slots=True, eq=False)
class Seats:
    """places: their names in order. policy: with the groups of the tables in it."""

    places: tuple[str, ...]
    nodes: tuple[str, ...]
    types: tuple[str, ...]
    tree: Tree
    policy: Policy

    def market(self, wishes: Integers, standings: Integers, types: Integers) -> Market:
        """The market of these lists over these seats."""
        return self.tree.market(wishes, standings, types)


def read_seats(
    places: Table, groups: Table | None, policy: Policy, types: tuple[str, ...], policy_file: str
) -> Seats:
    """The tree. types: their names, the first being nobody's. Raises `BadInput`."""
    quotas = _quotas(places)
    names = tuple(sorted(quotas))
    try:
        whole = _with_groups(places, groups, policy, policy_file)
        unknown = [name for name in whole.member_of if name not in quotas]
        if unknown:
            raise QuotasRefused("place-unknown", place=unknown[0])
        counts = np.array([quotas[name] for name in names], dtype=np.int64)
        tree = with_policy(names, counts, types, whole)
    except QuotasRefused as refused:
        raise BadInput([_located(refused, places, groups, policy_file)]) from None
    return Seats(names, tree.nodes, types, tree, whole)


def _quotas(places: Table) -> dict[str, int]:
    """A place may stand in several rows, one for each group that lists it, with one quota."""
    names, counts = places.names["place_id"], places.numbers["quota"]
    first = np.unique(names.codes, return_index=True)[1]
    quota_of_code = counts[first]
    again = ~_first_of_each(names.codes)
    if "group_id" in places.names:
        groups = places.names["group_id"]
        both = names.codes.astype(np.int64) * len(groups.distinct) + groups.codes
        again = ~_first_of_each(both) | (counts != quota_of_code[names.codes])
    if again.any():
        raise places.problems(
            np.flatnonzero(again),
            "place_id",
            lambda row: f"place '{names[row]}' stands in an earlier row, too",
        )
    return dict(zip(names.distinct.to_pylist(), quota_of_code.tolist(), strict=True))


def _first_of_each(codes: NDArray[Any]) -> NDArray[np.bool_]:
    is_first = np.zeros(len(codes), dtype=bool)
    is_first[np.unique(codes, return_index=True)[1]] = True
    return is_first


def _with_groups(places: Table, groups: Table | None, policy: Policy, policy_file: str) -> Policy:
    listed = _listed_groups(places)
    of_table = _groups(groups) if groups is not None else ()
    in_policy = {group.id for group in policy.groups}
    both = sorted(in_policy & {group.id for group in of_table})
    again = sorted(place for place in listed if place in policy.member_of)
    raise_any(
        [Problem(policy_file, f"group '{name}' stands in the groups, too") for name in both]
        + [Problem(policy_file, f"member_of: '{name}' has a group in the places") for name in again]
    )
    every = (*policy.groups, *of_table)
    parents = {group.id: group.parent for group in every}
    for place, names in listed.items():
        for name in names:
            if name not in parents:
                raise QuotasRefused("group-unknown", group=name, named_by=place)
    check_chains(parents)
    innermost, parents = _nested(listed, parents)
    every = tuple(replace(group, parent=parents[group.id]) for group in every)
    return replace(policy, groups=every, member_of={**policy.member_of, **innermost})


def _groups(groups: Table) -> tuple[Group, ...]:
    names, quotas = groups.names["group_id"], groups.numbers["quota"]
    doubled = ~_first_of_each(names.codes)
    if doubled.any():
        raise groups.problems(
            np.flatnonzero(doubled),
            "group_id",
            lambda row: f"group '{names[row]}' stands in an earlier row, too",
        )
    parents = groups.names.get("parent_id")
    return tuple(
        Group(names[row], int(quotas[row]), parents[row] if parents else "")
        for row in range(groups.rows)
    )


def _listed_groups(places: Table) -> dict[str, list[str]]:
    """Place -> the groups that its rows name."""
    if "group_id" not in places.names:
        return {}
    listed: dict[str, list[str]] = {}
    rows = zip(places.names["place_id"].all(), places.names["group_id"].all(), strict=True)
    for place, group in rows:
        if group:
            listed.setdefault(place, []).append(group)
    return listed


def _nested(
    listed: Mapping[str, list[str]], parents: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The innermost group of each place, and the parents. Where a place is in several groups none
    of which is said to lie in the other, what they contain decides, or they overlap."""
    chains = {name: list(_upwards(name, parents)) for name in parents}
    innermost = {}
    for place, names in listed.items():
        deepest = max(names, key=lambda name: len(chains[name]))
        if not set(names) <= set(chains[deepest]):
            return _by_members(listed, chains)
        innermost[place] = deepest
    return innermost, dict(parents)


def _by_members(
    listed: Mapping[str, list[str]], chains: Mapping[str, list[str]]
) -> tuple[dict[str, str], dict[str, str]]:
    members: dict[str, set[str]] = {name: set() for name in chains}
    for place, names in listed.items():
        for name in names:
            for group in chains[name]:
                members[group].add(place)
    parents = nested(members)
    depth = {name: len(list(_upwards(name, parents))) for name in parents}
    innermost = {place: max(names, key=depth.__getitem__) for place, names in listed.items()}
    return innermost, parents


def _upwards(name: str, parents: Mapping[str, str]) -> Iterator[str]:
    while name:
        yield name
        name = parents[name]


def _located(
    refused: QuotasRefused, places: Table, groups: Table | None, policy_file: str
) -> Problem:
    """The refusal in words; about groups at the line that names them, if a table does."""
    said = in_words(refused)
    if not refused.code.startswith("group"):
        return Problem(policy_file, said)
    named = {str(value) for value in refused.values.values()}
    for name in refused.values.get("groups", ()):  # type: ignore[attr-defined]
        named.add(str(name))
    for table, column in ((groups, "group_id"), (places, "place_id")):
        if table is None:
            continue
        for row, name in enumerate(table.names[column].all()):
            if name in named:
                line = table.lines([row])[row]
                column = _column(refused.code, of_groups=table is groups)
                return Problem(table.file, said, line, column, table.is_parquet)
    return Problem(policy_file, said)


def _column(code: str, *, of_groups: bool) -> str:
    if code == "group-unknown":
        return "parent_id" if of_groups else "group_id"
    return {"groups-in-a-cycle": "parent_id", "groups-overlap": "group_id"}.get(code, "")
