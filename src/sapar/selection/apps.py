from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "sapar.selection"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sapar.core import wording
        from sapar.messaging import registry
        from sapar.selection import permissions as _permissions  # noqa: F401  declares them
        from sapar.selection import receivers as _receivers  # noqa: F401  connects them
        from sapar.selection.notices import MESSAGES
        from sapar.selection.wording import WORDING

        wording.register(WORDING)
        for message in MESSAGES:
            registry.register(message)
