"""A competition that has closed with every score handed in, built for the journeys about placing.

The levels of English and the points are chosen so that totals are whole: 10 points for each whole
of the average score, 20 for C2, 0.4 for each point of the commission.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sapar.accounts.models import Person
from sapar.applications.models import Application
from sapar.calls.enums import Withdrawals
from sapar.calls.models import Call
from sapar.core import clock
from sapar.core.translated import Translated
from sapar.selection.queries import commission_of
from tests.factories import applications as made
from tests.factories import selection

VILNIUS, KAUNAS, PORTO = range(3)
SEATS = (1, 1, 2)
HOSTS = (
    Translated("Вильнюс университеті", "Вильнюсский университет", "Vilnius University"),
    Translated("Каунас университеті", "Каунасский университет", "Kaunas University"),
    Translated("Порту университеті", "Университет Порту", "University of Porto"),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """``points``: what everybody on the commission gives for everything."""

    gpa: str
    points: int
    wishes: tuple[int, ...]
    english: str = "C2"


CANDIDATES = {
    "first": Candidate("3.80", 80, (VILNIUS, KAUNAS)),  # 90
    "porto": Candidate("3.60", 80, (VILNIUS, PORTO)),  # 88
    "second": Candidate("3.20", 80, (VILNIUS, KAUNAS)),  # 84
    "reader": Candidate("3.70", 60, (VILNIUS, KAUNAS)),  # 81, and a higher average score
    "appellant": Candidate("3.00", 80, (PORTO, KAUNAS), english="C1"),  # Porto asks for C2
}


@dataclass(frozen=True, slots=True)
class Contest:
    call: Call
    applications: Mapping[str, Application]

    def number(self, name: str) -> str:
        return str(self.applications[name].public_id)

    def person(self, name: str) -> Person:
        return self.applications[name].engagement.person


def close_contest(*names: str, withdrawals: str = Withdrawals.RERUN) -> Contest:
    """Closed ten days ago; among the candidates of these names."""
    with clock.moved(by=selection.BEFORE_CLOSING):
        call = selection.make_opened_call(SEATS, rules=_prepare, withdrawals=withdrawals)
        applications = {name: _apply(call, CANDIDATES[name]) for name in names}
    selection.make_commission(call)
    for name, application in applications.items():
        for member in commission_of(call):
            selection.give_points(application, member, CANDIDATES[name].points)
    selection.finish_scoring(call)
    return Contest(call, applications)


def _prepare(call: Call) -> None:
    for place, name in zip(made.places_of(call), HOSTS, strict=True):
        host = place.condition.agreement.partner
        host.name = name
        host.save(update_fields=["name"])
    porto = made.places_of(call)[PORTO]
    porto.minimum_english = "C2"
    porto.save(update_fields=["minimum_english"])


def _apply(call: Call, candidate: Candidate) -> Application:
    return selection.make_candidate(
        call, gpa=candidate.gpa, english=candidate.english, wishes=candidate.wishes
    )
