"""Full text over everything that a reader may see, in three languages, on both databases."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "sapar.search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sapar.search import receivers

        receivers.connect()
