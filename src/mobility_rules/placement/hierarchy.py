"""Shared quotas nest: a place within an agreement, within a host, within a country.

Nested ones are exact and cheap. Overlapping ones make even the question whether a fair allocation
exists NP-hard (Biró, Fleiner, Irving, Manlove 2010), so they are refused, with both groups named.
"""

from __future__ import annotations

from collections.abc import Mapping, Set


class QuotasRefused(ValueError):
    """Quotas, reserves or caps that contradict each other.

    code: which rule, such as ``groups-overlap``. values: what the sentence about it names.
    """

    def __init__(self, code: str, **values: object) -> None:
        told = ", ".join(f"{name}={value!r}" for name, value in values.items())
        super().__init__(f"{code}: {told}")
        self.code = code
        self.values = values


def nested(members: Mapping[str, Set[str]]) -> dict[str, str]:
    """The smallest enclosing group of each group, empty for an outermost one.

    members: the places of each group. Of two groups with the same places the later one by name lies
    within the earlier. Raises `QuotasRefused` ``groups-overlap`` with both groups and a place that
    they share.
    """
    by_size = sorted(members, key=lambda name: (-len(members[name]), name))
    innermost: dict[str, str] = {}
    parents: dict[str, str] = {}
    for name in by_size:
        around = {innermost.get(place, "") for place in members[name]}
        if len(around) > 1:
            outer = min(one for one in around - {""} if not members[name] <= members[one])
            shared = sorted(members[name] & members[outer])[0]
            raise QuotasRefused("groups-overlap", first=outer, second=name, place=shared)
        parents[name] = around.pop() if around else ""
        innermost |= dict.fromkeys(members[name], name)
    return parents


def check_chains(parents: Mapping[str, str]) -> None:
    """Every chain of parents ends. Raises `QuotasRefused`: ``group-unknown`` for a parent that is
    no group, ``groups-in-a-cycle`` with the groups of the cycle in order."""
    sound: set[str] = set()
    for start in parents:
        path: list[str] = []
        name = start
        while name and name not in sound:
            if name in path:
                cycle = [*path[path.index(name) :], name]
                raise QuotasRefused("groups-in-a-cycle", groups=tuple(cycle))
            if name not in parents:
                raise QuotasRefused("group-unknown", group=name, named_by=path[-1])
            path.append(name)
            name = parents[name]
        sound.update(path)
