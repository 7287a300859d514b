"""The order among equals, and no more of it than a placement needs.

A draw orders everybody: whoever knows the numbers drawn could find people behind pseudonyms by
it, so a folder tells of two applicants who stands higher only where they have equal standing and
wish something in the same place or under the same shared quota.
"""

from __future__ import annotations

from collections.abc import Iterable

from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import Applicant, Instance

Meeting = tuple[str, int, int]
"""Where two meet as equals: the place or outermost group, the precedence, the score."""


def relative_ties(instance: Instance, fixed: Iterable[Fixed] = ()) -> dict[str, int]:
    """For each applicant a whole number, the lower the better: as low as those allow who meet this
    one as equals and stand higher. fixed: seats that count as wished, to say what they break."""
    given = {one.applicant: one.place for one in fixed}
    ordered = sorted(instance.applicants.values(), key=lambda one: one.id)
    ordered.sort(key=lambda one: one.tie, reverse=True)
    next_free: dict[Meeting, int] = {}
    ties = {}
    for one in ordered:
        meetings = _meetings(instance, one, given.get(one.id))
        ties[one.id] = max((next_free.get(meeting, 0) for meeting in meetings), default=0)
        next_free |= dict.fromkeys(meetings, ties[one.id] + 1)
    return ties


def _meetings(instance: Instance, one: Applicant, given: str | None) -> set[Meeting]:
    order = instance.policy.precedence
    tier = len(order) - order.index(one.type) if one.type in order else 0
    return {
        (_outermost(instance, place), one.precedence or tier, one.score_at(place))
        for place in (*instance.wishes[one.id], *([given] if given else []))
    }


def _outermost(instance: Instance, place: str) -> str:
    parents = {group.id: group.parent for group in instance.policy.groups}
    node = instance.policy.member_of.get(place, "")
    if not node:
        return place
    while parents[node]:
        node = parents[node]
    return node
