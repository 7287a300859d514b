"""What follows when somebody confirms an address or signs in."""

from contextlib import suppress
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from allauth.account.signals import user_logged_in as signed_in_on_page
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import get_language

from sapar.accounts.actions import claim_person, follow_merge
from sapar.accounts.models import Person, Role, User
from sapar.accounts.roles_today import forget
from sapar.core.errors import Refusal


@receiver(email_confirmed)
def claim_on_confirmation(sender: Any, email_address: EmailAddress, **kwargs: Any) -> None:
    _join_with_record(email_address.user)


@receiver(user_logged_in)
def claim_on_sign_in(sender: Any, user: User, **kwargs: Any) -> None:
    """The registrar may have entered the address after the account was made."""
    _join_with_record(user)


@receiver(signed_in_on_page)
def follow_language(sender: Any, user: User, **kwargs: Any) -> None:
    """Mail comes in the language in which somebody last signed in."""
    language = get_language()
    if language in dict(settings.LANGUAGES) and user.language != language:
        user.language = language
        user.save(update_fields=["language"])


for model in (Role, Person):
    post_save.connect(forget, sender=model, dispatch_uid="roles_today")
    post_delete.connect(forget, sender=model, dispatch_uid="roles_today")


def _join_with_record(user: User) -> None:
    if user.person is not None:
        follow_merge(user, by=user.as_actor())
        return
    with suppress(Refusal):  # the account's page says what can be done
        claim_person(user, by=user.as_actor())
