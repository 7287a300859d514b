from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "sapar.content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sapar.content import (
            article_wording,
            asking_notices,
            asking_wording,
            permissions,  # noqa: F401  (declares)
            regulation_notices,
            regulation_wording,
        )
        from sapar.content.notices import MESSAGES
        from sapar.content.wording import WORDING
        from sapar.core import wording
        from sapar.messaging import registry

        for words in (WORDING, article_wording.WORDING, asking_wording.WORDING):
            wording.register(words)
        wording.register(regulation_wording.WORDING)
        for message in (*MESSAGES, *asking_notices.MESSAGES, *regulation_notices.MESSAGES):
            registry.register(message)
