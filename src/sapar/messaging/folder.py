"""Mail as files: one ``<public id>.eml`` a message, which any mail program opens."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """For a trial without a mail server; the folder is readable by its owner only."""

    def send_messages(self, email_messages: Any) -> int:
        settings.MAIL_FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            path_of(message.extra_headers["X-Sapar-Message"]).write_bytes(_content(message))
        return len(email_messages)


def path_of(public_id: str) -> Path:
    """Where the message of the outbox with this public id lies once it is sent."""
    return Path(settings.MAIL_FOLDER) / f"{public_id}.eml"


def _content(message: EmailMessage) -> bytes:
    return message.message().as_bytes()


def read_mail(public_id: str) -> str | None:
    """The text of a message in the folder, with its secrets; None when it is not there."""
    try:
        content = path_of(public_id).read_bytes()
    except FileNotFoundError:
        return None
    return str(message_from_bytes(content, policy=policy.default).get_content())
