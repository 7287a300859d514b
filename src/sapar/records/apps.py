"""Brings the words and the spreadsheets of records to their registers."""

from django.apps import AppConfig

from sapar.core import wording


class RecordsConfig(AppConfig):
    name = "sapar.records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sapar.records import permissions  # noqa: F401  (they register themselves)
        from sapar.records.sheet_kinds import LEARNERS, STAFF
        from sapar.records.wording import WORDING
        from sapar.sheets import kinds

        wording.register(WORDING)
        kinds.register(LEARNERS)
        kinds.register(STAFF)
