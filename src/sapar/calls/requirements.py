"""What a call asks of applicants, in words: one sentence a criterion, with its numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from sapar.accounts.enums import Audience
from sapar.core.formatting import format_day, format_number, language_name
from sapar.institutions.enums import Level
from sapar.institutions.models import Unit

Parameters = Mapping[str, Any]


def requirements_of(criteria: Iterable[Mapping[str, Any]]) -> list[str]:
    """The sentences of a call's criteria, in its order, in the active language."""
    return [_SENTENCES[row["clause"]](row.get("parameters", {})) for row in criteria]


def _audience(given: Parameters) -> str:
    if given["audience"] == Audience.STAFF:
        return _("You work here: the call is for teachers and other employees.")
    return _("You study here: the call is for students, interns and residents.")


def _unit(given: Parameters) -> str:
    unit = Unit.objects.filter(public_id=given["unit"]).first()
    return _("You belong to: %(unit)s.") % {"unit": unit or given["unit"]}


def _levels(given: Parameters) -> str:
    labels = ", ".join(str(Level(level).label) for level in given["levels"])
    return _("Your level of study is one of these: %(levels)s.") % {"levels": labels}


def _year(given: Parameters) -> str:
    return _("You are in year %(year)s of your studies or later.") % {"year": given["year"]}


def _sanctions(given: Parameters) -> str:
    return _("No disciplinary penalty in force.")


def _gpa(given: Parameters) -> str:
    minimum = Decimal(given["minimum"])
    just_below = minimum - Decimal("0.0001")
    return _(
        "An average score (GPA) of at least %(minimum)s, compared unrounded: "
        "%(below)s is not enough."
    ) % {"minimum": format_number(minimum), "below": format_number(just_below)}


def _ethics(given: Parameters) -> str:
    return _("No violation of the code of ethics.")


def _language(given: Parameters) -> str:
    return _(
        "%(language)s at level %(level)s or higher, shown by a certificate that is still valid. "
        "Where a place names a level of its own, that level counts."
    ) % {"language": language_name(given["language"]).capitalize(), "level": given["level"]}


def _debts(given: Parameters) -> str:
    return _("No academic debt.")


def _teamwork(given: Parameters) -> str:
    return _(
        "Ability to work in a team, and communication skills. No number tells this: "
        "the commission judges it and gives its reason."
    )


def _engagement(given: Parameters) -> str:
    if given.get("until") is None:
        return _("You belong to the university when you apply.")
    day = format_day(dt.date.fromisoformat(given["until"]))
    return _("You belong to the university until %(day)s at least.") % {"day": day}


_SENTENCES: dict[str, Callable[[Parameters], str]] = {
    "audience/1": _audience,
    "unit-is/1": _unit,
    "level-among/1": _levels,
    "year-at-least/1": _year,
    "no-disciplinary-sanction/1": _sanctions,
    "gpa-at-least/1": _gpa,
    "no-ethics-violation/1": _ethics,
    "language-level/1": _language,
    "no-academic-debt/1": _debts,
    "teamwork-judged/1": _teamwork,
    "engagement-active/1": _engagement,
}
