"""Making accounts and joining them with the people whom the registrar knows."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from sapar.accounts.models import Person, User
from sapar.accounts.queries import person_of
from sapar.audit import actions as audit
from sapar.core.actor import Actor
from sapar.core.errors import Refusal


def create_account(
    email: str,
    password: str,
    *,
    by: Actor,
    person: Person | None = None,
    language: str = "kk",
    is_sample: bool = False,
) -> User:
    """An account whose address counts as confirmed, made for somebody by the house.

    Raises Refusal ``sample-account-outside-sample-mode | account-exists``.
    """
    email = User.objects.normalize_email(email).casefold()
    if is_sample and not settings.SAMPLE_MODE:
        raise Refusal("sample-account-outside-sample-mode", email=email)
    with transaction.atomic():
        if User.objects.filter(email=email).exists():
            raise Refusal("account-exists", email=email)
        user = User.objects.create_user(
            email, password, person=person, language=language, is_sample=is_sample
        )
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        audit.record("create_account", user, by=by, person=person and person.public_id)
    return user


def claim_person(user: User, *, by: Actor) -> Person:
    """Give a confirmed account the record with the same address; nobody chooses a record himself.

    Raises Refusal ``person-not-known | person-claimed``.
    """
    with transaction.atomic():
        found = _record_with_address(user)
        person = Person.objects.select_for_update().get(pk=found.pk)
        if User.objects.filter(person=person).exclude(pk=user.pk).exists():
            raise Refusal("person-claimed", email=user.email)
        user.person = person
        user.save(update_fields=["person"])
        audit.record("claim_person", person, by=by, account=user.public_id)
    return person


def _record_with_address(user: User) -> Person:
    confirmed = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True)
    found = Person.objects.filter(email__iexact=user.email).order_by("pk").first()
    person = person_of(found) if confirmed.exists() else None
    if person is None:
        raise Refusal("person-not-known", email=user.email)
    return person


def follow_merge(user: User, *, by: Actor) -> None:
    """Let the account of a merged record belong to the one that remains, if that has none."""
    with transaction.atomic():
        remaining = person_of(user)
        if remaining is None or user.person_id == remaining.pk:
            return
        Person.objects.select_for_update().get(pk=remaining.pk)
        if not User.objects.filter(person=remaining).exists():
            user.person = remaining
            user.save(update_fields=["person"])
            audit.record("follow_merge", remaining, by=by, account=user.public_id)
