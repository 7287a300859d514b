"""Registers the permissions and the words of this app."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "sapar.partnerships"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sapar.core import wording
        from sapar.partnerships import permissions  # noqa: F401  (registers its permissions)
        from sapar.partnerships.wording import WORDING

        wording.register(WORDING)
