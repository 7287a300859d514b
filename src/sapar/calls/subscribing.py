"""Tell me when it opens: asked by a form, confirmed by a link, told once a call, ended by a link.

What one address asked for is nobody else's business: asking again for the same is answered in the
same way, and only the mail knows whether it was new.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from sapar.audit import actions as audit
from sapar.calls.models import Call, CallNotice, CallSubscription
from sapar.calls.queries import open_calls
from sapar.content.strangers import LINK_LIFE, VISITOR, check_mails
from sapar.core import clock
from sapar.core.actor import SYSTEM, Actor, Recipient
from sapar.institutions.models import Institution
from sapar.links.actions import mint_link
from sapar.messaging.actions import queue_mail
from sapar.messaging.registry import Message

PURPOSE = "call-subscription"
CONFIRM, CONFIRMED, OPENED = "subscription-confirm", "subscription-confirmed", "call-opened"
END_LINK_LIFE = dt.timedelta(days=2 * 365)
KEPT_UNCONFIRMED = dt.timedelta(days=30)


@transaction.atomic
def subscribe(
    *,
    email: str,
    language: str,
    call: Call | None = None,
    partner: Institution | None = None,
    direction: str = "",
    audience: str = "",
    is_confirmed: bool = False,
    by: Actor = VISITOR,
) -> CallSubscription:
    """Ask to be told of one call, of calls with places at a partner, or of all of a kind.

    A stranger's address counts once it is confirmed. Raises `Refusal` ``mails-too-many``.
    """
    check_mails(email.lower(), CONFIRM, CONFIRMED)
    wanted: dict[str, Any] = {
        "email": email.lower(),
        "call": call,
        "partner": partner,
        "direction": direction,
        "audience": audience,
        "ended_at": None,
    }
    found = CallSubscription.objects.filter(**_as_lookup(wanted)).first()
    subscription = found or CallSubscription(**wanted, asked_at=clock.now())
    subscription.language = language
    subscription.save()
    audit.record("subscribe", subscription, by=by)
    if is_confirmed and subscription.confirmed_at is None:
        return _confirm(subscription, by=by)
    _mail(subscription, CONFIRMED if subscription.confirmed_at else CONFIRM)
    return subscription


@transaction.atomic
def confirm_subscription(subscription: CallSubscription, *, by: Actor = VISITOR) -> None:
    """From now on the address is told; confirming twice changes nothing."""
    subscription = _lock(subscription)
    if subscription.confirmed_at is None and subscription.ended_at is None:
        _confirm(subscription, by=by)


@transaction.atomic
def end_subscription(subscription: CallSubscription, *, by: Actor = VISITOR) -> None:
    """Nothing is mailed any more; ending twice changes nothing."""
    subscription = _lock(subscription)
    if subscription.ended_at is None:
        subscription.ended_at = clock.now()
        subscription.save(update_fields=["ended_at"])
        audit.record("end-subscription", subscription, by=by)


def tell_subscribers() -> int:
    """Mail everybody who wants to know of a call that is open now; returns how many mails.

    Who subscribed to calls in general is told of those that open after that.
    """
    told = 0
    for call in open_calls(Call.objects.all()):
        for subscription in waiting_for(call):
            told += _tell(subscription, call)
    return told


def waiting_for(call: Call) -> QuerySet[CallSubscription]:
    """Confirmed subscriptions that the call fits and that were not told of it."""
    hosts = call.places.values("condition__agreement__partner")
    general = Q(
        Q(partner=None) | Q(partner__in=hosts),
        call=None,
        direction__in=("", call.direction),
        audience__in=("", call.audience),
        confirmed_at__lt=call.opens_at,
    )
    live = CallSubscription.objects.filter(confirmed_at__isnull=False, ended_at=None)
    return live.filter(Q(call=call) | general).exclude(notices__call=call)


def forget_unconfirmed_subscriptions() -> int:
    """Delete what nobody confirmed in a month; returns how many."""
    before = clock.now() - KEPT_UNCONFIRMED
    old = CallSubscription.objects.filter(confirmed_at=None, asked_at__lt=before)
    return old.delete()[0]


@transaction.atomic
def _tell(subscription: CallSubscription, call: Call) -> bool:
    subscription = _lock(subscription)
    _notice, is_new = CallNotice.objects.get_or_create(
        subscription=subscription, call=call, defaults={"told_at": clock.now()}
    )
    if not is_new or subscription.ended_at is not None:
        return False
    _mail(subscription, OPENED, call=call.public_id)
    if subscription.call_id == call.pk:
        end_subscription(subscription, by=SYSTEM)
    return True


def _confirm(subscription: CallSubscription, *, by: Actor) -> CallSubscription:
    subscription.confirmed_at = clock.now()
    subscription.save(update_fields=["confirmed_at"])
    audit.record("confirm-subscription", subscription, by=by)
    _mail(subscription, CONFIRMED)
    return subscription


def _mail(subscription: CallSubscription, kind: str, **values: Any) -> None:
    recipient = Recipient(subscription.email, subscription.language)
    queue_mail(kind, recipient, subscription=subscription.public_id, **values)


def _lock(subscription: CallSubscription) -> CallSubscription:
    return CallSubscription.objects.select_for_update().get(pk=subscription.pk)


def _as_lookup(values: dict[str, Any]) -> dict[str, Any]:
    """SQL knows no equality with nothing."""
    return {
        f"{name}__isnull" if value is None else name: True if value is None else value
        for name, value in values.items()
    }


def _with_link(values: dict[str, Any], language: str) -> tuple[dict[str, Any], list[str]]:
    rows = CallSubscription.objects.select_related("call", "partner")
    subscription = rows.get(public_id=values["subscription"])
    life = END_LINK_LIFE if subscription.confirmed_at else LINK_LIFE
    _row, token = mint_link(
        PURPOSE, subscription.public_id, subscription.email, language, clock.now() + life
    )
    page = reverse("subscription", args=[token])
    shown = {**values, "about": subscription, "link": f"{settings.PUBLIC_ADDRESS}{page}"}
    if "call" in values:
        call = Call.objects.get(public_id=values["call"])
        address = settings.PUBLIC_ADDRESS + reverse("call", args=[call.public_id])
        shown |= {"call": call, "call_address": address}

    return shown, [token]


MESSAGES = tuple(
    Message(kind, f"calls/mail/{kind}_subject.txt", f"calls/mail/{kind}.txt", _with_link)
    for kind in (CONFIRM, CONFIRMED, OPENED)
)
