"""What waits for a member of staff: a queue a kind of work, with count and oldest item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import rules
from django.db.models import Count, Min, QuerySet
from django.utils.translation import gettext as _

from sapar.accounts.enums import RoleKind
from sapar.accounts.models import User
from sapar.accounts.queries import has_role, person_of, units_held
from sapar.applications.enums import ApplicationState
from sapar.applications.models import Application
from sapar.applications.queries import COMMISSION
from sapar.calls.enums import CallState
from sapar.calls.queries import kept_by
from sapar.content.asking import questions_to_answer
from sapar.content.queries import in_review, with_unpublished_changes
from sapar.content.regulations import KEEPERS, regulations_to_check
from sapar.core import clock
from sapar.nominations.enums import NominationState
from sapar.nominations.models import Nomination
from sapar.selection.enums import AppealState, OfferState
from sapar.selection.freed import seats_waiting
from sapar.selection.models import Appeal, Offer, Outcome
from sapar.selection.queries import of_others
from sapar.sheets.models import SheetRun
from sapar.stories.queries import open_reports, submitted_stories, waiting_comments


@dataclass(frozen=True, slots=True)
class Queue:
    """`code` tells a screen where the queue is worked off; `oldest` is since when its first item
    waits.
    """

    code: str
    title: str
    count: int
    oldest: dt.datetime | None


def queues_of(user: User) -> list[Queue]:
    """The queues of every role the user holds today, also the empty ones: an empty queue is good
    news.
    """
    return [_queue(*entry) for entry in _entries(user)]


def _entries(user: User) -> Iterator[tuple[str, str, QuerySet[Any], str]]:
    if has_role(user, RoleKind.COORDINATOR):
        yield "release", _("Applications to check and release"), to_release(user), "submitted_at"
    if has_role(user, RoleKind.OFFICER):
        yield "verify", _("Applications to verify"), to_verify(user), "submitted_at"
    if has_role(user, RoleKind.OFFICER, RoleKind.COORDINATOR):
        yield from _owner_entries(user)
        yield "answer", _("Questions to answer"), questions_to_answer(user), "asked_at"
    if rules.has_perm("stories.moderate", user):
        yield from _moderator_entries()
    if has_role(user, *KEEPERS):
        to_check = regulations_to_check(user)
        yield "check", _("Regulations whose status has to be checked"), to_check, "check_due_on"
    if has_role(user, *COMMISSION):
        yield "score", _("Applications to score"), to_score(user), "submitted_at"
    if has_role(user, RoleKind.EDITOR):
        yield "review-articles", _("Articles to review"), in_review(), "edited_at"
        changed = with_unpublished_changes()
        yield "publish-changes", _("Articles with unpublished changes"), changed, "edited_at"
    if has_role(user, RoleKind.REGISTRAR):
        yield "confirm", _("Uploaded files to confirm"), to_confirm(user), "uploaded_at"


def _owner_entries(user: User) -> Iterator[tuple[str, str, QuerySet[Any], str]]:
    yield "place", _("Closed calls without a published result"), to_place(user), "closes_at"
    yield "offers", _("Offers waiting for the applicant's answer"), open_offers(user), "made_at"
    yield (
        "fill",
        _("Seats that wait to be filled"),
        to_fill(user),
        "application__offers__answered_at",
    )
    yield "appeals", _("Appeals to answer"), to_answer(user), "filed_at"
    yield "nominate", _("Accepted offers to nominate"), to_nominate(user), "answered_at"
    yield "correct", _("Nominations to correct"), to_correct(user), "answered_at"


def _moderator_entries() -> Iterator[tuple[str, str, QuerySet[Any], str]]:
    yield "moderate-comments", _("Comments to read"), waiting_comments(), "written_at"
    yield "look-at-reports", _("Reports on comments"), open_reports(), "reported_at"
    yield "moderate-stories", _("Stories to read"), submitted_stories(), "edited_at"


def _queue(code: str, title: str, items: QuerySet[Any], since: str) -> Queue:
    found = items.aggregate(count=Count("pk", distinct=True), oldest=Min(since))
    return Queue(code, title, found["count"], _instant(found["oldest"]))


def _instant(oldest: dt.datetime | dt.date | None) -> dt.datetime | None:
    """What waits since a day waits since that day began at the university."""
    if oldest is None or isinstance(oldest, dt.datetime):
        return oldest
    return dt.datetime.combine(oldest, dt.time(), clock.university_zone())


def to_release(user: User) -> QuerySet[Application]:
    units = units_held(user, RoleKind.COORDINATOR)
    waiting = Application.objects.filter(state=ApplicationState.SUBMITTED)
    return waiting.filter(engagement__unit__in=units, call__state=CallState.OPENED)


def to_verify(user: User) -> QuerySet[Application]:
    units = units_held(user, RoleKind.OFFICER)
    waiting = Application.objects.filter(state=ApplicationState.RELEASED)
    return waiting.filter(call__owner__in=units, call__state=CallState.OPENED)


def to_place(user: User) -> QuerySet[Any]:
    return kept_by(user).filter(state=CallState.OPENED, closes_at__lte=clock.now())


def open_offers(user: User) -> QuerySet[Offer]:
    return Offer.objects.filter(state=OfferState.OFFERED, place__call__in=kept_by(user))


def to_fill(user: User) -> QuerySet[Outcome]:
    """One for each seat that was given back and that no reserve list fills by itself, as long as
    the stay has not begun."""
    kept = kept_by(user).filter(period__starts_on__gt=clock.today())
    return seats_waiting(Outcome.objects.filter(run__call__in=kept))


def to_answer(user: User) -> QuerySet[Appeal]:
    return Appeal.objects.filter(state=AppealState.FILED, outcome__run__call__in=kept_by(user))


def to_nominate(user: User) -> QuerySet[Offer]:
    nominated = Nomination.objects.exclude(state=NominationState.WITHDRAWN).values("offer")
    accepted = Offer.objects.filter(state=OfferState.ACCEPTED, place__call__in=kept_by(user))
    return accepted.exclude(pk__in=nominated)


def to_correct(user: User) -> QuerySet[Nomination]:
    return Nomination.objects.filter(
        state=NominationState.CORRECTION_REQUESTED, letter__call__in=kept_by(user)
    )


def to_score(user: User) -> QuerySet[Application]:
    """Verified applications of others to closed, undecided calls, for which the member has not
    handed in points.
    """
    member = person_of(user)
    if member is None:
        return Application.objects.none()
    done = Application.objects.filter(
        score_sheets__member=member, score_sheets__handed_in_at__isnull=False
    )
    waiting = Application.objects.filter(
        state=ApplicationState.VERIFIED,
        call__state=CallState.OPENED,
        call__closes_at__lte=clock.now(),
        call__owner__in=units_held(user, *COMMISSION),
    )
    return of_others(waiting, member).exclude(pk__in=done)


def to_confirm(user: User) -> QuerySet[SheetRun]:
    return SheetRun.objects.filter(
        state=SheetRun.State.PREVIEWED, uploaded_by=user.public_id, problems=[]
    )
