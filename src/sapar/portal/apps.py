from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "sapar.portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sapar.portal.embeds import register_drawings

        register_drawings()
