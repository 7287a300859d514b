"""Brings the words of spreadsheets to the register of words."""

from django.apps import AppConfig

from sapar.core import wording


class SheetsConfig(AppConfig):
    name = "sapar.sheets"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sapar.sheets.wording import WORDING

        wording.register(WORDING)
