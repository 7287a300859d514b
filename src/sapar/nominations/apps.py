from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "sapar.nominations"
    default_auto_field = "django.db.models.BigAutoField"
