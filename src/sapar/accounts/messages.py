"""The mails of accounts: confirm an address, set a new password, a role was granted or has ended.

Links are made when a mail is written, so no row keeps one.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from sapar.accounts.enums import RoleKind
from sapar.accounts.models import User
from sapar.accounts.tokens import confirmation_token, reset_token
from sapar.messaging.registry import Message

Prepared = tuple[dict[str, Any], list[str]]


def _confirmation(values: dict[str, Any], language: str) -> Prepared:
    token = confirmation_token(values["account"])
    link = settings.PUBLIC_ADDRESS + reverse("account_confirm_email", args=[token])
    return values | {"link": link, "days": settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS}, [token]


def _password_reset(values: dict[str, Any], language: str) -> Prepared:
    user = User.objects.get(public_id=values["account"])
    token = reset_token(user)
    link = settings.PUBLIC_ADDRESS + reverse(
        "account_reset_password_from_key", args=[user.public_id, token]
    )
    return values | {"link": link, "hours": settings.PASSWORD_RESET_TIMEOUT // 3600}, [token]


def _entrance(values: dict[str, Any], language: str) -> Prepared:
    addresses = {
        name: settings.PUBLIC_ADDRESS + reverse(f"account_{name}")
        for name in ("login", "signup", "reset_password")
    }
    return values | addresses, []


def _role(values: dict[str, Any], language: str) -> Prepared:
    desk = settings.PUBLIC_ADDRESS + reverse("office-desk")
    return values | {"role": RoleKind(values["role"]).label, "link": desk}, []


def _message(kind: str, prepare: Any) -> Message:
    name = f"accounts/mail/{kind.replace('-', '_')}"
    return Message(kind, f"{name}_subject.txt", f"{name}.txt", prepare)


MESSAGES = [
    _message("confirm-address", _confirmation),
    _message("reset-password", _password_reset),
    _message("account-unknown", _entrance),
    _message("account-exists", _entrance),
    _message("role-granted", _role),
    _message("role-ended", _role),
]
