"""Who sees which call, and who keeps it."""

import pytest
import rules
from django.contrib.auth.models import AnonymousUser

from sapar.accounts.enums import Direction, RoleKind
from sapar.calls.actions import cancel_call, open_call
from sapar.calls.queries import (
    coming_calls,
    kept_by,
    open_calls,
    owners_for,
    past_calls,
    visible_to,
    worked_on_by,
)
from sapar.core import clock
from tests.factories.calls import make_agreement, make_condition, make_draft_call, make_partner
from tests.factories.people import TESTER, make_staff, make_unit

pytestmark = pytest.mark.django_db


def internal_draft(school):
    host = make_agreement(make_partner("KZ"))
    return make_draft_call(make_condition(host), direction=Direction.INTERNAL, owner=school)


def test_strangers_see_opened_calls_and_no_drafts():
    opened = open_call(make_draft_call(make_condition()), by=TESTER)
    make_draft_call()

    assert list(visible_to(AnonymousUser())) == [opened]


def test_a_draft_that_was_cancelled_is_never_shown():
    cancel_call(make_draft_call(), reason="", by=TESTER)

    assert list(visible_to(AnonymousUser())) == []


def test_owners_see_their_own_drafts_only():
    school, other_school = make_unit(), make_unit()
    external, internal = make_draft_call(), internal_draft(school)
    officer = make_staff(RoleKind.OFFICER)
    coordinator = make_staff(RoleKind.COORDINATOR, school)
    stranger = make_staff(RoleKind.COORDINATOR, other_school)

    assert list(visible_to(officer)) == list(kept_by(officer)) == [external]
    assert list(visible_to(coordinator)) == list(kept_by(coordinator)) == [internal]
    assert list(visible_to(stranger)) == list(kept_by(stranger)) == []


@pytest.mark.parametrize("kind", RoleKind.values)
def test_only_the_owner_manages_a_call(kind):
    school = make_unit()
    external, internal = make_draft_call(), internal_draft(school)
    user = make_staff(kind, school if kind == RoleKind.COORDINATOR else None)

    managed = [rules.has_perm("calls.manage", user, call) for call in (external, internal)]
    assert managed == [kind == RoleKind.OFFICER, kind == RoleKind.COORDINATOR]


def test_each_role_makes_calls_in_the_name_of_its_own_unit():
    school = make_unit()
    officer, coordinator = make_staff(RoleKind.OFFICER), make_staff(RoleKind.COORDINATOR, school)

    assert [unit.kind for unit in owners_for(officer)] == ["department"]
    assert list(owners_for(coordinator)) == [school]
    assert list(owners_for(make_staff(RoleKind.REGISTRAR))) == []


def test_a_commission_works_on_the_published_calls_of_its_unit():
    opened = open_call(make_draft_call(make_condition()), by=TESTER)
    make_draft_call()
    open_call(internal_draft(make_unit()), by=TESTER)

    assert list(worked_on_by(make_staff(RoleKind.COMMISSION_MEMBER))) == [opened]


def test_a_call_moves_from_coming_to_open_to_past_with_the_clock():
    call = open_call(make_draft_call(make_condition()), by=TESTER)
    published = visible_to(AnonymousUser())

    def where(at):
        kinds = (coming_calls, open_calls, past_calls)
        return [kind.__name__ for kind in kinds if call in kind(published, at)]

    assert where(clock.now()) == ["coming_calls"]
    assert where(call.opens_at) == ["open_calls"]
    assert where(call.closes_at) == ["past_calls"]
