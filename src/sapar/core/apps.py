from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "sapar.core"
    default_auto_field = "django.db.models.BigAutoField"
