"""The first page: what this is, what is due next, where one can go, who helps. Nine queries."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sapar.calls.enums import CallState
from sapar.calls.models import Call
from sapar.calls.queries import visible_to
from sapar.calls.sentence import sentence_of
from sapar.content.enums import Rubric
from sapar.content.queries import published_articles
from sapar.core import clock
from sapar.core.formatting import country_name
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Unit
from sapar.partnerships.enums import HOME_COUNTRY
from sapar.partnerships.queries import public_partners
from sapar.portal import structured
from sapar.portal.views.articles import readings
from sapar.portal.views.standings import standings_for
from sapar.stories.queries import published_stories
from sapar.ui.pages import public_page

DEADLINES, NEWS, STORIES = 4, 3, 2


@require_safe
@public_page
def home(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    department = (
        Unit.objects.filter(institution__is_home=True, kind=UnitKind.DEPARTMENT)
        .select_related("institution")
        .first()
    )
    calls = _next_deadlines(request)
    standings = standings_for(request.user, calls)
    articles = published_articles(Rubric.NEWS, Rubric.HELPFUL)[:NEWS]
    context = {
        "deadlines": [(call, sentence_of(call, now), standings.get(call.pk, [])) for call in calls],
        "countries": _countries(),
        "news": readings(articles, with_covers=False),
        "stories": published_stories()[:STORIES],
        "department": department,
        "structured": structured.university(department),
    }
    if department:
        context["university"] = department.institution.name
    return render(request, "portal/home.html", context)


def _next_deadlines(request: HttpRequest) -> list[Call]:
    """Open and announced calls, the next to close first."""
    published = visible_to(request.user).filter(state=CallState.OPENED, closes_at__gt=clock.now())
    return list(published.order_by("closes_at", "pk")[:DEADLINES])


def _countries() -> list[tuple[str, str, int]]:
    """Code, name and number of partners; the own country first, then the most partners."""
    counted = public_partners().order_by().values("country").annotate(number=Count("pk"))
    rows = [(row["country"], country_name(row["country"]), row["number"]) for row in counted]
    rows.sort(key=lambda row: (row[0] != HOME_COUNTRY, -row[2], row[1]))
    return rows
