"""The administrator's page of roles."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sapar.accounts.enums import RoleKind
from sapar.accounts.models import Role
from sapar.core import clock
from sapar.institutions.enums import UnitKind
from tests.factories.people import make_engagement, make_person, make_role, make_staff, make_unit

pytestmark = pytest.mark.django_db

ROLES = "/en/office/roles/"


@pytest.fixture
def administrator(client):
    user = make_staff(RoleKind.ADMINISTRATOR)
    client.force_login(user, backend="sapar.accounts.backends.SaparBackend")
    return user


def grant_form(unit, **fields):
    today = clock.today().isoformat()
    return {"kind": "coordinator", "unit": unit.public_id, "starts_on": today, **fields}


@pytest.mark.parametrize("kind", [kind for kind in RoleKind if kind != RoleKind.ADMINISTRATOR])
def test_roles_are_for_administrators_alone(client, kind):
    client.force_login(make_staff(kind), backend="sapar.accounts.backends.SaparBackend")
    assert client.get(ROLES).status_code == 403


def test_roles_are_listed_by_unit(client, administrator):
    make_role(make_person(family_name="Қасымов"), RoleKind.COORDINATOR, make_unit())
    page = client.get(ROLES).content.decode()
    assert "Қасымов" in page
    assert "Coordinator of a school" in page


def test_person_is_searched_in_any_case_and_granted_a_role(client, administrator):
    person = make_engagement(make_person(family_name="Қасымов")).person
    address = f"{ROLES}grant/{person.public_id}/"
    assert address in client.get(ROLES, {"who": "КАСЫМОВ"}).content.decode()
    unit = make_unit()
    assert client.post(address, grant_form(unit)).url == ROLES
    role = Role.objects.get(person=person)
    assert (role.kind, role.unit) == (RoleKind.COORDINATOR, unit)


def test_refused_role_keeps_what_was_typed(client, administrator):
    person = make_person()
    school = make_unit(UnitKind.SCHOOL)
    form = grant_form(school, kind="officer", ends_on="2099-01-31")
    response = client.post(f"{ROLES}grant/{person.public_id}/", form)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["unit"]
    assert "2099-01-31" in response.content.decode()
    assert not Role.objects.filter(person=person).exists()


def test_deputy_is_named_by_address(client, administrator):
    unit = make_unit()
    holder = make_person(email="holder@example.org")
    make_role(holder, RoleKind.COORDINATOR, unit)
    person = make_person()
    address = f"{ROLES}grant/{person.public_id}/"
    unknown = client.post(address, grant_form(unit, deputy_for="nobody@example.org"))
    assert list(unknown.context["form"].errors) == ["deputy_for"]
    client.post(address, grant_form(unit, deputy_for="HOLDER@example.org"))
    assert Role.objects.get(person=person).deputy_for == holder


def test_role_is_ended(client, administrator):
    role = make_role(make_person(), RoleKind.COORDINATOR)
    assert client.post(f"{ROLES}{role.public_id}/end/").url == ROLES
    role.refresh_from_db()
    assert role.ends_on == clock.today() - dt.timedelta(days=1)


def test_own_role_stays_and_the_page_says_why(client, administrator):
    role = administrator.person.roles.get()
    response = client.post(f"{ROLES}{role.public_id}/end/", follow=True)
    role.refresh_from_db()
    assert role.ends_on is None
    assert "You cannot change your own roles" in response.content.decode()


def test_list_of_roles_needs_the_same_number_of_queries(client, administrator):
    def add_role():
        person = make_engagement(make_person(family_name="Общий")).person
        make_role(person, RoleKind.COORDINATOR)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(ROLES, {"who": "общий"})
        return len(captured)

    add_role()
    client.get(ROLES)
    with_one = queries()
    add_role()
    add_role()
    assert queries() == with_one
