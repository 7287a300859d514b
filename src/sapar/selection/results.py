"""A run as people read it: places with cutoffs and reserve lists, and what a preview moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mobility_rules.scorecards import LOTTERY
from sapar.calls.models import Call, CallPlace
from sapar.calls.queries import places_of
from sapar.selection.enums import OutcomeKind, RunState
from sapar.selection.figures import Figures, stored_figures
from sapar.selection.models import Outcome, PlacementRun
from sapar.selection.points import as_points
from sapar.selection.queries import without_documents
from sapar.selection.reserve import reserve_lists


@dataclass(frozen=True, slots=True)
class PlaceResult:
    """cutoff: the last admitted score for who has no reserved seat to hope for; empty while a seat
    is free, since then anybody got in, and where the commission gave all seats away itself.
    reserve: application numbers, the next one first."""

    place: CallPlace
    placed: list[Outcome]
    cutoff: str
    reserve: list[str]
    is_closed: bool = False
    is_given_away: bool = False

    @property
    def free_seats(self) -> int:
        return max(0, self.place.seats - len(self.placed))

    @property
    def is_held_back(self) -> bool:
        """A seat is left, and still nobody gets in: the quota that the place shares is full."""
        return bool(self.free_seats and self.cutoff)


@dataclass(frozen=True, slots=True)
class Move:
    """An application whose result differs between two runs; None where it took no part."""

    number: str
    before: Outcome | None
    after: Outcome | None


def place_results(run: PlacementRun, outcomes: Sequence[Outcome]) -> list[PlaceResult]:
    """Every place of the call, with those placed there in the order of the ranking."""
    figures, reserves = stored_figures(run), reserve_lists(outcomes)
    return [
        PlaceResult(
            place=place,
            placed=[outcome for outcome in outcomes if outcome.place_id == place.pk],
            cutoff=_points_or_none(figures, place),
            reserve=[one.application.public_id for one in reserves.get(place.public_id, ())],
            is_closed=place.public_id in run.closed,
            is_given_away=place.public_id in figures.given_away,
        )
        for place in places_of(run.call)
    ]


def _points_or_none(figures: Figures, place: CallPlace) -> str:
    score = figures.admitted.get(place.public_id)
    return "" if score is None else as_points(score)


def last_admitted(calls: Iterable[Call]) -> dict[int, list[tuple[CallPlace, str]]]:
    """Call (key) with a published result -> its places, each with the last admitted score, empty
    while a seat is free; without places that the commission gave away itself. One query; the places
    of the calls are loaded by `calls.with_places`."""
    by_key = {call.pk: call for call in calls}
    published = PlacementRun.objects.filter(call__in=by_key, state=RunState.PUBLISHED)
    runs = without_documents(published)
    return {run.call_id: list(_cutoffs(run, by_key[run.call_id])) for run in runs}


def _cutoffs(run: PlacementRun, call: Call) -> Iterator[tuple[CallPlace, str]]:
    figures = stored_figures(run)
    for place in call.places.all():
        if place.public_id not in figures.given_away:
            yield place, _points_or_none(figures, place)


def shared_ranks(outcomes: Iterable[Outcome]) -> Iterator[tuple[int | None, Outcome]]:
    """Whom only the draw tells apart share a rank: anybody can repeat the draw, which is made of
    application numbers, so its order beside pseudonyms would say which number is whose."""
    shared: list[list[Outcome]] = []
    for outcome in outcomes:
        if shared and outcome.breakdown["decided_by"] == LOTTERY:
            shared[-1].append(outcome)
        else:
            shared.append([outcome])
    for group in shared:
        for outcome in sorted(group, key=lambda one: one.pseudonym):
            yield group[0].position, outcome


def shared_rank_of(outcome: Outcome) -> int | None:
    """The rank of one as everybody reads it."""
    above = outcome.run.outcomes.filter(position__lte=outcome.position or 0).order_by("-position")
    for position, breakdown in above.values_list("position", "breakdown").iterator():
        if breakdown["decided_by"] != LOTTERY:
            return position
    return outcome.position


def moves_between(before: Sequence[Outcome], after: Sequence[Outcome]) -> list[Move]:
    """Who got something else than in the run before, by application number."""
    old = {outcome.application.public_id: outcome for outcome in before}
    new = {outcome.application.public_id: outcome for outcome in after}
    return [
        Move(number, old.get(number), new.get(number))
        for number in sorted(old.keys() | new.keys())
        if _result(old.get(number)) != _result(new.get(number))
    ]


def _result(outcome: Outcome | None) -> tuple[str, int | None] | None:
    return (outcome.kind, outcome.place_id) if outcome else None


def words_for(outcome: Outcome | None) -> str:
    """The place, or the kind of result, in a few words."""
    if outcome is None:
        return "—"
    if outcome.kind == OutcomeKind.PLACED and outcome.place is not None:
        return str(outcome.place.host)
    return outcome.get_kind_display()
