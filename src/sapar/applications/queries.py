"""Reads across applications: who sees which, the version that counts, and what is still to do."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from sapar.accounts.enums import Direction, RoleKind
from sapar.accounts.models import Person, User
from sapar.accounts.queries import engagements_of, units_held
from sapar.applications.enums import LIVE_STATES, ApplicationState
from sapar.applications.models import Application, Submission, Verdict
from sapar.calls.models import Call, CallPlace

COMMISSION = (RoleKind.COMMISSION_MEMBER, RoleKind.COMMISSION_CHAIR)


def own_applications(user: User | AnonymousUser) -> QuerySet[Application]:
    """The applications of the person behind the account, drafts included."""
    return Application.objects.filter(engagement__in=engagements_of(user))


def visible_to(user: User | AnonymousUser) -> QuerySet[Application]:
    """Own ones, and by duty those that were submitted at some time."""
    return Application.objects.filter(Q(engagement__in=engagements_of(user)) | _duties(user))


def for_staff(user: User | AnonymousUser) -> QuerySet[Application]:
    """What the user sees by duty.

    A coordinator sees those of the own school's people, an officer those to the external calls of
    the own department, a commission the verified ones to the calls of its unit.
    """
    return Application.objects.filter(_duties(user))


def _duties(user: User | AnonymousUser) -> Q:
    by_role = (
        Q(engagement__unit__in=units_held(user, RoleKind.COORDINATOR))
        | Q(call__direction=Direction.EXTERNAL, call__owner__in=units_held(user, RoleKind.OFFICER))
        | Q(state=ApplicationState.VERIFIED, call__owner__in=units_held(user, *COMMISSION))
    )
    return Q(submitted_at__isnull=False) & by_role


def latest_submission(application: Application) -> Submission:
    """The version that counts. Raises `Submission.DoesNotExist` before the first one."""
    return application.submissions.latest("number")


def latest_submissions(applications: Iterable[Application]) -> dict[int, Submission]:
    """The version that counts of each application (key) that was ever submitted, in one query."""
    rows = Submission.objects.filter(application__in=applications).order_by("number")
    return {row.application_id: row for row in rows}


def submitted_wishes(
    application: Application, submission: Submission | None = None
) -> list[CallPlace]:
    """The places of a version (of the one that counts), the one wanted most first."""
    wanted: list[str] = (submission or latest_submission(application)).content["wishes"]
    places = CallPlace.objects.select_related(
        "call__period", "call__owner", "condition__agreement__partner"
    ).in_bulk(wanted, field_name="public_id")
    return [places[wish] for wish in wanted]


def latest_verdicts(application: Application) -> dict[str, Verdict]:
    """The last stored verdict for the call ("") and for each wish (public id of the place)."""
    return {row.wish: row for row in application.verdicts.order_by("judged_at", "id")}


def live_applications_of(
    who: User | AnonymousUser | Person, calls: Iterable[Call]
) -> QuerySet[Application]:
    """The person's applications to the calls that are neither refused nor withdrawn."""
    return Application.objects.filter(
        engagement__in=engagements_of(who), call__in=list(calls), state__in=LIVE_STATES
    )
