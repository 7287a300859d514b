"""Brings the words and the message of links to their registers."""

from django.apps import AppConfig

from sapar.core import wording


class LinksConfig(AppConfig):
    name = "sapar.links"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sapar.links.messages import MESSAGES
        from sapar.links.wording import WORDING
        from sapar.messaging import registry

        wording.register(WORDING)
        for message in MESSAGES:
            registry.register(message)
