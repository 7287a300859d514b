"""What academic mobility is: the text, and beside it what the data know."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sapar.calls.criteria import Asked
from sapar.content.markup import headings
from sapar.core.formatting import format_number
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Unit
from sapar.nominations.statistics import Step, StepDuration, step_durations
from sapar.portal.views.articles import reading_at
from sapar.ui.pages import public_page


@dataclass(frozen=True, slots=True)
class WayStep:
    """One step of the way; ``took`` is how long it took in the past, where data tell. reads_on:
    the name of a page that tells more."""

    name: Promise
    text: Promise
    holder: Promise
    took: StepDuration | None = None
    reads_on: str = ""


CRITERIA = (
    (_("No disciplinary penalty"), _("in force on the day of the judgement")),
    (_("An average score of at least %(minimum)s"), _("over all studies so far, never rounded up")),
    (_("No breach of the code of ethics"), _("that the university has established")),
    (_("Enough English for the place"), _("each place names its level; a certificate shows it")),
    (_("No academic debt"), _("a debt can still be cleared before the deadline")),
    (_("Able to work in a team and to communicate"), _("the commission judges it in words")),
)


SOURCES = (
    "D. Gale, L. Shapley: College Admissions and the Stability of Marriage, 1962",
    "L. Dubins, D. Freedman: Machiavelli and the Gale-Shapley Algorithm, 1981",
    "A. Roth: The Economics of Matching: Stability and Incentives, 1982",
    "I. Hafalir, M. Yenmez, M. Yildirim: Effective Affirmative Action in School Choice, 2013",
)
"""Of the rule by which places are given; titles stay in their language."""


@require_safe
@public_page
def about(request: HttpRequest) -> HttpResponse:
    reading = reading_at("what-is-academic-mobility")
    minimum = format_number(Asked().minimum_gpa)
    context = {
        "reading": reading,
        "contents": headings(reading.body.get(reading.shown_in)) if reading else [],
        "home_reading": reading_at("what-you-bring-home"),
        "programmes": reading_at("exchange-programmes"),
        "criteria": [(str(name) % {"minimum": minimum}, text) for name, text in CRITERIA],
        "way": _way(),
        "department": Unit.objects.filter(kind=UnitKind.DEPARTMENT).first(),
        "schools": Unit.objects.filter(kind=UnitKind.SCHOOL).order_by("code"),
    }
    return render(request, "portal/about/about.html", context)


@require_safe
@public_page
def how_places(request: HttpRequest) -> HttpResponse:
    """The mechanism in plain words, and what it promises and does not promise."""
    return render(request, "portal/about/how_places.html", {"sources": SOURCES})


def _way() -> list[WayStep]:
    took = {duration.step: duration for duration in step_durations()}
    return [
        WayStep(
            _("Find a call"),
            _("A call names its places, conditions, papers and deadline."),
            _("you"),
        ),
        WayStep(
            _("Apply"),
            _("Wishes in order, motivation, papers. What you type is saved at once."),
            _("you, until the deadline"),
        ),
        WayStep(
            _("Your application is checked"),
            _("Every criterion is judged from the records, with its reason."),
            _("your school, and for a stay abroad the department as well"),
            took[Step.CHECKED],
        ),
        WayStep(
            _("Places are given out"),
            _("The commission scores; places go by score and by your wishes."),
            _("the commission"),
            took[Step.DECIDED],
            reads_on="how-places",
        ),
        WayStep(
            _("You accept the offer"),
            _("Or decline it: then the next on the reserve list moves up."),
            _("you"),
            took[Step.ACCEPTED],
        ),
        WayStep(
            _("The host answers"),
            _("The university nominates you; the host accepts, asks or declines."),
            _("the host"),
            took[Step.ANSWERED],
        ),
        WayStep(
            _("You agree on your courses, and leave"),
            _("The learning agreement says what replaces what at home."),
            _("you, your school and the host"),
        ),
        WayStep(
            _("You return, and it counts"),
            _("The transcript comes, credits are recognised, and you tell how it was."),
            _("your school"),
        ),
    ]
