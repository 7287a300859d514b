"""Schools: who helps there, which calls of their own they have, what came of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sapar.accounts.enums import Direction
from sapar.applications.models import Application
from sapar.calls.queries import coming_calls, open_calls, past_calls, visible_to, with_places
from sapar.content.models import Contact
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Course, Programme, Unit
from sapar.nominations.stays import verified_stays
from sapar.portal.views.calls import past_rows_of, rows_of
from sapar.selection.enums import OfferState
from sapar.selection.models import Offer
from sapar.ui.pages import public_page


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """Numbers of the school's people: who applied, accepted a place, and returned."""

    year: str
    direction: Direction
    applied: int
    accepted: int
    returned: int


@require_safe
@public_page
def school_list(request: HttpRequest) -> HttpResponse:
    schools = list(Unit.objects.filter(kind=UnitKind.SCHOOL).order_by("code"))
    open_now = Counter(open_calls(visible_to(AnonymousUser())).values_list("owner", flat=True))
    rows = [(school, open_now[school.pk]) for school in schools]
    return render(request, "portal/schools/list.html", {"rows": rows})


@require_safe
@public_page
def school_page(request: HttpRequest, code: str) -> HttpResponse:
    school = get_object_or_404(Unit, kind=UnitKind.SCHOOL, code=code)
    own = with_places(visible_to(request.user).filter(owner=school))
    context = {
        "school": school,
        "contacts": Contact.objects.filter(unit=school).select_related("unit"),
        "programmes": Programme.objects.filter(unit=school).order_by("level", "code"),
        "open_calls": rows_of(open_calls(own)),
        "coming_calls": rows_of(coming_calls(own)),
        "past_calls": past_rows_of(past_calls(own)),
        "offered": Course.objects.filter(unit=school, is_offered=True).count(),
        "years": _years(school),
    }
    return render(request, "portal/schools/school.html", context)


def _years(school: Unit) -> list[SchoolYear]:
    """Each academic year of stays, the latest first. Three queries."""
    own = {"application__engagement__unit": school}
    applied = Application.objects.filter(engagement__unit=school, submitted_at__isnull=False)
    accepted = Offer.objects.filter(state=OfferState.ACCEPTED, **own)
    over = verified_stays().filter(**{f"offer__{name}": unit for name, unit in own.items()})
    counts = [
        _counted(applied, "call"),
        _counted(accepted, "application__call"),
        _counted(over, "letter__call"),
    ]
    lines = sorted({line for count in counts for line in count}, reverse=True)
    return [
        SchoolYear(year, Direction(direction), *(count[year, direction] for count in counts))
        for year, direction in lines
    ]


def _counted(rows: QuerySet[Any], call: str) -> Counter[tuple[str, str]]:
    """How many there are by academic year of the stay and direction."""
    named = rows.order_by().values_list(
        f"{call}__period__academic_year__name", f"{call}__direction"
    )
    return Counter({(year, way): n for year, way, n in named.annotate(number=Count("pk"))})
