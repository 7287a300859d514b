from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "sapar.applications"
    default_auto_field = "django.db.models.BigAutoField"
