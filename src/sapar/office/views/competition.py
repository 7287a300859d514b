"""A competition from draft to nominations: how each step stands, and what it waits for."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mobility_rules.findings import Finding
from sapar.applications.enums import ApplicationState
from sapar.calls.enums import CallPhase, CallState
from sapar.calls.models import Call
from sapar.core import clock
from sapar.core.formatting import format_instant
from sapar.nominations.enums import NominationState
from sapar.nominations.models import Nomination
from sapar.selection.enums import OfferState, RunState
from sapar.selection.freed import seats_waiting
from sapar.selection.models import Offer, Outcome
from sapar.selection.queries import open_appeals
from sapar.ui.parts import Task, Tone


def steps_of(call: Call, findings: Sequence[Finding]) -> list[Task]:
    """The steps in their order; a step that cannot be taken yet has no address."""
    if call.state == CallState.CANCELLED:
        return []
    return [
        _drafting(call, findings),
        _publishing(call, findings),
        _applications(call),
        _scores(call),
        _placement(call),
        _offers(call),
        _nominations(call),
    ]


def _drafting(call: Call, findings: Sequence[Finding]) -> Task:
    title = _("Draft: texts, places, requirements, scorecard")
    if call.state != CallState.DRAFT:
        return Task(title, _("done"), Tone.GOOD)
    if not findings:
        return Task(title, _("complete"), Tone.GOOD)
    missing = ngettext(
        "%(number)s thing is missing", "%(number)s things are missing", len(findings)
    )
    return Task(title, missing % {"number": len(findings)}, Tone.ACT)


def _publishing(call: Call, findings: Sequence[Finding]) -> Task:
    title = _("Publish and freeze the terms")
    if call.opened_at is not None:
        return Task(title, _("done"), Tone.GOOD, hint=format_instant(call.opened_at))
    if findings:
        return Task(title, _("not yet"), Tone.WAIT, hint=_("The draft has to be complete first."))
    return Task(title, _("ready"), Tone.ACT, _address("office-call-publish", call))


def _applications(call: Call) -> Task:
    title = _("Applications: check, release, verify")
    if call.opened_at is None:
        return _not_yet(title, _("The call has to be published first."))
    counts = call.applications.aggregate(
        waiting=Count("pk", filter=Q(state__in=_WAITING)),
        verified=Count("pk", filter=Q(state=ApplicationState.VERIFIED)),
    )
    state = _("%(verified)s ready, %(waiting)s to check") % counts
    address = _list_address("office-applications", call)
    return Task(title, state, Tone.ACT if counts["waiting"] else Tone.GOOD, address)


_WAITING = (ApplicationState.SUBMITTED, ApplicationState.RETURNED, ApplicationState.RELEASED)


def _scores(call: Call) -> Task:
    title = _("Scores of the commission")
    if call.phase_at(clock.now()) in (CallPhase.DRAFT, CallPhase.COMING):
        return _not_yet(title, _("There are no applications yet."))
    counts = call.applications.filter(state=ApplicationState.VERIFIED).aggregate(
        all=Count("pk", distinct=True),
        scored=Count("pk", distinct=True, filter=Q(score_sheets__handed_in_at__isnull=False)),
    )
    state = _("%(scored)s of %(all)s have scores") % counts
    is_done = counts["all"] > 0 and counts["scored"] == counts["all"]
    return Task(title, state, Tone.GOOD if is_done else Tone.WAIT, _address("office-scores", call))


def _placement(call: Call) -> Task:
    title = _("Placement: preview, then publish")
    if call.state == CallState.DECIDED:
        return Task(title, _("published"), Tone.GOOD, _address("office-placement", call))
    if call.phase_at(clock.now()) != CallPhase.CLOSED:
        return _not_yet(title, _("The call has to close first."))
    has_preview = call.runs.filter(state=RunState.PREVIEW).exists()
    state = _("previewed") if has_preview else _("to be done")
    return Task(title, state, Tone.ACT, _address("office-placement", call))


def _offers(call: Call) -> Task:
    title = _("Offers and reserve list")
    if call.state != CallState.DECIDED:
        return _not_yet(title, _("The result has to be published first."))
    counts = Offer.objects.filter(place__call=call).aggregate(
        waiting=Count("pk", filter=Q(state=OfferState.OFFERED)),
        accepted=Count("pk", filter=Q(state=OfferState.ACCEPTED)),
    )
    state = _("%(accepted)s accepted, %(waiting)s waiting for an answer") % counts
    tone = Tone.WAIT if counts["waiting"] else Tone.GOOD
    to_do = _after_the_result(call)
    return Task(
        title, state, Tone.ACT if to_do else tone, _address("office-offers", call), hint=to_do
    )


def _after_the_result(call: Call) -> str:
    """What waits for the owner beside the answers to offers, in a sentence each."""
    appeals = open_appeals(call).count()
    seats = seats_waiting(Outcome.objects.filter(run__call=call)).count()
    told = []
    if appeals:
        told.append(
            ngettext("%(number)s appeal to answer.", "%(number)s appeals to answer.", appeals)
            % {"number": appeals}
        )
    if seats:
        told.append(
            ngettext(
                "%(number)s seat waits to be filled.", "%(number)s seats wait to be filled.", seats
            )
            % {"number": seats}
        )
    return " ".join(told)


def _nominations(call: Call) -> Task:
    title = _("Nominations to the hosts")
    if call.state != CallState.DECIDED:
        return _not_yet(title, _("Somebody has to accept an offer first."))
    counts = Nomination.objects.filter(letter__call=call).aggregate(
        sent=Count("pk"), accepted=Count("pk", filter=Q(state=NominationState.ACCEPTED))
    )
    state = _("%(sent)s nominated, %(accepted)s accepted by the host") % counts
    is_done = counts["sent"] > 0 and counts["sent"] == counts["accepted"]
    tone = Tone.GOOD if is_done else Tone.ACT
    return Task(title, state, tone, _address("office-nominations", call))


def _not_yet(title: str, hint: str) -> Task:
    return Task(title, _("not yet"), Tone.WAIT, hint=hint)


def _address(name: str, call: Call) -> str:
    return reverse(name, args=[call.public_id])


def _list_address(name: str, call: Call) -> str:
    return f"{reverse(name)}?call={call.public_id}"
