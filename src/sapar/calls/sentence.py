"""The sentence every call opens with: where it stands, what is next, who holds it, until when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sapar.calls.enums import CallPhase
from sapar.calls.models import Call
from sapar.core.formatting import format_instant


@dataclass(frozen=True, slots=True)
class CallSentence:
    """`label` is the phase in a word or two; `holder` is empty when it is the applicants' turn."""

    label: str
    where: str
    next: str
    holder: str = ""
    until: dt.datetime | None = None
    tone: str = "wait"


def sentence_of(call: Call, at: dt.datetime) -> CallSentence:
    phase = call.phase_at(at)
    label = str(phase.label)
    owner = str(call.owner)
    if phase == CallPhase.DRAFT:
        return CallSentence(
            label,
            _("Draft: nobody but its owner sees it."),
            _("Complete it, look at what will be frozen, then publish it."),
            owner,
            tone="act",
        )
    if phase == CallPhase.COMING:
        where = _("Announced; opens on %(opens_at)s.") % {"opens_at": format_instant(call.opens_at)}
        return CallSentence(label, where, _("From then on applications are accepted."), tone="info")
    if phase == CallPhase.OPEN:
        return CallSentence(
            label,
            _("Open: applications are accepted."),
            _("After the deadline the applications are checked and scored."),
            until=call.closes_at,
            tone="good",
        )
    if phase == CallPhase.CLOSED:
        return CallSentence(
            label,
            _("Closed: no more applications are accepted."),
            _("The commission scores them; then the result is published under pseudonyms."),
            owner,
        )
    if phase == CallPhase.DECIDED:
        return CallSentence(
            label,
            _("Decided: the result is published."),
            _("Whoever was offered a place answers; a place given back goes to who waits for it."),
            tone="ended",
        )
    return CallSentence(
        label,
        _("Cancelled: %(reason)s") % {"reason": call.state_reason or _("no reason was given.")},
        _("No applications are accepted, and no places are given."),
        tone="bad",
    )
