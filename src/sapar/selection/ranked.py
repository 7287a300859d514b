"""The ranking of a run: the whole of one tier of the precedence before the next."""

from __future__ import annotations

from collections import defaultdict

from mobility_rules.placement.instance import Instance
from mobility_rules.ranking import Entry, rank


def ranking_of(instance: Instance) -> dict[str, tuple[int, str]]:
    """By number: position from 1 and what decided a tie; only those with a wish left."""
    tiers: dict[int, list[Entry]] = defaultdict(list)
    for one in instance.applicants.values():
        if instance.wishes[one.id]:
            tiers[instance.tier(one.id)].append(Entry(one.id, one.score, one.tie))
    found: dict[str, tuple[int, str]] = {}
    for tier in sorted(tiers, reverse=True):
        before = len(found)
        for ranked in rank(tiers[tier], instance.tie_break):
            found[ranked.entry.id] = (before + ranked.position, ranked.decided_by)
    return found
