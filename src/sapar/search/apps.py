from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "sapar.search"
    default_auto_field = "django.db.models.BigAutoField"
