"""Granting and ending roles."""

import datetime as dt

import pytest

from sapar.accounts.actions import end_role, grant_role
from sapar.accounts.enums import RoleKind
from sapar.accounts.models import Role
from sapar.accounts.queries import has_role
from sapar.audit.models import Event
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.institutions.enums import UnitKind
from sapar.messaging.models import OutboxMessage
from tests.factories.people import TESTER, make_person, make_role, make_staff, make_unit, make_user

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def refused(code):
    return pytest.raises(Refusal, match=f"^{code}$")


def grant(person, kind=RoleKind.COORDINATOR, unit=None, starts_on=None, by=TESTER, **fields):
    unit = unit or make_unit()
    return grant_role(person, kind, unit, starts_on or clock.today(), by=by, **fields)


def test_granted_role_is_audited_and_told():
    person = make_person()
    role = grant(person)
    assert has_role(person, RoleKind.COORDINATOR)
    event = Event.objects.get()
    assert (event.deed, event.subject_id, event.actor_id) == (
        "grant_role",
        role.public_id,
        "tester",
    )
    assert event.values["person"] == person.public_id
    message = OutboxMessage.objects.get()
    assert (message.kind, message.address) == ("role-granted", person.email)


def test_role_holds_from_its_first_to_its_last_day():
    person = make_person()
    today = clock.today()
    grant(person, starts_on=today + DAY, ends_on=today + 2 * DAY)
    held = []
    for days in range(4):
        with clock.moved(by=days * DAY):
            held.append(has_role(person))
    assert held == [False, True, True, False]


def test_role_is_held_over_a_fitting_unit_only():
    with refused("role-unit-unfit") as refusal:
        grant(make_person(), RoleKind.OFFICER, make_unit(UnitKind.SCHOOL))
    assert refusal.value.values["expected"] == str(UnitKind.DEPARTMENT.label)


def test_role_does_not_end_before_it_begins():
    with refused("role-dates-contradict"):
        grant(make_person(), ends_on=clock.today() - DAY)
    assert not Role.objects.exists()


def test_role_is_not_granted_twice_for_the_same_time():
    person, unit, today = make_person(), make_unit(), clock.today()
    grant(person, unit=unit, ends_on=today + 5 * DAY)
    with refused("role-held-already"):
        grant(person, unit=unit, starts_on=today + 5 * DAY)
    grant(person, unit=unit, starts_on=today + 6 * DAY)
    grant(person)
    assert Role.objects.count() == 3


def test_administrator_does_not_change_own_roles():
    administrator = make_staff(RoleKind.ADMINISTRATOR)
    make_staff(RoleKind.ADMINISTRATOR)
    own = administrator.person.roles.get()
    with refused("role-own"):
        grant(administrator.person, by=administrator.as_actor())
    with refused("role-own"):
        end_role(own, by=administrator.as_actor())
    assert has_role(administrator, RoleKind.ADMINISTRATOR)


def test_merged_record_of_the_administrator_is_no_way_round():
    administrator = make_staff(RoleKind.ADMINISTRATOR)
    merged = make_person(merged_into=administrator.person)
    with refused("role-own"):
        grant(merged, by=administrator.as_actor())


def test_deputy_needs_somebody_who_holds_the_role():
    unit, holder, deputy = make_unit(), make_person(), make_person()
    with refused("role-deputy-without-role"):
        grant(deputy, unit=unit, deputy_for=holder)
    make_role(holder, RoleKind.COORDINATOR, unit)
    with refused("role-deputy-of-self"):
        grant(deputy, unit=unit, deputy_for=deputy)
    assert grant(deputy, unit=unit, deputy_for=holder).deputy_for == holder


def test_ended_role_opens_nothing_from_that_moment():
    person = make_person()
    role = make_role(person, RoleKind.COORDINATOR)
    end_role(role, by=TESTER)
    assert not has_role(person)
    role.refresh_from_db()
    assert role.ends_on == clock.today() - DAY
    assert Event.objects.get().deed == "end_role"
    assert OutboxMessage.objects.get().kind == "role-ended"


def test_role_that_had_no_day_yet_is_removed():
    person = make_person()
    end_role(grant(person), by=TESTER)
    assert not Role.objects.exists()


def test_second_ending_is_a_conflict():
    role = make_role(make_person(), RoleKind.COORDINATOR)
    end_role(role, by=TESTER)
    with pytest.raises(Conflict, match="role-ended-already"):
        end_role(role, by=TESTER)


def test_removed_role_is_a_conflict():
    role = grant(make_person())
    end_role(Role.objects.get(), by=TESTER)
    with pytest.raises(Conflict, match="role-ended-already"):
        end_role(role, by=TESTER)


def test_last_administrator_stays():
    last = make_person()
    role = make_role(last, RoleKind.ADMINISTRATOR)
    with refused("role-last-administrator"):
        end_role(role, by=TESTER)
    make_role(make_person(), RoleKind.ADMINISTRATOR)
    end_role(role, by=TESTER)
    assert not has_role(last)


def test_mail_goes_to_the_account_in_its_language():
    user = make_user(make_person(language="kk"), email="other@example.org", language="ru")
    grant(user.person)
    message = OutboxMessage.objects.get()
    assert (message.address, message.language) == ("other@example.org", "ru")
