"""A message in its recipient's language, as it is sent and, with secrets masked, as it is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation

from sapar.core import clock
from sapar.messaging.models import OutboxMessage
from sapar.messaging.registry import message_of
from sapar.messaging.values import from_json

MASK = "••••••"


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    body: str
    masked_body: str


def render(row: OutboxMessage) -> Rendered:
    """Subject and text of a queued message. Mints its links: call it inside a transaction."""
    message = message_of(row.kind)
    values, secrets = from_json(row.values), list[str]()
    with translation.override(row.language), timezone.override(clock.university_zone()):
        if message.prepare:
            values, secrets = message.prepare(values, row.language)
        context = {
            "recipient_name": row.recipient_name,
            "public_address": settings.PUBLIC_ADDRESS,
            "is_sample": settings.SAMPLE_MODE,
            **values,
        }
        subject = " ".join(_fill(message.subject_template, context).split())
        body = _set(_fill(message.body_template, context))
    return Rendered(subject, body, _masked(body, secrets))


def _fill(template_name: str, context: dict[str, Any]) -> str:
    """Plain text, so nothing is escaped for HTML."""
    template = get_template(template_name).template  # type: ignore[attr-defined]
    return str(template.render(Context(context, autoescape=False)))


def _set(text: str) -> str:
    """One line a paragraph, which every screen breaks for itself; single empty lines."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def _masked(text: str, secrets: list[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, MASK)
    return text
