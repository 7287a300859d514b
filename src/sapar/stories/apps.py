from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "sapar.stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sapar.core import wording
        from sapar.messaging import registry
        from sapar.stories import permissions, receivers  # noqa: F401  (declare and connect)
        from sapar.stories.notices import MESSAGES
        from sapar.stories.wording import WORDING

        wording.register(WORDING)
        for message in MESSAGES:
            registry.register(message)
