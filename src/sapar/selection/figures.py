"""What everybody may read of the places of a run, kept with it: lists of many calls and the pages
of partners show it without looking into what the run was made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from mobility_rules.placement.bars import last_admitted, number_of
from mobility_rules.placement.deferred_acceptance import in_numbers
from mobility_rules.placement.instance import Instance
from mobility_rules.placement.market import NOTHING
from mobility_rules.placement.numbering import numbered
from mobility_rules.placement.policy import Group
from sapar.selection.decided_seats import places_by_decision
from sapar.selection.models import PlacementRun
from sapar.selection.placing import Placed
from sapar.selection.reserve import fixed_of, market_of, placed_market_of


@dataclass(frozen=True, slots=True)
class Figures:
    """By public id of the place. admitted: the score of the last one admitted to an open seat;
    without places where anybody would get in, or nobody could. given_away: places whose seats the
    commission gave itself, so that no score was admitted there. wished: how many wished for the
    place, at any rank, and might have it. seats: how many it had. free: how many seats of all could
    still be given; what a shared quota holds back is none of them."""

    admitted: Mapping[str, int] = field(default_factory=dict)
    given_away: list[str] = field(default_factory=list)
    wished: Mapping[str, int] = field(default_factory=dict)
    seats: Mapping[str, int] = field(default_factory=dict)
    free: int = 0

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def figures_of(instance: Instance, placed: Placed) -> Figures:
    """Of a result. instance: what it was made from."""
    wished = Counter(place for wishes in instance.wishes.values() for place in wishes)
    given_away = places_by_decision(placed.market, placed.allocation, placed.fixed)
    return Figures(
        admitted={place: score for place, score in _last_scores(placed) if place not in given_away},
        given_away=sorted(given_away),
        wished={place: wished[place] for place in instance.places},
        seats={place: instance.quota(place) for place in instance.places},
        free=_free(placed),
    )


def stored_figures(run: PlacementRun) -> Figures:
    """As they were kept with the run; those of a run from before they were are worked out."""
    if run.figures:
        return Figures(**run.figures)
    market, allocation = placed_market_of(run)
    placed = Placed(market, allocation, fixed_of(run), tuple(run.closed))
    return figures_of(market_of(run)[0], placed)


def _free(placed: Placed) -> int:
    """Every group passes on what its places and groups have left, up to what it has itself."""
    market, policy = placed.market, placed.market.policy
    taken = Counter(place for place in placed.allocation.assigned.values() if place is not None)
    left: Counter[str] = Counter()  # by group; the outermost lie in the one without a name
    held: Counter[str] = Counter()
    for place in market.places:
        inmost = policy.member_of.get(place, "")
        held[inmost] += taken[place]
        left[inmost] += market.quota(place) - taken[place]
    for group in _inmost_first(policy.groups):
        held[group.parent] += held[group.id]
        left[group.parent] += min(left[group.id], group.quota - held[group.id])
    return left[""]


def _inmost_first(groups: Iterable[Group]) -> list[Group]:
    above = {group.id: group.parent for group in groups}

    def depth(group: str) -> int:
        return 1 + depth(above[group]) if group else 0

    return sorted(groups, key=lambda group: -depth(group.id))


def _last_scores(placed: Placed) -> Iterator[tuple[str, int]]:
    names = numbered(placed.market)
    keys = last_admitted(names.market, in_numbers(names, placed.allocation))[:, 0].tolist()
    for place, key in zip(names.places(), keys, strict=True):
        if key != NOTHING:
            yield place, placed.market.applicants[names.applicants[number_of(key)]].score_at(place)
