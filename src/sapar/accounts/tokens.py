"""Tokens that confirm an address or set a new password; no integer key stands in them."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.conf import settings
from django.core import signing

from sapar.accounts.models import User

_SALT = "sapar.accounts.confirm-address"
DAY = 24 * 60 * 60


def confirmation_token(account: str) -> str:
    return signing.dumps(account, salt=_SALT)


def confirmation_key(token: str) -> str:
    """The sign-in library's key for a token of ours; empty when the token is bad, old or used."""
    max_age = settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS * DAY
    try:
        account = signing.loads(token, salt=_SALT, max_age=max_age)
    except signing.BadSignature:
        return ""
    address = EmailAddress.objects.filter(user__public_id=account, verified=False).first()
    return EmailConfirmationHMAC.create(address).key if address else ""


def reset_token(user: User) -> str:
    """Good once and for `PASSWORD_RESET_TIMEOUT`: it depends on the password that it replaces."""
    return default_token_generator.make_token(user)
