"""Brings the words, messages, permissions and receivers of applications to their registers."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "sapar.applications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sapar.applications import permissions, receivers  # noqa: F401  (they enter themselves)
        from sapar.applications.notices import MESSAGES
        from sapar.applications.wording import WORDING
        from sapar.core import wording
        from sapar.messaging import registry

        wording.register(WORDING)
        for message in MESSAGES:
            registry.register(message)
