from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "sapar.ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sapar.ui import generation

        generation.connect()
