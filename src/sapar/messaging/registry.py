"""Every kind of message that is sent: each app registers its own in ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# Turns stored values into what the templates see, in the recipient's language, just before the
# mail is sent. Here links are minted; the secrets returned are masked in the copy that is kept.
Prepare = Callable[[dict[str, Any], str], tuple[dict[str, Any], list[str]]]


@dataclass(frozen=True, slots=True)
class Message:
    """A kind of message: the name of the template of its subject (one line) and of its text.

    The text extends ``messaging/mail.txt`` and fills its block ``body``.
    """

    kind: str
    subject_template: str
    body_template: str
    prepare: Prepare | None = None


_MESSAGES: dict[str, Message] = {}


def register(message: Message) -> None:
    """Make a kind known; raises ValueError when the kind is taken."""
    if message.kind in _MESSAGES:
        raise ValueError(f"message kind registered twice: {message.kind}")
    _MESSAGES[message.kind] = message


def message_of(kind: str) -> Message:
    """Raises KeyError for a kind that nobody registered."""
    return _MESSAGES[kind]


def known_messages() -> list[Message]:
    return list(_MESSAGES.values())
