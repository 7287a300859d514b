"""A scenario as people see it: figures before and after, and the same as pictures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from mobility_rules.placement.comparison import Figures, GroupFigures
from sapar.core.formatting import format_decimal
from sapar.core.translated import Translated
from sapar.selection.distribution import Bar, bar_of
from sapar.selection.scenarios import Scenario


@dataclass(frozen=True, slots=True)
class FigureRow:
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One school, as numbers and as two bars."""

    name: Translated | str
    applicants: int
    placed_before: int
    placed_after: int
    before: Bar
    after: Bar


def figure_rows(told: Scenario) -> list[FigureRow]:
    before, after = told.comparison.before, told.comparison.after
    return [
        FigureRow(_("Applicants"), str(before.applicants), str(after.applicants)),
        FigureRow(_("Placed"), str(before.placed), str(after.placed)),
        FigureRow(_("Placed at the first wish"), str(before.first_choice), str(after.first_choice)),
        FigureRow(_("Mean rank of the wish that was given"), _rank(before), _rank(after)),
    ]


def overall_bars(told: Scenario) -> list[Bar]:
    """Before, then after."""
    return [
        _bar(_("Before"), told.comparison.before),
        _bar(_("After"), told.comparison.after),
    ]


def school_rows(told: Scenario) -> list[SchoolRow]:
    """By name; who belongs to no school comes last."""
    before, after = told.comparison.before.by_group, told.comparison.after.by_group
    names: dict[str, Translated | str] = {"": _("No school"), **told.schools}
    ordered = sorted(before, key=lambda group: (not group, str(names[group])))
    return [
        SchoolRow(
            name=names[group],
            applicants=before[group].applicants,
            placed_before=before[group].placed,
            placed_after=after[group].placed,
            before=_bar(names[group], before[group]),
            after=_bar(names[group], after[group]),
        )
        for group in ordered
    ]


def _bar(name: Translated | str, figures: Figures | GroupFigures) -> Bar:
    later = figures.placed - figures.first_choice
    return bar_of(
        name,
        [
            ("wish-1", _("First wish"), figures.first_choice),
            ("wish-3", _("A later wish"), later),
            ("nobody", _("Without a place"), figures.applicants - figures.placed),
        ],
    )


def _rank(figures: Figures) -> str:
    if figures.mean_rank is None:
        return "—"
    return format_decimal(Decimal(figures.mean_rank) / 1000, 2)
