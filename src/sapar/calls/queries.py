"""Which calls are seen, by whom, in which order; who may make one; what places take of a quota."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from sapar.accounts.enums import Direction, RoleKind
from sapar.accounts.models import User
from sapar.accounts.queries import units_held
from sapar.calls.enums import CallState
from sapar.calls.models import Call, CallPlace
from sapar.core import clock
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import AcademicYear, Institution, Unit
from sapar.partnerships.models import AgreementCondition

ALLOTTING = (CallState.OPENED, CallState.DECIDED)
"""States in which the places of a call take seats of an agreement's yearly quota."""


def visible_to(user: User | AnonymousUser) -> QuerySet[Call]:
    """Every call that was ever opened; drafts are seen by those who keep them."""
    opened = Q(opened_at__isnull=False)
    return Call.objects.filter(opened | _kept_by(user)).select_related("owner", "period")


def kept_by(user: User | AnonymousUser) -> QuerySet[Call]:
    """The calls, in every state, that the user may manage."""
    return Call.objects.filter(_kept_by(user)).select_related("owner", "period")


def _kept_by(user: User | AnonymousUser) -> Q:
    external = Q(direction=Direction.EXTERNAL, owner__in=units_held(user, RoleKind.OFFICER))
    internal = Q(direction=Direction.INTERNAL, owner__in=units_held(user, RoleKind.COORDINATOR))
    return external | internal


def worked_on_by(user: User | AnonymousUser) -> QuerySet[Call]:
    """Calls whose owner the user serves: kept ones, and published ones to score for."""
    units = units_held(user, RoleKind.COMMISSION_MEMBER, RoleKind.COMMISSION_CHAIR)
    scored = Q(owner__in=units, opened_at__isnull=False)
    return Call.objects.filter(_kept_by(user) | scored).select_related("owner", "period")


def owners_for(user: User) -> QuerySet[Unit]:
    """The units in whose name the user may make a call: the department's, or an own school's."""
    department = Q(kind=UnitKind.DEPARTMENT, pk__in=units_held(user, RoleKind.OFFICER))
    school = Q(kind=UnitKind.SCHOOL, pk__in=units_held(user, RoleKind.COORDINATOR))
    return Unit.objects.filter(department | school)


def direction_for(owner: Unit) -> Direction:
    """External mobility belongs to the department, internal mobility to a school."""
    return Direction.EXTERNAL if owner.kind == UnitKind.DEPARTMENT else Direction.INTERNAL


def open_calls(calls: QuerySet[Call], at: dt.datetime | None = None) -> QuerySet[Call]:
    """Those that accept applications at the instant, the next deadline first."""
    at = at or clock.now()
    return calls.filter(state=CallState.OPENED, opens_at__lte=at, closes_at__gt=at).order_by(
        "closes_at", "pk"
    )


def coming_calls(calls: QuerySet[Call], at: dt.datetime | None = None) -> QuerySet[Call]:
    """Published calls that do not accept applications yet, the next to open first."""
    at = at or clock.now()
    return calls.filter(state=CallState.OPENED, opens_at__gt=at).order_by("opens_at", "pk")


def past_calls(calls: QuerySet[Call], at: dt.datetime | None = None) -> QuerySet[Call]:
    """Published calls that no longer accept applications, the last closed first."""
    at = at or clock.now()
    is_over = Q(state=CallState.OPENED, closes_at__lte=at) | Q(
        state__in=[CallState.DECIDED, CallState.CANCELLED], opened_at__isnull=False
    )
    return calls.filter(is_over).order_by("-closes_at", "pk")


def with_places(calls: QuerySet[Call]) -> QuerySet[Call]:
    """Calls with places, hosts and `seats` loaded, in as many queries for one as for many."""
    places = CallPlace.objects.select_related("condition__agreement__partner")
    total = (
        CallPlace.objects.filter(call=OuterRef("pk"))
        .order_by()
        .values("call")
        .annotate(total=Sum("seats"))
        .values("total")
    )
    return calls.annotate(seats=Coalesce(Subquery(total), 0)).prefetch_related(
        Prefetch("places", queryset=places)
    )


def places_of(call: Call) -> QuerySet[CallPlace]:
    return call.places.select_related("condition__agreement__partner")


def places_at(host: Institution) -> QuerySet[CallPlace]:
    """Places at the host in calls that were published and not cancelled, the latest stay first."""
    return (
        CallPlace.objects.filter(
            condition__agreement__partner=host,
            call__opened_at__isnull=False,
            call__state__in=ALLOTTING,
        )
        .select_related("call__period__academic_year", "condition")
        .order_by("-call__period__starts_on", "call__closes_at", "pk")
    )


def free_seats(at: dt.datetime | None = None) -> dict[int, int]:
    """Partner (key) -> seats in calls that accept applications at the instant."""
    places = CallPlace.objects.filter(call__in=open_calls(Call.objects.all(), at).order_by())
    rows = places.order_by().values_list("condition__agreement__partner").annotate(Sum("seats"))
    return dict(rows)


def seats_allotted(
    condition: AgreementCondition, year: AcademicYear, *, besides: Call | None = None
) -> int:
    """How many of the condition's seats the calls of that academic year have taken."""
    places = CallPlace.objects.filter(
        condition=condition, call__period__academic_year=year, call__state__in=ALLOTTING
    )
    if besides is not None:
        places = places.exclude(call=besides)
    return places.aggregate(total=Sum("seats"))["total"] or 0


def seats_by_year(conditions: Iterable[AgreementCondition]) -> dict[int, list[tuple[str, int]]]:
    """Condition (key) -> academic years in which calls have taken seats, and how many."""
    rows = (
        CallPlace.objects.filter(condition__in=list(conditions), call__state__in=ALLOTTING)
        .order_by("call__period__academic_year__starts_on")
        .values("condition", "call__period__academic_year__name")
        .annotate(total=Sum("seats"))
    )
    taken: dict[int, list[tuple[str, int]]] = {}
    for row in rows:
        year = row["call__period__academic_year__name"]
        taken.setdefault(row["condition"], []).append((year, row["total"]))
    return taken


def seats_left(conditions: Iterable[AgreementCondition], year: AcademicYear) -> dict[int, int]:
    """Condition (key) -> seats of its quota that no published call of the year has taken."""
    conditions = list(conditions)
    taken = seats_by_year(conditions)
    return {
        condition.pk: condition.quota_per_year - dict(taken.get(condition.pk, ())).get(year.name, 0)
        for condition in conditions
    }
