"""Where the clock of the sample university can be moved: on by a while, past a deadline, back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sapar.accounts.models import User
from sapar.calls.queries import visible_to
from sapar.core import clock
from sapar.core.formatting import format_instant
from sapar.selection.enums import OfferState
from sapar.selection.models import Offer

MINUTE = dt.timedelta(minutes=1)
BEGINNING = "beginning"
STEPS = {
    "hour": (gettext_lazy("One hour on"), dt.timedelta(hours=1)),
    "day": (gettext_lazy("One day on"), dt.timedelta(days=1)),
    "week": (gettext_lazy("One week on"), dt.timedelta(days=7)),
    "month": (gettext_lazy("Thirty days on"), dt.timedelta(days=30)),
}
Moments = dict[str, tuple[str, dt.datetime]]


def moments(user: User | AnonymousUser) -> Moments:
    """Deadlines still ahead, a minute after which something else is true."""
    now = clock.now()
    ahead: Moments = {}
    for call in visible_to(user).filter(closes_at__gt=now).order_by("closes_at"):
        label = _("Past the deadline of “%(call)s”") % {"call": call.title}
        ahead[call.public_id] = (label, call.closes_at + MINUTE)
    offer = Offer.objects.filter(state=OfferState.OFFERED, respond_by__gt=now).order_by(
        "respond_by"
    )
    if first := offer.first():
        ahead["offer"] = (_("Past the deadline of the next offer"), first.respond_by + MINUTE)
    return ahead


class ClockForm(forms.Form):
    """One choice; ``cleaned_data["offset"]`` is how far the sample then is from the world."""

    to = forms.ChoiceField(label=gettext_lazy("Move the clock"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, moments: Moments, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moments = moments
        deadlines = [
            (key, f"{label}: {format_instant(at)}") for key, (label, at) in moments.items()
        ]
        steps = [(key, label) for key, (label, _by) in STEPS.items()]
        begins = format_instant(clock.SAMPLE_BEGINS)
        back = (BEGINNING, _("Back to the beginning of the sample: %(at)s") % {"at": begins})
        self.fields["to"].choices = [*steps, *deadlines, back]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("to")
        offset = clock.sample_offset()
        if chosen in STEPS:
            offset += STEPS[chosen][1]
        elif chosen in self.moments:
            offset += self.moments[chosen][1] - clock.now()
        elif chosen == BEGINNING:
            offset = clock.SAMPLE_BEGINS - dt.datetime.now(dt.UTC)
        return {"offset": offset}
