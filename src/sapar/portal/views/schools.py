"""Schools: who helps there, which calls of their own they have, what came of them."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sapar.calls.queries import coming_calls, open_calls, past_calls, visible_to, with_places
from sapar.content.models import Contact
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Programme, Unit
from sapar.nominations.stays import verified_stays
from sapar.portal.views.calls import past_rows_of, rows_of
from sapar.ui.pages import public_page


@require_safe
@public_page
def school_list(request: HttpRequest) -> HttpResponse:
    schools = Unit.objects.filter(kind=UnitKind.SCHOOL).order_by("code")
    return render(request, "portal/schools/list.html", {"schools": schools})


@require_safe
@public_page
def school_page(request: HttpRequest, code: str) -> HttpResponse:
    school = get_object_or_404(Unit, kind=UnitKind.SCHOOL, code=code)
    own = with_places(visible_to(request.user).filter(owner=school))
    context = {
        "school": school,
        "contacts": Contact.objects.filter(unit=school),
        "programmes": Programme.objects.filter(unit=school).order_by("level", "code"),
        "open_calls": rows_of(open_calls(own)),
        "coming_calls": rows_of(coming_calls(own)),
        "past_calls": past_rows_of(past_calls(own)),
        "went": _went(school),
    }
    return render(request, "portal/schools/school.html", context)


def _went(school: Unit) -> list[dict[str, object]]:
    """Stays of the school's people that are over: academic year, direction and how many."""
    stays = verified_stays().filter(offer__application__engagement__unit=school)
    return list(
        stays.values("letter__call__period__academic_year__name", "letter__call__direction")
        .annotate(number=Count("pk"))
        .order_by("-letter__call__period__academic_year__name", "letter__call__direction")
    )
