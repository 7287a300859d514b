"""The reserve list: who is next for a seat, and what stands in line behind it.

The order is the published one and never changes; who has a seat, or had this one offered before,
is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from mobility_rules.placement.deferred_acceptance import Allocation, allocation_from_json
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import Instance, instance_from_json
from mobility_rules.placement.minimums import as_placed
from mobility_rules.placement.reserve import reserve_list
from sapar.applications.enums import ApplicationState
from sapar.applications.models import Application
from sapar.calls.models import CallPlace
from sapar.selection.enums import LIVE_OFFERS, OutcomeKind
from sapar.selection.models import Offer, Outcome, Override, PlacementRun


def market_of(run: PlacementRun) -> tuple[Instance, Allocation]:
    """What a run was made from and what came out, as the kernel knows it."""
    return instance_from_json(run.input), allocation_from_json(run.output)


def placed_market_of(run: PlacementRun) -> tuple[Instance, Allocation]:
    """The same with the market as it was solved: decisions stand in it, closed places are gone."""
    instance, allocation = market_of(run)
    return as_placed(instance, fixed_of(run), run.closed), allocation


def fixed_of(run: PlacementRun) -> tuple[Fixed, ...]:
    """The seats that a run was not free to give."""
    return tuple(Fixed(**one) for one in run.fixed)


def waiting(run: PlacementRun, place: CallPlace) -> list[str]:
    """Application numbers that still wait for a seat of the place, the next one first."""
    return waiting_by_place(run, [place])[place.pk]


def waiting_by_place(run: PlacementRun, places: Iterable[CallPlace]) -> dict[int, list[str]]:
    """The same for several places, by key, in as many queries as for one."""
    instance, allocation = market_of(run)
    busy, asked = _out_of_the_question(run), _asked_before(run)
    lines = {}
    for place in places:
        line = reserve_list(instance, allocation, place.public_id)
        gone = busy | asked.get(place.pk, set())
        lines[place.pk] = [number for number in line if number not in gone]
    return lines


def reserve_lists(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """As published, by public id of the place, the next one first: of whoever got nothing, by the
    position that each was told. Made of the outcomes alone."""
    lines: dict[str, list[tuple[int, Outcome]]] = {}
    for outcome in outcomes:
        if outcome.kind == OutcomeKind.RESERVE:
            for wish in outcome.explanation:
                if position := wish.get("waiting_position"):
                    lines.setdefault(wish["place"], []).append((position, outcome))
    return {
        place: [outcome for _position, outcome in sorted(line, key=itemgetter(0))]
        for place, line in lines.items()
    }


def reserve_positions(outcomes: Iterable[Outcome]) -> dict[int, dict[str, int]]:
    """The same: key of the outcome -> place -> position on its reserve list, from 1."""
    positions: dict[int, dict[str, int]] = {}
    for place, line in reserve_lists(outcomes).items():
        for position, outcome in enumerate(line, start=1):
            positions.setdefault(outcome.pk, {})[place] = position
    return positions


def _out_of_the_question(run: PlacementRun) -> set[str]:
    """Withdrawn since, holding an offer or a seat, or placed nowhere by the commission."""
    ended = Application.objects.filter(call=run.call_id).exclude(state=ApplicationState.VERIFIED)
    busy = Offer.objects.filter(application__call=run.call_id, state__in=LIVE_OFFERS)
    nowhere = Override.objects.filter(call=run.call_id, lifted_at=None, place=None)
    return {
        *ended.values_list("public_id", flat=True),
        *nowhere.values_list("application__public_id", flat=True),
        *busy.values_list("application__public_id", flat=True),
    }


def _asked_before(run: PlacementRun) -> dict[int, set[str]]:
    asked: dict[int, set[str]] = {}
    offers = Offer.objects.filter(place__call=run.call_id)
    for place, number in offers.values_list("place_id", "application__public_id"):
        asked.setdefault(place, set()).add(number)
    return asked
