from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "sapar.nominations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sapar.core import wording
        from sapar.messaging import registry
        from sapar.nominations import permissions, receivers  # noqa: F401  (declare and connect)
        from sapar.nominations.notices import MESSAGES
        from sapar.nominations.wording import WORDING

        wording.register(WORDING)
        for message in MESSAGES:
            registry.register(message)
