"""One partner as everybody sees it: on what ground one goes, what it costs, what others lived."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sapar.accounts.enums import Direction
from sapar.calls.models import CallPlace
from sapar.calls.queries import coming_calls, open_calls, places_at, visible_to, with_places
from sapar.content.models import Contact, Picture
from sapar.core import clock
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Institution
from sapar.nominations.statistics import partner_experience
from sapar.partnerships.finding import current_conditions, with_conditions
from sapar.partnerships.models import HostProfile
from sapar.partnerships.queries import direction_of, public_partners
from sapar.portal.views.calls import CallRow, rows_of
from sapar.portal.views.partner_past import CHANCES, past_row, step_rows
from sapar.ui.pages import public_page


@require_safe
@public_page
def partner_page(request: HttpRequest, partner_id: str) -> HttpResponse:
    partners = with_conditions(public_partners()).select_related("profile")
    partner: Institution = get_object_or_404(partners, public_id=partner_id)
    today = clock.today()
    places = list(places_at(partner))
    experience = partner_experience(partner)
    conditions = list(current_conditions(partner, today))
    profile = getattr(partner, "profile", None)
    context = {
        "partner": partner,
        "is_name_ours": get_language() in partner.names_to_confirm,
        "profile": profile,
        "pictures": _pictures(profile),
        "calls": _calls_with(places, request),
        "agreements": [(row, row.covers(today, today)) for row in partner.agreements.all()],
        "today": today,
        "places": places,
        "languages": sorted({code for row in conditions for code in row.languages}),
        "english": sorted({row.minimum_english for row in conditions if row.minimum_english}),
        "experience": experience,
        "past": [past_row(place) for place in experience.past],
        "chances": CHANCES[experience.demand],
        "steps": step_rows(experience),
        "contacts": _contacts_for(partner),
    }
    return render(request, "portal/partners/partner.html", context)


def _calls_with(places: Sequence[CallPlace], request: HttpRequest) -> list[CallRow]:
    """Calls with a place here that accept applications or will, the next deadline first."""
    here = with_places(visible_to(request.user)).filter(places__in=places).distinct()
    return rows_of([*open_calls(here), *coming_calls(here)], request.user)


def _pictures(profile: HostProfile | None) -> list[Picture]:
    if profile is None:
        return []
    released = profile.pictures.filter(released_at__isnull=False)
    return list(released)


def _contacts_for(partner: Institution) -> QuerySet[Contact]:
    """Whom one asks at home: the department about abroad, the schools about Kazakhstan. The
    coordinators at the host are people whose addresses are not published.
    """
    is_external = direction_of(partner) == Direction.EXTERNAL
    kind = UnitKind.DEPARTMENT if is_external else UnitKind.SCHOOL
    return (
        Contact.objects.filter(unit__kind=kind)
        .select_related("unit")
        .order_by("unit", "position", "pk")
    )
