from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "sapar.calls"
    default_auto_field = "django.db.models.BigAutoField"
