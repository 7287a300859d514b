"""Registers the permissions, words and receivers of this app."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "sapar.calls"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sapar.calls import permissions, receivers  # noqa: F401  (they register themselves)
        from sapar.calls.wording import WORDING
        from sapar.core import wording

        wording.register(WORDING)
