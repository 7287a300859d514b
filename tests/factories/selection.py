"""Closed calls with scored applications, previews, results and offers, made by deeds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any

from sapar.accounts.enums import Audience, Direction, RoleKind
from sapar.accounts.models import Person, User
from sapar.applications import actions as applying
from sapar.applications.models import Application
from sapar.calls.actions import add_place, create_call, open_call
from sapar.calls.models import Call
from sapar.core import clock
from sapar.core.translated import Translated
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Unit
from sapar.records.enums import FactKind
from sapar.selection import actions
from sapar.selection.models import Offer, PlacementRun
from sapar.selection.queries import commission_of, verified_applications
from sapar.selection.readiness import commission_items
from tests.factories import applications as made
from tests.factories.people import TESTER, make_role, make_staff, make_unit

BEFORE_CLOSING = dt.timedelta(days=-20)
"""Where the clock stands while people apply to a call that is closed now."""


def make_opened_call(
    seats: Sequence[int] = (1,),
    direction: str = Direction.EXTERNAL,
    rules: Callable[[Call], object] | None = None,
    **fields: Any,
) -> Call:
    """One place for each number of seats; call it, and apply, inside ``clock.moved``. rules: what
    is decided about the seats of the draft. fields: other columns of the call."""
    is_external = direction == Direction.EXTERNAL
    call = create_call(
        direction=direction,
        audience=Audience.LEARNERS,
        owner=make_unit(UnitKind.DEPARTMENT if is_external else UnitKind.SCHOOL),
        period=made.make_period(),
        opens_at=clock.now() - dt.timedelta(days=1),
        closes_at=clock.now() + dt.timedelta(days=10),
        title=Translated("Шақыру", "Конкурс", "A call"),
        summary=Translated("Қысқаша", "Кратко", "In short"),
        by=TESTER,
        **fields,
    )
    for number in seats:
        add_place(call, made.make_condition(call), seats=number, by=TESTER)
    if rules is not None:
        rules(call)
        call.refresh_from_db()
    return open_call(call, by=TESTER)


def make_candidate(
    call: Call,
    *,
    gpa: str = "3.41",
    english: str = "B2",
    wishes: Sequence[int] | None = None,
    unit: Unit | None = None,
) -> Application:
    """A verified application with the places of these numbers as wishes; with all if none."""
    own = call.owner if call.direction == Direction.INTERNAL else unit
    engagement = made.make_eligible(own)
    made.record(engagement, FactKind.GPA, {"value": gpa, "credits": "120"})
    if english != "B2":
        made.record_english(engagement, english)
    application = made.complete(made.make_draft(call, engagement))
    if wishes is not None:
        places = made.places_of(call)
        wanted = [places[number].public_id for number in wishes]
        applying.set_wishes(application, wanted, by=TESTER)
    application.refresh_from_db()
    applying.submit_application(application, by=TESTER)
    application = applying.release_application(application, by=TESTER)
    if call.direction == Direction.EXTERNAL:
        application = applying.verify_application(application, by=TESTER)
    return application


def make_commission(call: Call, members: int = 1) -> list[User]:
    """The chair, then so many members."""
    kinds = [RoleKind.COMMISSION_CHAIR, *[RoleKind.COMMISSION_MEMBER] * members]
    return [make_staff(kind, call.owner) for kind in kinds]


def make_role_in_commission(person: Person, call: Call) -> None:
    make_role(person, RoleKind.COMMISSION_MEMBER, call.owner)


def make_owner(call: Call) -> User:
    """An officer, or for an internal call a coordinator, of the unit that owns the call."""
    is_external = call.direction == Direction.EXTERNAL
    return make_staff(RoleKind.OFFICER if is_external else RoleKind.COORDINATOR, call.owner)


def give_points(application: Application, member: Person, points: int = 80) -> None:
    """The same points for every item the commission scores, handed in."""
    given = {str(item["code"]): str(points) for item in commission_items(application.call)}
    sheet = actions.save_scores(application, member, given, by=TESTER)
    actions.hand_in_scores(sheet, by=TESTER)


def finish_scoring(call: Call) -> None:
    """Everybody on the commission gives everybody 80 points; the chair finds everybody able."""
    for application in verified_applications(call):
        for member in commission_of(call):
            if not application.score_sheets.filter(member=member).exists():
                give_points(application, member)
        if not hasattr(application, "judgement"):
            actions.record_judgement(application, True, "Worked well in the group task.", by=TESTER)


def make_closed_call(
    gpas: Sequence[str] = ("3.90", "3.50"),
    seats: Sequence[int] = (1,),
    wishes: Sequence[Sequence[int] | None] = (),
    **fields: Any,
) -> tuple[Call, list[Application]]:
    """A call closed ten days ago, with a verified and scored application for each average score.
    wishes: of each applicant, as `make_candidate` takes them; left out: all places."""
    with clock.moved(by=BEFORE_CLOSING):
        call = make_opened_call(seats, **fields)
        applications = [
            make_candidate(call, gpa=gpa, wishes=listed)
            for gpa, listed in zip_longest(gpas, wishes[: len(gpas)])
        ]
    make_commission(call)
    finish_scoring(call)
    return call, applications


def make_published(
    gpas: Sequence[str] = ("3.90", "3.50"),
    seats: Sequence[int] = (1,),
    wishes: Sequence[Sequence[int] | None] = (),
    **fields: Any,
) -> tuple[PlacementRun, list[Application]]:
    call, applications = make_closed_call(gpas, seats, wishes, **fields)
    run = actions.preview_placement(call, by=TESTER)
    return actions.publish_run(run, by=TESTER), applications


def offer_of(application: Application) -> Offer:
    """The latest offer made to the application."""
    return application.offers.latest("pk")
