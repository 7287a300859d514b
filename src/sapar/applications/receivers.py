"""What applications do when a call or an account below them changes."""

from typing import Any

from django.dispatch import receiver

from sapar.accounts.models import User
from sapar.accounts.recipients import recipient_of
from sapar.accounts.signals import account_closing
from sapar.applications.enums import EDITABLE_STATES, LIVE_STATES
from sapar.applications.models import Application
from sapar.applications.notices import tell_call_cancelled
from sapar.applications.queries import own_applications
from sapar.applications.readiness import accepts_at, closes_for
from sapar.calls.enums import CallState
from sapar.calls.models import Call, CallPlace
from sapar.calls.notices import tell_seats_lowered
from sapar.calls.signals import call_cancelled, seats_lowered
from sapar.core import clock
from sapar.core.errors import Refusal


@receiver(call_cancelled)
def tell_applicants(call: Call, reason: str, **_: Any) -> None:
    """Whoever has begun or sent an application learns that its call is cancelled, and why."""
    for application in Application.objects.filter(call=call, state__in=LIVE_STATES):
        tell_call_cancelled(application, reason)


@receiver(seats_lowered)
def tell_who_wishes(place: CallPlace, before: int, reason: str, **_: Any) -> None:
    """Whoever has the place among the wishes learns that it has fewer seats, and why."""
    live = Application.objects.filter(wishes__place=place, state__in=LIVE_STATES)
    for application in live.select_related("engagement__person"):
        recipient = recipient_of(application.engagement.person)
        is_open = application.state in EDITABLE_STATES and accepts_at(application, clock.now())
        until = closes_for(application) if is_open else None
        if recipient is not None:
            tell_seats_lowered(recipient, place, before=before, reason=reason, until=until)


@receiver(account_closing)
def refuse_while_in_progress(user: User, **_: Any) -> None:
    """A call that is not decided yet must be able to reach its applicants."""
    undecided = own_applications(user).filter(state__in=LIVE_STATES, call__state=CallState.OPENED)
    application = undecided.first()
    if application is not None:
        raise Refusal("application-in-progress", number=application.public_id)
