"""How the sign-in library sends mail (through the outbox) and makes accounts here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from sapar.accounts.backends import SaparBackend
from sapar.accounts.models import User
from sapar.accounts.queries import person_of
from sapar.core import clock
from sapar.core.actor import Recipient
from sapar.messaging.actions import queue_mail

KINDS = {
    "account/email/email_confirmation": "confirm-address",
    "account/email/email_confirmation_signup": "confirm-address",
    "account/email/password_reset_key": "reset-password",
    "account/email/unknown_account": "account-unknown",
    "account/email/account_already_exists": "account-exists",
}


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail. Its links are made when it is written, not those of ``context``."""
        user = context.get("user")
        person = person_of(user)
        to = Recipient(email, get_language() or "en", person.full_name if person else "")
        with transaction.atomic():
            queue_mail(KINDS[template_prefix], to, account=getattr(user, "public_id", ""))

    def save_user(
        self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True
    ) -> AbstractBaseUser:
        user.language = get_language() or "kk"
        return super().save_user(request, user, form, commit)

    def clean_email(self, email: str) -> str:
        return super().clean_email(email).casefold()

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Somebody whom the registrar does not know is told what to do."""
        if isinstance(request.user, User) and person_of(request.user) is None:
            return reverse("account-record")
        return super().get_login_redirect_url(request)

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """What the backend refused stays refused: the library asks `is_active` alone."""
        if not SaparBackend().user_can_authenticate(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Lock-out counts by our clock, save that nobody can move the sample's to end it."""
        AxesProxyHandler.update_request(request)
        request.axes_attempt_time = clock.now() - clock.sample_offset()  # type: ignore[attr-defined]
        return super().authenticate(request, **credentials)
