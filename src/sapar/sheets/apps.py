from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "sapar.sheets"
    default_auto_field = "django.db.models.BigAutoField"
