"""Accounts, the people they belong to, and the guard around sample accounts."""

import pytest
from allauth.account.models import EmailAddress
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction

from sapar.accounts.actions import claim_person, create_account, follow_merge
from sapar.accounts.models import User
from sapar.accounts.sample_guard import check_no_sample_accounts
from sapar.audit.models import Event
from sapar.core.errors import Refusal
from tests.factories.people import PASSWORD, TESTER, make_person, make_user

pytestmark = pytest.mark.django_db


def refused(code):
    return pytest.raises(Refusal, match=f"^{code}$")


def test_confirmed_account_claims_the_record_with_its_address():
    person = make_person(email="Dana.S@Example.org")
    user = make_user(email="dana.s@example.org")
    assert claim_person(user, by=user.as_actor()) == person
    assert User.objects.get().person == person
    event = Event.objects.get()
    assert (event.deed, event.subject_id) == ("claim_person", person.public_id)
    assert event.values == {"account": user.public_id}


def test_unconfirmed_account_claims_nothing():
    make_person(email="dana@example.org")
    user = make_user(email="dana@example.org")
    EmailAddress.objects.update(verified=False)
    with refused("person-not-known"):
        claim_person(user, by=user.as_actor())
    assert User.objects.get().person is None


def test_account_with_an_unknown_address_claims_nothing():
    user = make_user()
    with refused("person-not-known"):
        claim_person(user, by=user.as_actor())


def test_record_of_another_account_is_not_claimed():
    person = make_person(email="dana@example.org")
    make_user(person, email="first@example.org")
    second = make_user(email="dana@example.org")
    with refused("person-claimed"):
        claim_person(second, by=second.as_actor())


def test_merged_record_leads_to_the_one_that_remains():
    remaining = make_person()
    make_person(email="old@example.org", merged_into=remaining)
    user = make_user(email="old@example.org")
    assert claim_person(user, by=user.as_actor()) == remaining


def test_account_follows_a_merge():
    remaining = make_person()
    merged = make_person()
    user = make_user(merged)
    merged.merged_into = remaining
    merged.save()
    follow_merge(user, by=user.as_actor())
    assert User.objects.get().person == remaining


def test_account_does_not_follow_a_merge_into_a_record_with_an_account():
    remaining = make_person()
    make_user(remaining)
    user = make_user(make_person(merged_into=remaining))
    follow_merge(user, by=user.as_actor())
    user.refresh_from_db()
    assert user.person != remaining


def test_account_of_the_house_is_confirmed():
    user = create_account("New@Example.org", PASSWORD, by=TESTER, person=make_person())
    assert user.email == "new@example.org"
    assert EmailAddress.objects.get(user=user).verified
    assert Event.objects.get().deed == "create_account"


def test_account_exists_once():
    make_user(email="one@example.org")
    with refused("account-exists"):
        create_account("ONE@example.org", PASSWORD, by=TESTER)


def test_person_has_one_account():
    person = make_person()
    make_user(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user(person, email="second@example.org")


def test_sample_account_is_not_made_outside_sample_mode(settings):
    settings.SAMPLE_MODE = False
    with refused("sample-account-outside-sample-mode"):
        create_account("sample@example.org", PASSWORD, by=TESTER, is_sample=True)
    settings.SAMPLE_MODE = True
    assert create_account("sample@example.org", PASSWORD, by=TESTER, is_sample=True).is_sample


def test_real_university_with_sample_accounts_does_not_start(settings):
    settings.SAMPLE_MODE = True
    make_user(is_sample=True)
    check_no_sample_accounts()
    settings.SAMPLE_MODE = False
    with pytest.raises(CommandError, match="1 sample accounts"):
        check_no_sample_accounts()


def test_real_university_starts(settings):
    settings.SAMPLE_MODE = False
    make_user()
    check_no_sample_accounts()
