"""What waits for whom: every role sees the queues of its own units and no others."""

import pytest

from sapar.accounts.enums import RoleKind
from sapar.accounts.models import User
from sapar.desk.queues import queues_of
from sapar.selection.actions import accept_offer
from tests.factories.applications import make_released, make_submitted
from tests.factories.people import TESTER, make_staff, make_unit
from tests.factories.selection import (
    make_closed_call,
    make_commission,
    make_owner,
    make_published,
    offer_of,
)

pytestmark = pytest.mark.django_db


def waiting(user: User) -> dict[str, int]:
    return {queue.code: queue.count for queue in queues_of(user)}


def test_a_coordinator_sees_the_own_school_alone() -> None:
    application = make_submitted()
    own = make_staff(RoleKind.COORDINATOR, application.engagement.unit)
    other = make_staff(RoleKind.COORDINATOR, make_unit())
    assert waiting(own)["release"] == 1
    assert waiting(other)["release"] == 0
    (queue,) = [queue for queue in queues_of(own) if queue.code == "release"]
    assert queue.oldest == application.submitted_at


def test_an_officer_sees_what_schools_released() -> None:
    application = make_released()
    make_submitted()
    assert waiting(make_owner(application.call))["verify"] == 1


def test_the_owner_follows_offers_and_nominations() -> None:
    run, (first, _second) = make_published()
    owner = make_owner(run.call)
    assert (waiting(owner)["offers"], waiting(owner)["nominate"]) == (1, 0)
    accept_offer(offer_of(first), by=TESTER)
    assert (waiting(owner)["offers"], waiting(owner)["nominate"]) == (0, 1)


def test_a_closed_call_waits_for_its_owner_until_the_result_is_published() -> None:
    call, _applications = make_closed_call()
    assert waiting(make_owner(call))["place"] == 1


def test_a_member_sees_what_is_left_to_score() -> None:
    call, applications = make_closed_call()
    late, *_chair = make_commission(call)
    assert waiting(late) == {"score": len(applications)}


def test_a_registrar_has_no_applications() -> None:
    make_submitted()
    assert waiting(make_staff(RoleKind.REGISTRAR)) == {"confirm": 0}
