"""Configuration of the outbox."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "sapar.messaging"
    default_auto_field = "django.db.models.BigAutoField"
