"""Reads over nominations: what waits to be nominated, and who may see which letter."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from sapar.accounts.models import User
from sapar.calls.models import Call
from sapar.calls.queries import kept_by
from sapar.nominations.enums import NominationState
from sapar.nominations.models import Letter, Nomination
from sapar.selection.enums import OfferState
from sapar.selection.models import Offer


def visible_to(user: User) -> QuerySet[Letter]:
    """Letters of the calls the user's units own."""
    return Letter.objects.filter(call__in=kept_by(user))


def nominations_visible_to(user: User) -> QuerySet[Nomination]:
    return Nomination.objects.filter(letter__in=visible_to(user))


def offers_to_nominate(call: Call) -> QuerySet[Offer]:
    """Accepted offers of a call without a live nomination, in the order of locking."""
    live = Nomination.objects.filter(offer=OuterRef("pk")).exclude(state=NominationState.WITHDRAWN)
    return (
        Offer.objects.filter(place__call=call, state=OfferState.ACCEPTED)
        .exclude(Exists(live))
        .select_related(
            "application__engagement__person",
            "application__engagement__programme",
            "application__engagement__unit",
            "place__condition__agreement__partner",
        )
        .order_by("pk")
    )


def nominations_of(letter: Letter) -> QuerySet[Nomination]:
    """What the host sees of a letter: nominees not withdrawn, in the order of names."""
    return (
        letter.nominations.exclude(state=NominationState.WITHDRAWN)
        .select_related(
            "offer__application__engagement__person",
            "offer__application__engagement__programme",
            "offer__application__engagement__unit",
        )
        .order_by("offer__application__engagement__person__sort_key", "pk")
    )
