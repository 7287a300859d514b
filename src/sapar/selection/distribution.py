"""Who got what, counted: by wish, by school, by host. One picture and one table say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sapar.calls.models import CallPlace
from sapar.core.translated import Translated
from sapar.selection.enums import OutcomeKind
from sapar.selection.membership import school_of
from sapar.selection.models import Outcome

SHOWN_RANKS = 5
"""Wishes counted one by one; later ones are counted together."""
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar. start, width: in hundredths of the bar."""

    kind: str
    label: str
    count: int
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a distribution: `total` applicants or seats, and the parts they fall into."""

    name: Translated | str
    total: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Distribution:
    """everybody: by wish, with those who got nothing. schools, hosts: a bar each."""

    everybody: Bar
    schools: tuple[Bar, ...]
    hosts: tuple[Bar, ...]


def distribution_of(outcomes: Sequence[Outcome], places: Iterable[CallPlace]) -> Distribution:
    """The outcomes are loaded with engagement, unit and programme."""
    return Distribution(
        everybody=bar_of("", _by_wish(outcomes)),
        schools=tuple(_by_school(outcomes)),
        hosts=tuple(_host(place, outcomes) for place in places),
    )


def _by_wish(outcomes: Iterable[Outcome]) -> list[tuple[str, str, int]]:
    """Kind, words and number; what nobody got is left out, save the first wish."""
    counted = Counter(_place_in_list(outcome) for outcome in outcomes)
    rows = [
        (f"wish-{rank}", _("Wish %(rank)s") % {"rank": rank}, counted[f"wish-{rank}"])
        for rank in range(1, SHOWN_RANKS + 1)
    ]
    rows += [
        ("wish-later", _("A later wish"), counted["wish-later"]),
        ("decided", _("Given by the commission"), counted["decided"]),
        (OutcomeKind.RESERVE, _("On the reserve list"), counted[OutcomeKind.RESERVE]),
        (OutcomeKind.WITHHELD, _("No place, by decision"), counted[OutcomeKind.WITHHELD]),
        (OutcomeKind.NOT_ELIGIBLE, _("Took no part"), counted[OutcomeKind.NOT_ELIGIBLE]),
    ]
    return [row for row in rows if row[2] or row[0] == "wish-1"]


def _place_in_list(outcome: Outcome) -> str:
    if outcome.kind != OutcomeKind.PLACED:
        return outcome.kind
    if outcome.wish_rank is None:
        return "decided"
    return f"wish-{outcome.wish_rank}" if outcome.wish_rank <= SHOWN_RANKS else "wish-later"


def _by_school(outcomes: Iterable[Outcome]) -> list[Bar]:
    names: dict[str, Translated | str] = {"": _("No school")}
    members: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        engagement = outcome.application.engagement
        school = school_of(engagement)
        if school is not None:
            names[school.public_id] = school.name
        members.setdefault(school.public_id if school else "", []).append(outcome)
    return [
        bar_of(names[school], _placed_or_not(members[school]))
        for school in sorted(members, key=lambda one: (not one, str(names[one])))
    ]


def _placed_or_not(outcomes: list[Outcome]) -> list[tuple[str, str, int]]:
    placed = sum(outcome.kind == OutcomeKind.PLACED for outcome in outcomes)
    return [
        ("placed", _("Placed"), placed),
        ("nobody", _("Without a place"), len(outcomes) - placed),
    ]


def _host(place: CallPlace, outcomes: Iterable[Outcome]) -> Bar:
    taken = sum(outcome.place_id == place.pk for outcome in outcomes)
    seats = [("placed", _("Filled"), taken), ("empty", _("Empty"), max(0, place.seats - taken))]
    return bar_of(place.host.name, seats)


def bar_of(name: Translated | str, rows: Sequence[tuple[str, str, int]]) -> Bar:
    """Ends are rounded, not widths, so that the parts always fill the bar."""
    total = sum(count for _kind, _label, count in rows)
    parts, before = [], 0
    for kind, label, count in rows:
        start, end = _share(before, total), _share(before + count, total)
        parts.append(Part(kind, label, count, start, end - start))
        before += count
    return Bar(name, total, tuple(parts))


def _share(count: int, total: int) -> int:
    return (2 * HUNDRED * count + total) // (2 * total) if total else 0
