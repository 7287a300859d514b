"""What still keeps a draft from being submitted: every reason at once, each with its task.

The page "check and submit" shows the same list that the deed refuses with.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sapar.applications.enums import ApplicationState, Consent
from sapar.applications.judging import Judgement, judge_draft
from sapar.applications.models import Application
from sapar.calls.enums import CallState
from sapar.calls.models import Call, CallPlace
from sapar.core import clock
from sapar.core.errors import Refusal


class Task(StrEnum):
    """The pages of an application, in the order of the task list."""

    ABOUT = "about"
    WISHES = "wishes"
    MOTIVATION = "motivation"
    DOCUMENTS = "documents"
    CONSENTS = "consents"


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason why the draft cannot go; ``task`` is where it is put right, if anywhere."""

    code: str
    task: Task | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


class NotReady(Refusal):
    """The draft cannot be submitted; ``problems`` are all the reasons."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("application-not-ready", count=len(problems))
        self.problems = problems


def problems_of(application: Application, judgement: Judgement | None = None) -> list[Problem]:
    """Every reason against submitting the draft now. Empty: it may be submitted."""
    judgement = judgement or judge_draft(application)
    return [
        *_late(application),
        *_missing_texts(application),
        *_wishes(application, judgement),
        *_missing_documents(application),
        *_missing_consents(application),
        *_not_for_you(judgement),
    ]


def closes_for(application: Application) -> dt.datetime:
    """The instant at which this application can no longer be submitted."""
    call = application.call
    if application.state != ApplicationState.RETURNED or application.correct_until is None:
        return call.closes_at
    return max(call.closes_at, application.correct_until)


def accepts_at(application: Application, instant: dt.datetime) -> bool:
    """Whether it may be submitted at ``instant``; the closing time itself is already too late."""
    call = application.call
    is_open = call.state == CallState.OPENED and call.opens_at <= instant
    return is_open and instant < closes_for(application)


def is_overdue(application: Application) -> bool:
    """Returned for correction, and the time to correct has passed."""
    is_returned = application.state == ApplicationState.RETURNED
    return is_returned and clock.now() >= closes_for(application)


def is_covered(place: CallPlace, call: Call) -> bool:
    """Whether the agreement behind the place lasts through the whole stay."""
    return place.condition.agreement.covers(call.period.starts_on, call.period.ends_on)


def ended_agreement(place: CallPlace) -> dict[str, object]:
    """The values of ``place-agreement-ended``."""
    return {"host": place.host.name, "valid_until": place.condition.agreement.valid_until}


def _late(application: Application) -> Iterator[Problem]:
    if accepts_at(application, clock.now()):
        return
    if application.call.state == CallState.OPENED:
        yield Problem("submission-too-late", values={"closed_at": closes_for(application)})
    else:
        yield Problem("call-takes-no-applications")


def _missing_texts(application: Application) -> Iterator[Problem]:
    if not application.phone.strip():
        yield Problem("phone-missing", Task.ABOUT)
    if not application.emergency_contact.strip():
        yield Problem("emergency-contact-missing", Task.ABOUT)
    if not application.motivation.strip():
        yield Problem("motivation-missing", Task.MOTIVATION)


def _wishes(application: Application, judgement: Judgement) -> Iterator[Problem]:
    wishes = application.wishes.select_related("place__condition__agreement__partner")
    places = [wish.place for wish in wishes]
    if not places:
        yield Problem("wish-missing", Task.WISHES)
    for place in places:
        if not is_covered(place, application.call):
            yield Problem("place-agreement-ended", Task.WISHES, ended_agreement(place))
        elif not judgement.verdicts[place.public_id].may_submit and _may_submit(judgement):
            yield Problem("wish-not-for-you", Task.WISHES, {"host": place.host.name})


def _missing_documents(application: Application) -> Iterator[Problem]:
    given = application.documents.values("requirement")
    missing = application.call.documents.filter(is_required=True).exclude(pk__in=given)
    for requirement in missing:
        yield Problem("document-missing", Task.DOCUMENTS, {"document": requirement.name})


def _missing_consents(application: Application) -> Iterator[Problem]:
    for consent in Consent:
        if consent not in application.consents:
            yield Problem("consent-missing", Task.CONSENTS, {"consent": consent.label})


def _not_for_you(judgement: Judgement) -> Iterator[Problem]:
    """A reason that no waiting cures; a curable one (a debt) only warns, see the criteria."""
    for finding in judgement.verdicts[""].blocking:
        if not finding.curable:
            yield Problem("criterion-not-met", values={"finding": finding})


def _may_submit(judgement: Judgement) -> bool:
    return judgement.verdicts[""].may_submit
