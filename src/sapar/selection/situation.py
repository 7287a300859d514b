"""Where the seats of a decided call stand now: who holds one, who accepted it, who gave it back.

A later run starts from here, and from the facts of the published one: what was recorded since
then changes nobody's standing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mobility_rules.canonical import sha256_of
from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import Instance
from mobility_rules.placement.keeping import remaining_of, without_given_back
from sapar.applications.enums import ApplicationState
from sapar.applications.models import Application
from sapar.calls.models import Call
from sapar.selection.enums import LIVE_OFFERS, OfferState
from sapar.selection.models import Offer, PlacementRun
from sapar.selection.reserve import market_of
from sapar.selection.snapshots import fixed_by_commission


@dataclass(frozen=True, slots=True)
class Situation:
    """By application number. held: the seats of live offers. gone: who took part and wants nothing
    any more, or may have nothing. allocation: the seats as they were before those became free."""

    run: PlacementRun
    instance: Instance
    allocation: Allocation
    held: Mapping[str, str]
    confirmed: frozenset[str]
    gone: frozenset[str]
    overrides: tuple[Fixed, ...]

    @property
    def decided(self) -> frozenset[str]:
        """About whom the commission decided itself."""
        return frozenset(one.applicant for one in self.overrides)

    @property
    def freed(self) -> dict[str, int]:
        """Place -> seats that somebody gave back and nobody holds; without those that have none."""
        return dict(sorted(Counter(self.waiting.values()).items()))

    @property
    def waiting(self) -> dict[str, str]:
        """Those seats, by who gave them back."""
        return {
            number: place
            for number in sorted(self.gone)
            if (place := self.allocation.assigned[number]) is not None
        }

    @property
    def hash(self) -> str:
        """Another one as soon as anybody accepts, declines, is late or is decided about."""
        return sha256_of(
            {
                "run": self.run.public_id,
                "held": dict(sorted(self.held.items())),
                "confirmed": sorted(self.confirmed),
                "gone": sorted(self.gone),
                "overrides": [[one.applicant, one.place, one.reason] for one in self.overrides],
            }
        )

    @property
    def remaining(self) -> Instance:
        """What a later run is made from: everybody but those who are gone."""
        return remaining_of(self.instance, self.gone)

    @property
    def with_seats_waiting(self) -> Instance:
        """The same, with those whose seat was given back and waits to be filled."""
        return remaining_of(self.instance, self.gone - self.waiting.keys())


def situation_of(run: PlacementRun) -> Situation:
    """The situation after a published run; a deed holds the call before it asks."""
    instance, allocation = market_of(run)
    offers = list(_offers_in_order(run.call))
    live = [offer for offer in offers if offer.state in LIVE_OFFERS]
    held = {_number(offer): offer.place.public_id for offer in live}
    ended = _ended_applications(run.call)
    gone = frozenset(
        number
        for number, place in allocation.assigned.items()
        if number in ended or (place is not None and number not in held)
    )
    given_back = {
        (_number(offer), offer.place.public_id)
        for offer in offers
        if offer.state not in LIVE_OFFERS
    }
    return Situation(
        run=run,
        instance=without_given_back(instance, given_back - set(held.items())),
        allocation=_before(allocation, held, gone),
        held={number: place for number, place in held.items() if number not in gone},
        confirmed=frozenset(_number(offer) for offer in live if offer.state == OfferState.ACCEPTED)
        - gone,
        gone=gone,
        overrides=fixed_by_commission(run.call, instance.applicants.keys() - gone),
    )


def _offers_in_order(call: Call) -> Iterable[Offer]:
    offers = Offer.objects.filter(place__call=call).exclude(state=OfferState.REPLACED)
    return offers.select_related("application", "place").order_by("made_at", "pk")


def _number(offer: Offer) -> str:
    number: str = offer.application.public_id
    return number


def _ended_applications(call: Call) -> set[str]:
    ended = Application.objects.filter(call=call).exclude(state=ApplicationState.VERIFIED)
    return set(ended.values_list("public_id", flat=True))


def _before(allocation: Allocation, held: Mapping[str, str], gone: Iterable[str]) -> Allocation:
    """Who holds a seat, and beside them those who are gone as far as their seats are still free."""
    moved_up = Counter(
        place for number, place in held.items() if allocation.assigned.get(number) != place
    )
    seats: dict[str, str | None] = {number: held.get(number) for number in allocation.assigned}
    for number in sorted(gone):
        place = allocation.assigned[number]
        if place is not None and moved_up[place]:
            moved_up[place] -= 1
        else:
            seats[number] = place
    return Allocation(seats)
