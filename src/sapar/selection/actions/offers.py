"""Offers: made, answered, expired, withdrawn, replaced; and the reserve list that moves up by
itself where the terms say so.

Every deed holds the call first, so that a seat that becomes free is given once.
"""

from __future__ import annotations

from django.db import transaction

from sapar.applications.enums import ApplicationState
from sapar.applications.models import Application
from sapar.audit.actions import record
from sapar.calls.enums import Withdrawals
from sapar.calls.models import Call, CallPlace
from sapar.core import clock
from sapar.core.actor import SYSTEM, Actor
from sapar.core.errors import Conflict, Refusal
from sapar.core.lifecycle import advance, check_version
from sapar.selection import notices
from sapar.selection.deadlines import end_of_day
from sapar.selection.enums import OfferOrigin, OfferState
from sapar.selection.freed import next_in_line, policy_after
from sapar.selection.lifecycle import OFFER_LIFECYCLE
from sapar.selection.models import Offer, PlacementRun
from sapar.selection.queries import live_offers, offers_due, places_to_fill, published_run
from sapar.selection.signals import offer_withdrawn


def make_offer(
    run: PlacementRun, application: Application, place: CallPlace, origin: OfferOrigin, *, by: Actor
) -> Offer:
    """Offer a seat until the end of the last day to answer; the caller holds call and place."""
    offer = _new_offer(run, application, place, origin)
    offer.save()
    record(
        "make-offer",
        application,
        by=by,
        offer=offer.public_id,
        place=place.public_id,
        origin=origin,
    )
    notices.tell_offer(offer)
    return offer


def _new_offer(
    run: PlacementRun, application: Application, place: CallPlace, origin: OfferOrigin
) -> Offer:
    now = clock.now()
    return Offer(
        application=application,
        place=place,
        run=run,
        origin=origin,
        made_at=now,
        respond_by=end_of_day(now, run.call.response_days),
    )


@transaction.atomic
def accept_offer(offer: Offer, *, by: Actor, expected_version: int | None = None) -> Offer:
    """The applicant takes the place. Raises `Refusal` ``offer-late`` from the deadline on."""
    offer = _lock(offer)
    _check_in_time(offer)
    taken = offer.place.offers.filter(state=OfferState.ACCEPTED).count()
    if offer.state == OfferState.OFFERED and taken >= offer.place.seats:
        raise Conflict("offer-place-full")
    return _answer(offer, "accept", by=by, expected_version=expected_version)


@transaction.atomic
def decline_offer(
    offer: Offer, reason: str = "", *, by: Actor, expected_version: int | None = None
) -> Offer:
    """The applicant gives the place back, with a reason or without; somebody who waits gets it."""
    offer = _lock(offer)
    _check_in_time(offer)
    offer = _answer(offer, "decline", reason, by=by, expected_version=expected_version)
    move_up(offer.place, by=SYSTEM)
    return offer


@transaction.atomic
def withdraw_offer(
    offer: Offer, reason: str, *, by: Actor, expected_version: int | None = None
) -> Offer:
    """The owner takes an offer back; the applicant reads why (``offer-reason-missing``)."""
    offer = _lock(offer)
    if not reason.strip():
        raise Refusal("offer-reason-missing")
    check_version(offer, expected_version)
    offer = take_back(offer, reason, by=by)
    move_up(offer.place, by=SYSTEM)
    return offer


def take_back(offer: Offer, reason: str, *, by: Actor) -> Offer:
    """Withdraw a live offer, and the nomination that followed it; the caller holds it."""
    offer = _answer(offer, "withdraw", reason, by=by, expected_version=None)
    offer_withdrawn.send(sender=Offer, offer=offer, by=by)
    return offer


def replace_offer(offer: Offer, run: PlacementRun, place: CallPlace, *, by: Actor) -> Offer:
    """Give a place higher on the list instead: what was accepted stays accepted, what was only
    offered has a fresh deadline. The caller holds both."""
    was_accepted = offer.state == OfferState.ACCEPTED
    advance(offer, "replace", lifecycle=OFFER_LIFECYCLE)
    offer.answered_at = clock.now()
    offer.save(update_fields=["state", "version", "answered_at"])
    offer_withdrawn.send(sender=Offer, offer=offer, by=by)
    dearer = _new_offer(run, offer.application, place, OfferOrigin.LATER_RUN)
    if was_accepted:
        dearer.state, dearer.answered_at = OfferState.ACCEPTED, dearer.made_at
    dearer.save()
    record(
        "replace-offer",
        offer.application,
        by=by,
        offer=dearer.public_id,
        place=place.public_id,
        replaced=offer.public_id,
    )
    notices.tell_replaced(offer, dearer)
    return dearer


def expire_offers() -> int:
    """End every offer whose deadline has passed, fill what became free; returns how many ended."""
    ended = sum(_expire(offer) for offer in offers_due())
    for place in places_to_fill():
        move_up(place, by=SYSTEM)
    return ended


@transaction.atomic
def move_up(place: CallPlace, *, by: Actor) -> list[Offer]:
    """Offer every free seat to the next on the reserve list, until the stay begins. Where the terms
    name another policy the seat waits: the owner compares, then gives it."""
    call = Call.objects.select_for_update().get(pk=place.call_id)
    places = {one.pk: one for one in call.places.select_for_update().order_by("pk")}
    place = places[place.pk]
    run = published_run(call)
    if run is None or call.period.starts_on <= clock.today():
        return []
    if policy_after(call) != Withdrawals.RESERVE_LIST:
        return []
    if live_offers(place).count() >= place.seats:
        return []
    return [
        make_offer(run, _hold(number), places[key], OfferOrigin.RESERVE_LIST, by=by)
        for number, key in next_in_line(run, place)
    ]


def _hold(number: str) -> Application:
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("engagement__person", "call__owner")
        .get(public_id=number)
    )


@transaction.atomic
def _expire(offer: Offer) -> bool:
    offer = _lock(offer)
    if offer.state != OfferState.OFFERED or clock.now() < offer.respond_by:
        return False
    _answer(offer, "expire", by=SYSTEM, expected_version=None)
    move_up(offer.place, by=SYSTEM)
    return True


def _answer(
    offer: Offer, deed: str, reason: str = "", *, by: Actor, expected_version: int | None
) -> Offer:
    check_version(offer, expected_version)
    advance(offer, deed, lifecycle=OFFER_LIFECYCLE)
    offer.answered_at, offer.reason = clock.now(), reason.strip()
    offer.save(update_fields=["state", "version", "answered_at", "reason"])
    record(f"{deed}-offer", offer.application, by=by, offer=offer.public_id, reason=offer.reason)
    notices.tell_answered(offer)
    return offer


def _check_in_time(offer: Offer) -> None:
    if offer.state in (OfferState.OFFERED, OfferState.EXPIRED) and clock.now() >= offer.respond_by:
        raise Refusal("offer-late", respond_by=offer.respond_by)


def _lock(offer: Offer) -> Offer:
    """Hold call, place, application and offer, in this order."""
    Call.objects.select_for_update().get(pk=offer.place.call_id)
    CallPlace.objects.select_for_update().get(pk=offer.place_id)
    Application.objects.select_for_update().get(pk=offer.application_id)
    offer = (
        Offer.objects.select_for_update(of=("self",))
        .select_related(
            "application__engagement__person",
            "application__call__owner",
            "place__condition__agreement__partner",
        )
        .get(pk=offer.pk)
    )
    if offer.application.state != ApplicationState.VERIFIED:
        raise Conflict("offer-application-ended")
    return offer
