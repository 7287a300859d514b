"""For guests: what the university is, what they can take, when, and how they come."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sapar.content.queries import published_articles
from sapar.core import clock
from sapar.core.formatting import language_name
from sapar.institutions.enums import Level, PeriodKind, UnitKind
from sapar.institutions.models import AcademicYear, Course, Period, Unit
from sapar.portal import structured
from sapar.portal.views.articles import INCOMING_PAGES, reading_at, readings
from sapar.ui.pages import public_page

ON_A_PAGE = 30
LANGUAGES = ("kk", "ru", "en")
ANY = ("", _("any"))


class CourseSearch(forms.Form):
    school = forms.ChoiceField(label=_("School"), required=False)
    level = forms.ChoiceField(
        label=_("Level of study"), required=False, choices=[ANY, *Level.choices]
    )
    language = forms.ChoiceField(label=_("Language of teaching"), required=False)
    period = forms.ChoiceField(
        label=_("Period"), required=False, choices=[ANY, *PeriodKind.choices]
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        schools = Unit.objects.filter(kind=UnitKind.SCHOOL).order_by("code")
        self._offer("school", [(unit.code, unit.name) for unit in schools])
        self._offer("language", [(code, language_name(code)) for code in LANGUAGES])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = [ANY, *choices]  # type: ignore[attr-defined]


@require_safe
@public_page
def incoming(request: HttpRequest) -> HttpResponse:
    pages = {row.article.slug: row for row in readings(_pages(), with_covers=False)}
    context = {
        "reading": reading_at("come-to-us"),
        "pages": [pages[slug] for slug in INCOMING_PAGES if slug in pages],
        "years": _years(),
        "offered": Course.objects.filter(is_offered=True).count(),
        "department": Unit.objects.filter(kind=UnitKind.DEPARTMENT).first(),
    }
    return render(request, "portal/incoming/incoming.html", context)


@require_safe
@public_page
def courses(request: HttpRequest) -> HttpResponse:
    form = CourseSearch(request.GET)
    offered = Course.objects.filter(is_offered=True).select_related("unit__institution")
    wanted = form.cleaned_data if form.is_valid() else {}
    columns = {"school": "unit__code", "level": "level", "period": "period_kind"}
    for name, column in columns.items():
        if wanted.get(name):
            offered = offered.filter(**{column: wanted[name]})
    found = [
        course
        for course in offered
        if not wanted.get("language") or wanted["language"] in course.languages
    ]
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "structured": structured.courses(page.object_list)}
    return render(request, "portal/incoming/courses.html", context)


def _pages() -> Any:
    return published_articles().filter(slug__in=INCOMING_PAGES)


def _years() -> list[AcademicYear]:
    """The present academic year and the next one; a period stands above those inside it."""
    years = AcademicYear.objects.filter(institution__is_home=True, ends_on__gte=clock.today())
    periods = Period.objects.order_by("starts_on", "-ends_on")
    return list(years.prefetch_related(Prefetch("periods", queryset=periods))[:2])
