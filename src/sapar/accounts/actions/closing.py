"""Closing an account. The registrar's record of the person stays; the account names nobody."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from sapar.accounts.models import User
from sapar.accounts.queries import roles_of
from sapar.accounts.signals import account_closing
from sapar.audit import actions as audit
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal


@transaction.atomic
def close_account(user: User, *, by: Actor, take_out: bool) -> None:
    """Sign it out everywhere and let go of its address and its person, so that both can be
    registered anew. ``take_out``: what its owner wrote for readers goes, too; else it stays
    without a name.

    Raises `Refusal` ``account-has-roles``, what the apps above refuse, and `Conflict`
    ``account-closed-already``.
    """
    current = User.objects.select_for_update().get(pk=user.pk)
    if not current.is_active:
        raise Conflict("account-closed-already")
    if roles_of(current).exists():
        raise Refusal("account-has-roles")
    account_closing.send(sender=User, user=current, by=by, take_out=take_out)
    EmailAddress.objects.filter(user=current).delete()
    current.email = unreachable_address(current)
    current.person = None
    current.is_active = False
    current.set_unusable_password()  # every session holds a mark of the password
    current.save()
    audit.record("close_account", current, by=by, take_out=take_out)


def unreachable_address(user: User) -> str:
    """No mail is ever delivered below ``.invalid``, and nobody can register there."""
    return f"{user.public_id.lower()}@closed.invalid"
