"""The two-minute guide: five questions, the calls that fit, and nothing kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mobility_rules.findings import Finding
from sapar.accounts.enums import Direction, EngagementKind
from sapar.applications.guide import Answers, Fit, Fitness, fits
from sapar.applications.sayings import say_finding, shown_values
from sapar.calls.models import Call
from sapar.calls.queries import coming_calls, open_calls, visible_to
from sapar.calls.sentence import CallSentence, sentence_of
from sapar.core import clock
from sapar.core.translated import Translated
from sapar.institutions.enums import Level, UnitKind
from sapar.institutions.models import Unit
from sapar.ui.pages import public_page

LEARNERS = {
    "bachelor": (EngagementKind.STUDENT, Level.BACHELOR),
    "integrated": (EngagementKind.STUDENT, Level.INTEGRATED),
    "master": (EngagementKind.STUDENT, Level.MASTER),
    "doctoral": (EngagementKind.STUDENT, Level.DOCTORAL),
    "internship": (EngagementKind.INTERN, Level.INTERNSHIP),
    "residency": (EngagementKind.RESIDENT, Level.RESIDENCY),
}
STAFF = {
    "teacher": (EngagementKind.TEACHER, ""),
    "employee": (EngagementKind.EMPLOYEE, ""),
}
CHOOSE = ("", _("Choose"))
BOTH = ("", _("Either"))
UNSAID = {
    "gpa-unknown": _("You did not say your average score; at least %(minimum)s is needed."),
    "year-unknown": _("It depends on your year of study; at least %(minimum)s is needed."),
    "language-level-unknown": _(
        "A certificate is needed for this language (%(language)s), of level %(level)s at least."
    ),
}
"""What the records do not say of somebody, as it is to somebody who has not been asked for them."""
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")


class GuideForm(forms.Form):
    who = forms.ChoiceField(
        label=_("1. Who are you at the university?"),
        choices=[
            CHOOSE,
            *((code, level.label) for code, (_kind, level) in LEARNERS.items()),
            *((code, kind.label) for code, (kind, _level) in STAFF.items()),
        ],
    )
    school = forms.ChoiceField(label=_("2. Which school do you belong to?"))
    direction = forms.ChoiceField(
        label=_("3. Abroad or in Kazakhstan?"),
        choices=[
            BOTH,
            (Direction.EXTERNAL, _("Abroad")),
            (Direction.INTERNAL, _("In Kazakhstan")),
        ],
        required=False,
    )
    english = forms.ChoiceField(
        label=_("4. Which level of English does your certificate show?"),
        choices=[("", _("I have no certificate")), *((level, level) for level in CEFR)],
        required=False,
    )
    gpa = forms.DecimalField(
        label=_("5. What is your average score (GPA)?"),
        help_text=_("From 0 to 4.00. Leave it empty if you do not know it, or if you are staff."),
        min_value=Decimal(0),
        max_value=Decimal(4),
        decimal_places=4,
        max_digits=5,
        required=False,
    )

    def __init__(self, data: object, schools: QuerySet[Unit]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.schools = {unit.code: unit for unit in schools}
        names = [(code, unit.name) for code, unit in self.schools.items()]
        self.fields["school"].choices = [CHOOSE, *names]  # type: ignore[attr-defined]

    def answers(self) -> Answers:
        kind, level = (LEARNERS | STAFF)[self.cleaned_data["who"]]
        return Answers(
            kind=kind,
            level=level,
            school=self.schools[self.cleaned_data["school"]],
            english=self.cleaned_data["english"],
            gpa=self.cleaned_data["gpa"] if level else None,
        )


@dataclass(frozen=True, slots=True)
class GuideRow:
    call: Call
    sentence: CallSentence
    hosts: list[Translated]
    reasons: list[str]


@require_safe
@public_page
def guide(request: HttpRequest) -> HttpResponse:
    schools = Unit.objects.filter(kind=UnitKind.SCHOOL).order_by("code")
    form = GuideForm(request.GET or None, schools)
    context: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        judged = fits(_calls(request, form.cleaned_data["direction"]), form.answers())
        context |= {
            "is_answered": True,
            "fitting": _rows(judged, Fitness.FITS),
            "maybe": _rows(judged, Fitness.MAY_FIT),
            "others": _rows(judged, Fitness.DOES_NOT_FIT),
        }
    return render(request, "portal/about/guide.html", context)


def _calls(request: HttpRequest, direction: str) -> list[Call]:
    published, now = visible_to(request.user), clock.now()
    if direction:
        published = published.filter(direction=direction)
    return [*open_calls(published, now), *coming_calls(published, now)]


def _rows(judged: Iterable[Fit], fitness: Fitness) -> list[GuideRow]:
    return [_row(fit) for fit in judged if fit.fitness == fitness]


def _row(fit: Fit) -> GuideRow:
    return GuideRow(
        fit.call,
        sentence_of(fit.call, clock.now()),
        [Translated.from_dict(place["host"]["name"]) for place in fit.places],
        [_reason(finding) for finding in fit.reasons],
    )


def _reason(finding: Finding) -> str:
    """A reader without an account has no record: what was left out is said as such."""
    words = UNSAID.get(finding.code)
    if words is None:
        return say_finding(finding)
    return str(words) % shown_values(finding)
