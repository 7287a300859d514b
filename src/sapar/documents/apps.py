"""Brings the words of documents to the register of words."""

from django.apps import AppConfig

from sapar.core import wording


class DocumentsConfig(AppConfig):
    name = "sapar.documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sapar.documents.wording import WORDING

        wording.register(WORDING)
