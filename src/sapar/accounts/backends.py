"""Sign-in: by e-mail and password, and a sample account never outside sample mode."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser


class SaparBackend(AuthenticationBackend):
    def user_can_authenticate(self, user: AbstractBaseUser) -> bool:
        if getattr(user, "is_sample", False) and not settings.SAMPLE_MODE:
            return False
        return super().user_can_authenticate(user)
