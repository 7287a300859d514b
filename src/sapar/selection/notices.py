"""What is mailed about a result and an offer, each with the address of the page to answer on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from sapar.accounts.recipients import recipient_of
from sapar.applications.models import Application
from sapar.calls.enums import Withdrawals
from sapar.messaging.actions import queue_mail
from sapar.messaging.registry import Message
from sapar.selection.enums import OfferOrigin, OfferState
from sapar.selection.models import Appeal, Offer, Outcome


def tell_result(outcome: Outcome) -> None:
    """To whom no place could be offered: on the reserve list, not eligible, or decided about."""
    kind = f"result-{outcome.kind}"
    is_by_hand = outcome.application.call.withdrawals != Withdrawals.RESERVE_LIST
    _tell(outcome.application, kind, pseudonym=outcome.pseudonym, is_by_hand=is_by_hand)


def tell_offer(offer: Offer) -> None:
    kind = {
        OfferOrigin.RUN: "offer-made",
        OfferOrigin.RESERVE_LIST: "offer-moved-up",
        OfferOrigin.LATER_RUN: "offer-later-run",
    }[OfferOrigin(offer.origin)]
    _tell(offer.application, kind, pseudonym=_pseudonym(offer), **_of(offer))


def tell_replaced(before: Offer, offer: Offer) -> None:
    """A place higher on the list instead of the one that is held, accepted as that was or open."""
    kind = "offer-raised" if offer.state == OfferState.ACCEPTED else "offer-replaced"
    told = {"before": before.place.host.name, "pseudonym": _pseudonym(offer)}
    _tell(offer.application, kind, **told, **_of(offer))


def tell_appeal(appeal: Appeal) -> None:
    """Filed, upheld or dismissed; what followed from it has a pseudonym of its own."""
    application = appeal.outcome.application
    outcomes = appeal.run.outcomes.filter(application=application) if appeal.run else ()
    _tell(
        application,
        f"appeal-{appeal.state}",
        text=appeal.text,
        decision=appeal.decision,
        pseudonym=next((one.pseudonym for one in outcomes), ""),
    )


def tell_answered(offer: Offer) -> None:
    """Accepted, declined, expired or withdrawn."""
    _tell(offer.application, f"offer-{offer.state}", **_of(offer))


def _tell(application: Application, kind: str, **values: Any) -> None:
    recipient = recipient_of(application.engagement.person)
    if recipient is not None:
        queue_mail(
            kind,
            recipient,
            application=application.public_id,
            call=application.call.title,
            owner=application.call.owner.name,
            **values,
        )


def _of(offer: Offer) -> dict[str, Any]:
    return {
        "host": offer.place.host.name,
        "respond_by": offer.respond_by,
        "reason": offer.reason,
    }


def _pseudonym(offer: Offer) -> str:
    outcomes = offer.run.outcomes.filter(application=offer.application_id)
    return next(iter(outcomes.values_list("pseudonym", flat=True)), "")


def _with_address(values: dict[str, Any], language: str) -> tuple[dict[str, Any], list[str]]:
    with translation.override(language):
        page = reverse("application-result", args=[values["application"]])
    return {**values, "address": settings.PUBLIC_ADDRESS + page}, []


KINDS = (
    "result-reserve",
    "result-not-eligible",
    "result-withheld",
    "offer-made",
    "offer-moved-up",
    "offer-later-run",
    "offer-raised",
    "offer-replaced",
    "offer-accepted",
    "offer-declined",
    "offer-expired",
    "offer-withdrawn",
    "appeal-filed",
    "appeal-upheld",
    "appeal-dismissed",
)
MESSAGES = tuple(
    Message(
        kind,
        f"selection/mail/{kind}_subject.txt",
        f"selection/mail/{kind}.txt",
        prepare=_with_address,
    )
    for kind in KINDS
)
