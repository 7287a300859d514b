"""The order among equals, and no more of it than a placement needs.

A draw orders everybody: whoever knows the numbers drawn could find people behind pseudonyms by
it, so a folder tells of two applicants who stands higher only where they have equal standing and
wish something in the same place or under the same shared quota.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import Applicant, Instance

Meeting = tuple[str, int, int]
"""Where two meet as equals: the place or outermost group, the precedence, the score."""


def relative_ties(instance: Instance, fixed: Iterable[Fixed] = ()) -> dict[str, int]:
    """For each applicant a whole number, the lower the better: as low as those allow who meet this
    one as equals and stand higher. fixed: seats that count as wished, to say what they break."""
    given = {one.applicant: one.place for one in fixed}
    outermost = _outermost_of(instance)
    ordered = sorted(instance.applicants.values(), key=lambda one: one.id)
    ordered.sort(key=lambda one: one.tie, reverse=True)
    next_free: dict[Meeting, int] = {}
    ties = {}
    for one in ordered:
        meetings = _meetings(instance, one, given.get(one.id), outermost)
        ties[one.id] = max((next_free.get(meeting, 0) for meeting in meetings), default=0)
        next_free |= dict.fromkeys(meetings, ties[one.id] + 1)
    return ties


def _meetings(
    instance: Instance, one: Applicant, given: str | None, outermost: Mapping[str, str]
) -> set[Meeting]:
    tier = instance.tier(one.id)
    return {
        (outermost[place], tier, one.score_at(place))
        for place in (*instance.wishes[one.id], *([given] if given else []))
    }


def _outermost_of(instance: Instance) -> dict[str, str]:
    """For each place the outermost group around it, or the place itself."""
    parents = {group.id: group.parent for group in instance.policy.groups}
    found = {}
    for place in instance.places:
        node = instance.policy.member_of.get(place, "") or place
        while parents.get(node):
            node = parents[node]
        found[place] = node
    return found
