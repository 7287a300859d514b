"""SAPAR_SMTP_URL -> Django's mail settings: without it every mail becomes a file in DATA/mail."""

from typing import Any
from urllib.parse import unquote, urlsplit


def mail_settings(url: str) -> dict[str, Any]:
    """``smtp://user:password@host:port``, ``smtp+starttls://`` or ``smtps://``; ValueError
    otherwise.
    """
    if not url:
        return {"EMAIL_BACKEND": "sapar.messaging.folder.FolderBackend"}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtp+starttls", "smtps"):
        raise ValueError(
            f"SAPAR_SMTP_URL: '{parts.scheme}' given, smtp, smtp+starttls or smtps expected"
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_TIMEOUT": 30,
    }
