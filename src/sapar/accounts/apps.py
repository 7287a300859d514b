"""Brings permissions, words, messages and signals of accounts to where they are looked up."""

from django.apps import AppConfig

from sapar.core import wording


class AccountsConfig(AppConfig):
    name = "sapar.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sapar.accounts import permissions, receivers  # noqa: F401  (declare and connect)
        from sapar.accounts.messages import MESSAGES
        from sapar.accounts.wording import WORDING
        from sapar.messaging import registry

        wording.register(WORDING)
        for message in MESSAGES:
            registry.register(message)
