"""The mails of this app."""

from sapar.messaging.registry import Message

MESSAGES: tuple[Message, ...] = ()
