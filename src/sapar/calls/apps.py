"""Registers the permissions, words, mails and receivers of this app."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "sapar.calls"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sapar.calls import notices, permissions, receivers, subscribing  # noqa: F401  (they register themselves)
        from sapar.calls.wording import WORDING
        from sapar.core import wording
        from sapar.messaging import registry

        wording.register(WORDING)
        for message in (*notices.MESSAGES, *subscribing.MESSAGES):
            registry.register(message)
