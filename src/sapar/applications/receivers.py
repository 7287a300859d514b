"""What applications do when a call or an account below them changes."""

from typing import Any

from django.dispatch import receiver

from sapar.accounts.models import User
from sapar.accounts.signals import account_closing
from sapar.applications.enums import LIVE_STATES
from sapar.applications.models import Application
from sapar.applications.notices import tell_call_cancelled
from sapar.applications.queries import own_applications
from sapar.calls.enums import CallState
from sapar.calls.models import Call
from sapar.calls.signals import call_cancelled
from sapar.core.errors import Refusal


@receiver(call_cancelled)
def tell_applicants(call: Call, reason: str, **_: Any) -> None:
    """Whoever has begun or sent an application learns that its call is cancelled, and why."""
    for application in Application.objects.filter(call=call, state__in=LIVE_STATES):
        tell_call_cancelled(application, reason)


@receiver(account_closing)
def refuse_while_in_progress(user: User, **_: Any) -> None:
    """A call that is not decided yet must be able to reach its applicants."""
    undecided = own_applications(user).filter(state__in=LIVE_STATES, call__state=CallState.OPENED)
    application = undecided.first()
    if application is not None:
        raise Refusal("application-in-progress", number=application.public_id)
