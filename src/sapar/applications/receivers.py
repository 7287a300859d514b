"""What applications do when a call below them changes."""

from typing import Any

from django.dispatch import receiver

from sapar.applications.enums import LIVE_STATES
from sapar.applications.models import Application
from sapar.applications.notices import tell_call_cancelled
from sapar.calls.models import Call
from sapar.calls.signals import call_cancelled


@receiver(call_cancelled)
def tell_applicants(call: Call, reason: str, **_: Any) -> None:
    """Whoever has begun or sent an application learns that its call is cancelled, and why."""
    for application in Application.objects.filter(call=call, state__in=LIVE_STATES):
        tell_call_cancelled(application, reason)
