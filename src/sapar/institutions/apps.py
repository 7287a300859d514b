"""Names the app of institutions."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "sapar.institutions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sapar.core import wording
        from sapar.institutions.wording import WORDING

        wording.register(WORDING)
