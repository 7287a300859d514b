"""Who got what, counted: every application and every seat stands in exactly one part."""

from __future__ import annotations

import pytest

from sapar.calls.queries import places_of
from sapar.institutions.enums import UnitKind
from sapar.selection import actions
from sapar.selection.distribution import HUNDRED, Bar, Distribution, bar_of, distribution_of
from sapar.selection.models import PlacementRun
from sapar.selection.queries import outcomes_of
from tests.factories import selection as made
from tests.factories.people import TESTER, make_unit


def counts(bar: Bar) -> dict[str, int]:
    return {part.kind: part.count for part in bar.parts}


def shown(run: PlacementRun) -> Distribution:
    return distribution_of(list(outcomes_of(run)), places_of(run.call))


@pytest.mark.django_db
def test_by_wish_by_school_and_by_host() -> None:
    school = make_unit(UnitKind.SCHOOL)
    call, applications = made.make_closed_call(
        ("3.90", "3.80", "3.70", "3.60"), seats=(1, 1, 1), wishes=((0,), (0, 1), (0, 1), (0,))
    )
    engagement = applications[1].engagement
    engagement.unit = school
    engagement.save()
    actions.set_override(call, applications[3], None, "A reason.", by=TESTER)
    given = shown(actions.preview_placement(call, by=TESTER))
    assert counts(given.everybody) == {"wish-1": 1, "wish-2": 1, "reserve": 1, "withheld": 1}
    assert given.everybody.total == 4
    by_school = {str(bar.name): counts(bar) for bar in given.schools}
    assert by_school[str(school.name)] == {"placed": 1, "nobody": 0}
    assert sum(bar.total for bar in given.schools) == 4
    assert [counts(bar) for bar in given.hosts] == [
        {"placed": 1, "empty": 0},
        {"placed": 1, "empty": 0},
        {"placed": 0, "empty": 1},
    ]


@pytest.mark.parametrize("numbers", [(1, 1, 1), (7, 0, 11, 3), (1, 299), (0, 0)])
def test_the_parts_fill_the_bar_without_a_gap(numbers: tuple[int, ...]) -> None:
    bar = bar_of("", [(str(at), str(at), number) for at, number in enumerate(numbers)])
    ends = [part.start + part.width for part in bar.parts]
    assert [part.start for part in bar.parts] == [0, *ends[:-1]]
    assert ends[-1] == (HUNDRED if sum(numbers) else 0)
