"""Engagements, roles and addresses of people, merged records included."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from sapar.accounts import permissions
from sapar.accounts.enums import EngagementKind, RoleKind
from sapar.accounts.queries import (
    current_engagements_of,
    engagements_of,
    find_people,
    has_role,
    people_with_role,
    person_of,
    units_held,
)
from sapar.accounts.recipients import recipient_of
from sapar.core import clock
from sapar.core.actor import Recipient
from tests.factories.people import (
    make_engagement,
    make_person,
    make_role,
    make_staff,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db

YESTERDAY = dt.timedelta(days=1)


def test_units_held_names_units_of_the_roles_asked_for():
    person, first, second = make_person(), make_unit(), make_unit()
    make_role(person, RoleKind.COORDINATOR, first)
    make_role(person, RoleKind.COMMISSION_MEMBER, second)
    user = make_user(person)
    assert units_held(user, RoleKind.COORDINATOR) == {first.pk}
    assert units_held(person, RoleKind.COORDINATOR, RoleKind.COMMISSION_MEMBER) == {
        first.pk,
        second.pk,
    }
    assert units_held(user) == {first.pk, second.pk}
    assert units_held(user, RoleKind.OFFICER) == set()


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_nobody_holds_nothing(nobody):
    make_staff(RoleKind.OFFICER)
    make_engagement()
    assert units_held(nobody) == set()
    assert not has_role(nobody)
    assert not engagements_of(nobody).exists()
    assert not permissions.is_signed_in(nobody)


def test_account_without_a_person_holds_nothing():
    user = make_user()
    assert not permissions.has_person(user)
    assert not permissions.holds_a_role(user)


def test_ended_engagement_stays_known_but_no_longer_applies():
    ended = make_engagement(ends_on=clock.today() - YESTERDAY)
    lasting = make_engagement(ended.person, kind=EngagementKind.TEACHER)
    assert set(engagements_of(ended.person)) == {ended, lasting}
    assert set(current_engagements_of(ended.person)) == {lasting}


def test_engagement_applies_on_its_last_day():
    engagement = make_engagement(ends_on=clock.today())
    assert set(current_engagements_of(engagement.person)) == {engagement}


def test_roles_and_engagements_follow_a_merged_record():
    remaining = make_person()
    merged = make_person(merged_into=remaining)
    user = make_user(merged)
    engagement = make_engagement(merged)
    unit = make_unit()
    make_role(merged, RoleKind.COORDINATOR, unit)
    assert person_of(user) == remaining
    assert set(engagements_of(remaining)) == {engagement}
    assert units_held(user, RoleKind.COORDINATOR) == {unit.pk}
    assert list(people_with_role(RoleKind.COORDINATOR, unit)) == [remaining]


def test_people_with_role_are_those_of_the_unit_today():
    unit = make_unit()
    holder = make_staff(RoleKind.COORDINATOR, unit).person
    make_staff(RoleKind.COORDINATOR)
    make_role(make_person(), RoleKind.COORDINATOR, unit, ends_on=clock.today() - YESTERDAY)
    assert list(people_with_role(RoleKind.COORDINATOR, unit)) == [holder]


def test_mail_goes_to_the_account_or_else_to_the_registrars_address():
    person = make_person(email="known@example.org", language="kk", family_name="Әлиева")
    assert recipient_of(person) == Recipient("known@example.org", "kk", "Әлиева Әлия")
    make_user(person, email="own@example.org", language="ru")
    assert recipient_of(person) == Recipient("own@example.org", "ru", "Әлиева Әлия")
    assert recipient_of(make_person(email=None)) is None


@pytest.mark.parametrize("typed", ["ҚАСЫМОВ", "касымов дау", "Dauren.K@EXAMPLE.org"])
def test_people_are_found_in_any_case_and_without_special_letters(typed):
    person = make_person(family_name="Қасымов", given_name="Дәурен", email="dauren.k@example.org")
    make_person()
    make_person(family_name="Қасымов", given_name="Дәурен", merged_into=person)
    assert list(find_people(typed)) == [person]


def test_empty_search_finds_nobody():
    make_person()
    assert list(find_people("  ")) == []


@pytest.mark.parametrize(
    ("kind", "predicate"),
    [
        (RoleKind.COORDINATOR, permissions.is_coordinator),
        (RoleKind.OFFICER, permissions.is_officer),
        (RoleKind.REGISTRAR, permissions.is_registrar),
        (RoleKind.COMMISSION_MEMBER, permissions.is_commission),
        (RoleKind.COMMISSION_CHAIR, permissions.is_commission_chair),
        (RoleKind.ADMINISTRATOR, permissions.is_administrator),
    ],
)
def test_predicate_knows_its_role_alone(kind, predicate):
    users = {each: make_staff(each) for each in RoleKind}
    allowed = {each for each, user in users.items() if predicate(user)}
    expected = {kind}
    if predicate is permissions.is_commission:
        expected.add(RoleKind.COMMISSION_CHAIR)
    assert allowed == expected
